"""Steps: opened, taken in hand, stood before a gate, settled with what follows.

``engine.decide.steps``, ``work``, ``sites`` and ``journeys`` over the kernel's tables,
and the time that perfect players take.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    C_PARTS,
    C_PROVIDER,
    C_WORK,
    DONE,
    E_ENDED,
    E_STOOD,
    E_WIDTH,
    K_ARRIVE,
    K_FINISH,
    K_GATE,
    K_PROVIDER,
    K_WATCH,
    O_DONE,
    O_MISSED,
    O_NO_PART,
    O_REQUESTED,
    OPEN,
    REQUESTED,
    S_ASKS,
    S_AUDIENCE,
    S_AWAITS,
    S_AWAITS_END,
    S_CHOICES,
    S_CREW,
    S_CREW_END,
    S_EVERY,
    S_FACT,
    S_FROM,
    S_HOURS,
    S_KEY,
    S_LAW,
    S_LEGS,
    S_LEVEL,
    S_NEXT,
    S_ORDER,
    S_OTHERS,
    S_OTHERS_END,
    S_PARTS,
    S_PARTS_END,
    S_PHASE,
    S_PLACE,
    S_RANK,
    S_REACHES,
    S_REACHES_END,
    S_RUN,
    S_TARGET,
    S_TO,
    S_VERB,
    S_WHEN,
    S_WIDTH,
    SETTLED,
    SKIPPED,
    T_SETTLED,
    T_STARTED,
    V_ASK,
    V_AWAIT,
    V_DECIDE,
    V_DISPATCH,
    V_REQUEST,
    V_WATCH,
    WAITING,
    WORKING,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.crews import Crews
    from drillkit.forecast.kernel.milestones import Milestones
    from drillkit.forecast.kernel.people import People
    from drillkit.forecast.kernel.ways import Ways
    from drillkit.forecast.kernel.world import World

KIND = 1 << 48
ORDER = 1 << 40
VISIT = 1 << 20
OF_RUN = 1 << 44
OF_PLACE = 1 << 28
OF_VISIT = 1 << 16
NO_WAY = -2


class Work:
    """What is done with steps."""

    def __init__(
        self, crews: "Crews", people: "People", ways: "Ways", milestones: "Milestones"
    ) -> None:
        self.crews = crews
        self.people = people
        self.ways = ways
        self.milestones = milestones

    def open_step(self, w: "World", step: int) -> None:
        """Open a step, or pass it over when its level or condition says so."""
        row = step * S_WIDTH
        run = w.steps[row + S_RUN]
        w.status[step] = OPEN
        w.how[step] = 0
        w.outcome[step] = -1
        w.visit[step] = w.visits[w.steps[row + S_PHASE]]
        w.until[step] = -1
        w.finish[step] = -1
        w.execution[step] = -1
        w.step_cause[step] = w.cause
        w.touched[run] = 1
        if self.is_not_needed(w, step):
            w.status[step] = SETTLED
            w.how[step] = SKIPPED
            w.outcome[step] = O_DONE
            w.tell(T_SETTLED, step)
            return
        verb = w.steps[row + S_VERB]
        has_crew = w.steps[row + S_CREW] < w.steps[row + S_CREW_END]
        if (verb in (V_REQUEST, V_DISPATCH)) and not has_crew:
            w.ready[step] = w.now
            self.start(w, step)
        elif w.heard[run] or not w.alarmed[run]:
            self.offer(w, step)

    def is_not_needed(self, w: "World", step: int) -> bool:
        """Whether the level or what is known excuses a step; a decision never."""
        row = step * S_WIDTH
        if w.steps[row + S_VERB] == V_DECIDE:
            return False
        run = w.steps[row + S_RUN]
        level = w.level[run] if w.level[run] >= 0 else w.rank
        if w.steps[row + S_LEVEL] >= 0 and level > w.steps[row + S_LEVEL]:
            return True
        when = w.steps[row + S_WHEN]
        return when >= 0 and w.x[when + w.known[run]] != 0

    def offer(self, w: "World", step: int) -> None:
        """A step can be worked on: it waits for its people, a watch for its time."""
        row = step * S_WIDTH
        verb = w.steps[row + S_VERB]
        if verb == V_AWAIT:
            return
        if verb == V_WATCH:
            self.watch(w, step)
            return
        run = w.steps[row + S_RUN]
        level = w.level[run] if w.level[run] >= 0 else w.rank
        self.crews.want(w, step, level)

    def watch(self, w: "World", step: int) -> None:
        """The next word of what is watched comes when it is due."""
        row = step * S_WIDTH
        w.finish[step] = w.now + w.steps[row + S_EVERY]
        self.plan(w, w.finish[step], K_WATCH, step)

    def plan(self, w: "World", at: int, kind: int, step: int) -> None:
        """Somebody means to do something about a step in this visit."""
        order = kind * ORDER + w.steps[step * S_WIDTH + S_ORDER]
        w.plan_act(at, order, kind * KIND + step * VISIT + w.visit[step])

    def start(self, w: "World", step: int) -> None:
        """A step is in hand: ask the provider, set out, stand at the gate, or work."""
        row = step * S_WIDTH
        verb = w.steps[row + S_VERB]
        w.status[step] = WORKING
        w.draw(w.steps[row + S_KEY], w.visit[step])
        takes = 0
        if w.steps[row + S_LAW] >= 0:
            takes = w.sample(w.steps[row + S_LAW], w.words[0])
        w.outcome[step] = self.drawn(w, row)
        sort = C_WORK
        if verb == V_REQUEST:
            sort = C_PROVIDER
        elif w.steps[row + S_LEGS]:
            sort = C_PARTS
        w.execution[step] = w.execute(
            step, w.ready[step], w.now, w.step_cause[step], sort
        )
        w.tell(T_STARTED, step)
        if verb == V_REQUEST:
            w.status[step] = WAITING
            self.crews.release(w, step)
            self.plan(w, w.now + takes, K_PROVIDER, step)
        elif verb == V_DISPATCH:
            self.send(w, step, takes)
        elif w.steps[row + S_LEGS]:
            self.set_out(w, step, w.steps[row + S_FROM])
        elif w.steps[row + S_HOURS] >= 0:
            self.go_to_gate(w, step, takes)
        else:
            self.work_on(w, step, takes)

    def drawn(self, w: "World", row: int) -> int:
        """The outcome that the second word chooses."""
        place = w.steps[row + S_CHOICES]
        while w.words[1] >= w.x[place]:
            place += 2
        return w.x[place + 1]

    def work_on(self, w: "World", step: int, takes: int) -> None:
        """Work on a step for so long."""
        w.finish[step] = w.now + takes
        self.plan(w, w.finish[step], K_FINISH, step)

    # -- Gates. --

    def go_to_gate(self, w: "World", step: int, takes: int) -> None:
        """Work inside the opening hours, or stand before the gate first."""
        row = step * S_WIDTH
        starts = self.ways.starts(w, w.steps[row + S_HOURS], w.steps[row + S_TARGET])
        if starts == w.now:
            self.work_on(w, step, takes)
            self.plan_gate(w, step, self.ways.shuts(w, w.steps[row + S_HOURS]))
        else:
            w.left[step] = takes
            self.stand(w, step, starts)

    def stand(self, w: "World", step: int, until: int) -> None:
        """Stand before a shut gate."""
        w.status[step] = WAITING
        w.finish[step] = -1
        w.stood_since[step] = w.now
        self.plan_gate(w, step, until)

    def plan_gate(self, w: "World", step: int, until: int) -> None:
        """The gate opens or shuts at a time, if ever."""
        row = step * S_WIDTH
        w.until[step] = until
        if until >= 0:
            order = w.steps[row + S_RUN] * OF_RUN
            order += (w.steps[row + S_PLACE] + 1) * OF_PLACE + w.visit[step] * OF_VISIT
            w.plan_due(until, order, K_GATE * KIND + step * VISIT + w.visit[step])

    def pass_gate(self, w: "World", step: int) -> None:
        """The gate opens: work goes on with what was left of it."""
        w.status[step] = WORKING
        at = w.execution[step] * E_WIDTH
        if at >= 0:
            w.executions[at + E_STOOD] += w.now - w.stood_since[step]
        self.work_on(w, step, w.left[step])
        self.plan_gate(w, step, self.ways.shuts(w, w.steps[step * S_WIDTH + S_HOURS]))

    def shut_gate(self, w: "World", step: int) -> None:
        """The gate shuts under the work, which goes on when it opens."""
        w.left[step] = w.finish[step] - w.now
        self.stand(w, step, self.ways.starts(w, w.steps[step * S_WIDTH + S_HOURS], 0))

    # -- Parts and journeys. --

    def send(self, w: "World", step: int, takes: int) -> None:
        """Reserve a part and send it, or find that there is none."""
        row = step * S_WIDTH
        fact = w.steps[row + S_FACT]
        part = w.steps[row + S_PARTS]
        end = w.steps[row + S_PARTS_END]
        if fact and not w.known[w.steps[row + S_RUN]] & fact:
            part = w.steps[row + S_OTHERS]
            end = w.steps[row + S_OTHERS_END]
        while part < end and w.stock[w.x[part]] <= w.spent[w.x[part]]:
            part += 2
        if part >= end:
            self.settle(w, step, DONE, O_NO_PART)
            return
        w.spent[w.x[part]] += 1
        if w.steps[row + S_LEGS]:
            self.set_out(w, step, w.x[part + 1])
        else:
            self.work_on(w, step, takes)

    def set_out(self, w: "World", step: int, origin: int) -> None:
        """Go the earliest way; nobody waits with a part that is sent."""
        row = step * S_WIDTH
        destination = w.steps[row + S_TO]
        arrives = self.ways.journey(w, origin, destination)
        if arrives == NO_WAY:
            self.settle(w, step, DONE, O_MISSED)
            return
        if origin == destination:
            self.settle(w, step, DONE, O_DONE)
            return
        w.status[step] = WAITING
        if w.steps[row + S_VERB] == V_DISPATCH:
            self.crews.release(w, step)
        order = w.steps[row + S_RUN] * OF_RUN + OF_PLACE
        order += w.visit[step] * OF_VISIT + w.steps[row + S_RANK]
        w.plan_due(arrives, order, K_ARRIVE * KIND + step * VISIT + w.visit[step])

    # -- The end of a step. --

    def finish(self, w: "World", step: int) -> None:
        """A step is done by the people who did it."""
        row = step * S_WIDTH
        if w.steps[row + S_VERB] == V_ASK:
            self.report(w, step)
        elif w.outcome[step] == O_REQUESTED:
            self.settle(w, step, REQUESTED, O_REQUESTED)
        else:
            self.settle(w, step, DONE, w.outcome[step])

    def report(self, w: "World", step: int) -> None:
        """A department says what it knows; what else asks for it is answered too."""
        row = step * S_WIDTH
        run = w.steps[row + S_RUN]
        state = w.steps[row + S_ASKS]
        was = self.milestones.report(w, run, state)
        for other in range(w.n_steps):
            at = other * S_WIDTH
            if w.steps[at + S_RUN] != run or w.steps[at + S_ASKS] & state == 0:
                continue
            if w.status[other] == 0 or w.status[other] == SETTLED:
                continue
            asks = w.steps[at + S_ASKS]
            if w.steps[at + S_VERB] == V_WATCH:
                if w.finish[other] >= 0:
                    self.watch(w, other)
            elif w.steps[at + S_VERB] == V_ASK and w.known[run] & asks == asks:
                self.settle(w, other, DONE, O_DONE)
        self.milestones.classify(w, run, was)

    def settle(self, w: "World", step: int, how: int, outcome: int) -> None:
        """Settle a step: its people are free, milestones reached, word goes out."""
        row = step * S_WIDTH
        run = w.steps[row + S_RUN]
        w.status[step] = SETTLED
        w.how[step] = how
        w.outcome[step] = outcome
        w.finish[step] = -1
        w.until[step] = -1
        if w.execution[step] >= 0:
            w.executions[w.execution[step] * E_WIDTH + E_ENDED] = w.now
        self.crews.release(w, step)
        w.tell(T_SETTLED, step)
        w.touched[run] = 1
        if how != DONE and how != REQUESTED:
            return
        if w.steps[row + S_AUDIENCE] >= 0:
            self.people.send(w, w.steps[row + S_AUDIENCE], w.steps[row + S_NEXT])
        if how != DONE:
            return
        place = w.steps[row + S_REACHES]
        while place < w.steps[row + S_REACHES_END]:
            if w.x[place] == outcome:
                phase = w.steps[row + S_PHASE]
                self.milestones.reach(w, run, w.x[place + 1], phase)
            place += 2

    def is_answered(self, w: "World", step: int) -> bool:
        """Whether an awaited milestone holds."""
        place = w.steps[step * S_WIDTH + S_AWAITS]
        while place < w.steps[step * S_WIDTH + S_AWAITS_END]:
            if w.reached[w.x[place]] >= 0:
                return True
            place += 1
        return False
