"""Replications, one after the other: what happens next, until a drill is over.

At one instant people act first, then those on duty change, then time brings what it
brings; after each of these whoever is free is given what waits.  The acts are those of
perfect players: they take what they are given and need exactly the time drawn.
"""

from typing import TYPE_CHECKING

from drillkit.forecast import uncompiled
from drillkit.forecast.kernel.columns import (
    A_RUN,
    A_WIDTH,
    C_ACCESS,
    C_ANSWER,
    C_DEADLINE,
    C_PEOPLE,
    DONE,
    E_BEGAN,
    E_CAUSE,
    E_ENDED,
    E_READY,
    E_SORT,
    E_STEP,
    E_STOOD,
    E_WIDTH,
    FREE,
    K_ANSWER,
    K_ARRIVE,
    K_CALL,
    K_FINISH,
    K_GATE,
    K_PROVIDER,
    K_WATCH,
    N_ACKNOWLEDGED,
    N_ENDS_AT,
    N_STEPS,
    N_TARGET,
    N_UNTIL_CLASSIFIED,
    O_DONE,
    O_SHUT,
    OPEN,
    P_AFTER,
    P_SHUTS,
    P_WIDTH,
    R_STEPS,
    R_STEPS_END,
    R_WIDTH,
    S_AUDIENCE,
    S_KEY,
    S_LAW,
    S_PHASE,
    S_WIDTH,
    WAITING,
    WORKING,
)

try:
    import cython
except ImportError:
    cython = uncompiled

if TYPE_CHECKING:
    from array import array

    from drillkit.forecast.kernel.crews import Crews
    from drillkit.forecast.kernel.flow import Flow
    from drillkit.forecast.kernel.milestones import Milestones
    from drillkit.forecast.kernel.people import People
    from drillkit.forecast.kernel.work import Work
    from drillkit.forecast.kernel.world import World

KIND = 1 << 48
VISIT = 1 << 20
OF_PHASE = 1 << 28
OF_ENTRY = 1 << 8
A_CALL, A_DEADLINE = -1, -2


class Lives:
    """One world, lived through again and again."""

    def __init__(
        self,
        world: "World",
        crews: "Crews",
        people: "People",
        reached: "Milestones",
        work: "Work",
        flow: "Flow",
    ) -> None:
        self.world = world
        self.crews = crews
        self.people = people
        self.reached = reached
        self.work = work
        self.flow = flow

    def run(
        self,
        seed: int,
        first: int,
        count: int,
        chosen: "array[int]",
        out: "array[int]",
        critical: "array[int]",
        spent: "array[int]",
    ) -> int:
        """Live through *count* replications from *first*; how many broke off.

        *out* gets the chosen milestones of each, -1 for never: names below 0 mean the
        first time instead of the last.  *critical* counts, by step, the replications
        that it decided; *spent* adds up the deciding time by its sort.
        """
        self.world.seed = seed
        with cython.nogil:
            broken = self.run_all(
                self.world, first, count, chosen, out, critical, spent
            )
        return broken  # noqa: RET504, nothing returns without the interpreter

    def first_word(self, seed: int, replication: int, key: int) -> int:
        """The word that a step's first duration hangs on."""
        self.world.seed = seed
        self.world.replication = replication
        self.world.draw(key, 1)
        return self.world.words[0]

    def retell(self, seed: int, replication: int) -> None:
        """Live through one replication for its trace alone."""
        self.world.seed = seed
        self.world.replication = replication
        self.live(self.world)

    def told(self) -> "list[int]":
        """What the last replication wrote down: time, what, and which, row by row."""
        return [self.world.trace[place] for place in range(3 * self.world.traced)]

    def run_all(
        self,
        w: "World",
        first: int,
        count: int,
        chosen: "array[int]",
        out: "array[int]",
        critical: "array[int]",
        spent: "array[int]",
    ) -> int:
        """The same with nothing of the interpreter."""
        broken = 0
        many = chosen[0]
        for number in range(count):
            w.replication = first + number
            self.live(w)
            if w.failed:
                broken += 1
            for place in range(many):
                name = chosen[place + 1]
                at = w.first[-name - 1] if name < 0 else w.company[name]
                out[number * many + place] = -1 if w.failed else at
            if not w.failed:
                self.blame(w, critical, spent)
        return broken

    # -- One replication. --

    def reset(self, w: "World") -> None:
        """As before STARTEX."""
        w.now = w.failed = w.traced = w.marks = w.ended = 0
        w.n_acts = w.n_dues = w.n_executions = 0
        w.n_queue = w.n_granted = w.n_calls = 0
        w.cause = w.shift = w.same_until = -1
        w.rank = w.numbers[N_UNTIL_CLASSIFIED]
        for run in range(w.n_runs):
            w.begun[run] = w.over[run] = w.alarmed[run] = w.heard[run] = 0
            w.known[run] = w.calls[run] = 0
            w.touched[run] = 1
            w.level[run] = -1
        for place in range(w.n_runs * w.n_roles):
            w.asked[place] = 0
        for phase in range(w.n_phases):
            w.active[phase] = w.visits[phase] = 0
            w.entered[phase] = -1
        for step in range(w.n_steps):
            w.status[step] = w.holds[step] = w.visit[step] = 0
            w.finish[step] = w.until[step] = w.execution[step] = -1
        for role in range(w.n_roles):
            w.busy[role] = 0
        for place in range(w.n_runs * w.n_names):
            w.reached[place] = w.reached_by[place] = -1
        for name in range(w.n_names):
            w.company[name] = w.first[name] = w.company_cause[name] = -1
            w.itemised[name] = w.to_mark[name] = 0
        for audience in range(w.n_audiences):
            w.owed[audience] = 0
            w.last_word[audience] = -1
        for part in range(w.n_stock):
            w.spent[part] = 0

    def live(self, w: "World") -> None:
        """From STARTEX until it is over, or nothing can happen any more."""
        self.reset(w)
        ends = w.numbers[N_ENDS_AT]
        self.flow.settle_all(w)
        self.after_act(w)
        while not (w.ended or w.failed):
            at = self.next_at(w)
            if at < 0 or at > ends:
                return
            w.now = at
            if w.n_acts > 0 and w.acts[0] == at:
                self.act(w)
            elif w.shift == at:
                w.shift = -1
            else:
                self.pass_time(w)
                if at == ends:
                    return
            self.after_act(w)

    def next_at(self, w: "World") -> int:
        """When something happens next; -1 for never."""
        at = w.shift
        if w.n_acts > 0 and (at < 0 or w.acts[0] < at):
            at = w.acts[0]
        if w.n_dues > 0 and (at < 0 or w.dues[0] < at):
            at = w.dues[0]
        return at

    def after_act(self, w: "World") -> None:
        """Mark what is back, and let whoever is free take what waits."""
        while not (w.ended or w.failed):
            if w.n_queue > 0 and (w.stirred or w.now >= w.same_until):
                self.crews.share_out(w)
            if w.marks:
                self.reached.mark(w)
                self.flow.settle_all(w)
            elif w.n_granted > 0:
                self.take(w)
                self.flow.settle_all(w)
            else:
                return

    def take(self, w: "World") -> None:
        """Whoever was given a step first takes it, if it is still to be had."""
        step = w.granted[0]
        w.n_granted -= 1
        for place in range(w.n_granted):
            w.granted[place] = w.granted[place + 1]
        if w.status[step] != OPEN or not w.holds[step]:
            return
        if step < w.numbers[N_STEPS]:
            w.cause = w.step_cause[step]
            self.work.start(w, step)
            return
        row = step * S_WIDTH
        w.status[step] = WORKING
        w.visit[step] += 1
        w.draw(w.steps[row + S_KEY], w.visit[step])
        self.work.work_on(w, step, w.sample(w.steps[row + S_LAW], w.words[0]))

    # -- What people do. --

    def act(self, w: "World") -> None:
        """Somebody does what was planned, unless it is pointless by now."""
        value = w.acts[2]
        kind = value // KIND
        about = value % KIND
        w.drop_act()
        if kind == K_ANSWER:
            self.answer(w, about)
        elif kind in (K_FINISH, K_PROVIDER, K_WATCH):
            self.act_on_step(w, kind, about // VISIT, about % VISIT)
        elif w.status[about] == WAITING and w.finish[about] == w.now:
            w.status[about] = OPEN
            self.crews.want(w, about, w.rank)
        self.flow.settle_all(w)

    def act_on_step(self, w: "World", kind: int, step: int, visit: int) -> None:
        """A step is done, a provider reports, or what is watched is told."""
        if w.visit[step] != visit:
            return
        status = w.status[step]
        w.cause = w.execution[step]
        if kind == K_PROVIDER:
            if status in (WORKING, WAITING):
                self.work.settle(w, step, DONE, w.outcome[step])
        elif w.finish[step] != w.now:
            return
        elif kind == K_WATCH and status == OPEN:
            w.cause = w.step_cause[step]
            self.work.report(w, step)
        elif kind == K_FINISH and status == WORKING:
            if step < w.numbers[N_STEPS]:
                self.work.finish(w, step)
            else:
                w.status[step] = FREE
                self.crews.release(w, step)
                self.people.send(w, w.steps[step * S_WIDTH + S_AUDIENCE], -1)

    def answer(self, w: "World", call: int) -> None:
        """Somebody answers the alarm: what has opened since can be worked on."""
        run = w.call_rows[call * A_WIDTH + A_RUN]
        if w.heard[run]:
            return
        w.heard[run] = 1
        since = w.run_began[run]
        w.cause = w.execute(A_CALL, since, since, w.run_cause[run], C_ANSWER)
        self.end_now(w, w.cause)
        self.reached.reach(w, run, w.numbers[N_ACKNOWLEDGED], -1)
        row = run * R_WIDTH
        for step in range(w.runs[row + R_STEPS], w.runs[row + R_STEPS_END]):
            if w.status[step] == OPEN:
                w.step_cause[step] = w.cause
                self.work.offer(w, step)

    def end_now(self, w: "World", execution: int) -> None:
        """Something that began earlier is over."""
        if execution >= 0:
            w.executions[execution * E_WIDTH + E_ENDED] = w.now

    # -- What time brings. --

    def pass_time(self, w: "World") -> None:
        """Everything due now, in the agenda's order."""
        while not (w.ended or w.failed) and w.n_dues > 0 and w.dues[0] == w.now:
            value = w.dues[2]
            kind = value // KIND
            about = value % KIND
            w.drop_due()
            if kind == K_CALL:
                if not w.heard[w.call_rows[about * A_WIDTH + A_RUN]]:
                    self.people.climb(w, about)
            elif kind in (K_GATE, K_ARRIVE):
                self.bring(w, kind, about // VISIT, about % VISIT)
            else:
                self.move_on(w, about)
            self.flow.settle_all(w)

    def bring(self, w: "World", kind: int, step: int, visit: int) -> None:
        """A journey is over, or a gate opens or shuts."""
        status = w.status[step]
        if w.visit[step] != visit or (status != WORKING and status != WAITING):
            return
        w.cause = w.execution[step]
        if kind == K_ARRIVE:
            self.work.settle(w, step, DONE, O_DONE)
        elif w.until[step] != w.now:
            return
        elif status == WAITING:
            self.work.pass_gate(w, step)
        elif w.phases[w.steps[step * S_WIDTH + S_PHASE] * P_WIDTH + P_SHUTS]:
            self.work.settle(w, step, DONE, O_SHUT)
        else:
            self.work.shut_gate(w, step)

    def move_on(self, w: "World", about: int) -> None:
        """A deadline moves its phase, if the run is still there."""
        phase = about // OF_PHASE
        visit = about // OF_ENTRY % (OF_PHASE // OF_ENTRY)
        if not w.active[phase] or w.visits[phase] != visit:
            return
        since = w.entered[phase]
        w.cause = w.execute(A_DEADLINE, since, since, w.phase_cause[phase], C_DEADLINE)
        self.end_now(w, w.cause)
        place = w.phases[phase * P_WIDTH + P_AFTER] + 2 * (about % OF_ENTRY)
        self.flow.leave_late(w, phase, w.x[place + 1])

    # -- What decided. --

    def blame(self, w: "World", critical: "array[int]", spent: "array[int]") -> None:
        """Follow the chain back from the milestone that matters."""
        name = w.numbers[N_TARGET]
        if w.company[name] < 0:
            return
        link = w.company_cause[name]
        for step in range(w.n_steps):
            w.left[step] = 0
        while link >= 0:
            row = link * E_WIDTH
            step = w.executions[row + E_STEP]
            stood = w.executions[row + E_STOOD]
            began = w.executions[row + E_BEGAN]
            ready = w.executions[row + E_READY]
            whole = w.executions[row + E_ENDED] - began
            spent[C_PEOPLE] += began - ready
            spent[C_ACCESS] += stood
            spent[w.executions[row + E_SORT]] += whole - stood
            if step >= 0 and w.left[step] == 0:
                w.left[step] = 1
                critical[step] += 1
            link = w.executions[row + E_CAUSE]
