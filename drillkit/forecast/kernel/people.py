"""Calls of the ladder, and the words owed to audiences.

``engine.decide.people`` as far as it takes time: who is called when nobody answers, and
when an audience must hear from us again.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    A_DEPUTY,
    A_MADE,
    A_ROLE,
    A_RUN,
    A_RUNG,
    A_WIDTH,
    FREE,
    K_ANSWER,
    K_CALL,
    K_WORD,
    N_ACKNOWLEDGE,
    N_DECLARED,
    N_LEAD_TIME,
    N_LOST_WORD,
    N_NORMAL,
    N_PERIODS,
    N_PROMPT,
    N_SLOW,
    N_SLOW_WORD,
    N_STEPS,
    O_LINE,
    O_LINE_END,
    O_WIDTH,
    R_KEY,
    R_LADDER,
    R_LADDER_END,
    R_WIDTH,
    S_ORDER,
    S_WIDTH,
    WAITING,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.crews import Crews
    from drillkit.forecast.kernel.world import World

MOST_CALLS = 1024
KIND = 1 << 48
ORDER = 1 << 40
DEADLINE = 1 << 56
OF_RUN = 1 << 44


class People:
    """Those who are called and those who owe a word."""

    def __init__(self, crews: "Crews") -> None:
        self.crews = crews

    # -- The ladder. --

    def alarm(self, w: "World", run: int, role: int) -> None:
        """Call a run's people out."""
        if role >= 0:
            w.alarmed[run] = 1
            self.call(w, run, role, 0, False)

    def call(self, w: "World", run: int, role: int, rung: int, as_deputy: bool) -> None:
        """Call somebody, who answers after a time or never."""
        if w.n_calls >= MOST_CALLS:
            w.failed = 2
            return
        call = w.n_calls
        w.n_calls += 1
        w.calls[run] += 1
        w.call_rows[call * A_WIDTH + A_RUN] = run
        w.call_rows[call * A_WIDTH + A_ROLE] = role
        w.call_rows[call * A_WIDTH + A_RUNG] = rung
        w.call_rows[call * A_WIDTH + A_DEPUTY] = as_deputy
        w.call_rows[call * A_WIDTH + A_MADE] = w.now
        w.asked[run * w.n_roles + role] = 1
        window = w.x[w.numbers[N_ACKNOWLEDGE] + w.rank]
        w.plan_due(w.now + window, DEADLINE + run * OF_RUN, K_CALL * KIND + call)
        w.draw(w.runs[run * R_WIDTH + R_KEY], w.calls[run])
        if w.words[1] < w.numbers[N_LOST_WORD]:
            return
        law = w.numbers[N_PROMPT]
        if w.words[1] < w.numbers[N_SLOW_WORD]:
            law = w.numbers[N_SLOW]
        after = w.sample(law, w.words[0])
        w.plan_act(w.now + after, K_ANSWER * ORDER + call, K_ANSWER * KIND + call)

    def climb(self, w: "World", call: int) -> None:
        """Nobody answered: the deputy, then the next rung; the last one repeats."""
        row = call * A_WIDTH
        run = w.call_rows[row + A_RUN]
        role = w.call_rows[row + A_ROLE]
        rung = w.call_rows[row + A_RUNG]
        deputy = self.deputy(w, role)
        is_new = deputy >= 0 and not w.asked[run * w.n_roles + deputy]
        if is_new and not w.call_rows[row + A_DEPUTY]:
            self.call(w, run, deputy, rung, True)
            return
        self.climb_on(w, run, rung, role, w.call_rows[row + A_MADE])

    def climb_on(self, w: "World", run: int, rung: int, missed: int, made: int) -> None:
        """Call the next rung's role or deputy, or the last rung's other one."""
        first = w.runs[run * R_WIDTH + R_LADDER]
        end = w.runs[run * R_WIDTH + R_LADDER_END]
        last = -1
        number = 0
        while first + 2 * number < end:
            role = w.x[first + 2 * number]
            if w.rank <= w.x[first + 2 * number + 1]:
                last = number
                if number + 1 > rung:
                    if not w.asked[run * w.n_roles + role]:
                        self.call(w, run, role, number + 1, False)
                        return
                    deputy = self.deputy(w, role)
                    if deputy >= 0 and not w.asked[run * w.n_roles + deputy]:
                        self.call(w, run, deputy, number + 1, True)
                        return
            number += 1
        if last >= 0 and w.now > made:
            role = w.x[first + 2 * last]
            deputy = self.deputy(w, role)
            if role == missed and deputy >= 0 and deputy != missed:
                self.call(w, run, deputy, last + 1, True)
            else:
                self.call(w, run, role, last + 1, False)

    def deputy(self, w: "World", role: int) -> int:
        """Who stands in for a role; -1 for nobody."""
        line = w.roles[role * O_WIDTH + O_LINE]
        if w.roles[role * O_WIDTH + O_LINE_END] - line < 2:
            return -1
        return w.x[line + 1]

    # -- The clock of silence. --

    def silence(self, w: "World") -> None:
        """Open, and move, every word that the level wants."""
        declared = w.company[w.numbers[N_DECLARED]]
        if declared < 0 or w.company[w.numbers[N_NORMAL]] >= 0:
            return
        for audience in range(w.n_audiences):
            period = self.period(w, audience)
            if period < 0:
                continue
            last = w.last_word[audience]
            if last < 0:
                last = declared
            if not w.owed[audience] or last + period < w.due[audience]:
                self.owe(w, audience, last + period)

    def period(self, w: "World", audience: int) -> int:
        """How often an audience hears from us at this level; -1 for never."""
        return w.x[w.numbers[N_PERIODS] + w.rank * w.n_audiences + audience]

    def owe(self, w: "World", audience: int, due: int) -> None:
        """A word is owed by a time; whoever owes it looks at it a little before."""
        w.owed[audience] = 1
        w.due[audience] = max(due, w.now)
        step = w.numbers[N_STEPS] + audience
        if w.status[step] not in (FREE, WAITING):
            return
        w.status[step] = WAITING
        w.finish[step] = max(w.now, w.due[audience] - w.numbers[N_LEAD_TIME])
        w.plan_act(
            w.finish[step],
            K_WORD * ORDER + w.steps[step * S_WIDTH + S_ORDER],
            K_WORD * KIND + step,
        )

    def forget(self, w: "World", audience: int) -> None:
        """No word is owed to an audience any more."""
        step = w.numbers[N_STEPS] + audience
        w.owed[audience] = 0
        if w.status[step] != FREE:
            w.status[step] = FREE
            self.crews.release(w, step)

    def send(self, w: "World", audience: int, next_in: int) -> None:
        """An audience hears from us now, and when it will hear next."""
        period = self.period(w, audience)
        promised = next_in if next_in >= 0 else period
        w.last_word[audience] = w.now
        self.forget(w, audience)
        if promised < 0 or w.company[w.numbers[N_NORMAL]] >= 0:
            return
        if period >= 0:
            promised = min(promised, period)
        self.owe(w, audience, w.now + promised)
