"""How a run moves: phases left and entered, to a fixed point.

``engine.decide.flow`` and ``engine.machine`` over the kernel's tables, rule by rule in
the same order.  Knows nothing of who does the work.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    DONE,
    K_AFTER,
    L_END,
    L_FIRST,
    L_INITIAL,
    L_KEEP,
    L_WIDTH,
    N_DETECTED,
    N_ENDS_WHEN,
    N_NORMAL,
    O_DONE,
    OVERTAKEN,
    P_AFTER,
    P_AFTER_END,
    P_END,
    P_EXITS,
    P_EXITS_END,
    P_FINAL,
    P_JOIN,
    P_LANE,
    P_LANES,
    P_LANES_END,
    P_OWNER,
    P_PLACE,
    P_RANK,
    P_REACHES,
    P_RUN,
    P_STEPS,
    P_STEPS_END,
    P_WIDTH,
    R_ALARM,
    R_BEGINS,
    R_BEGINS_END,
    R_END,
    R_FIRST,
    R_INITIAL,
    R_SPLITS,
    R_WIDTH,
    S_BLOCKS,
    S_NEEDS,
    S_NEEDS_END,
    S_VERB,
    S_WIDTH,
    SETTLED,
    T_ENTERED,
    T_LEFT,
    V_AWAIT,
    V_DECIDE,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.milestones import Milestones
    from drillkit.forecast.kernel.people import People
    from drillkit.forecast.kernel.work import Work
    from drillkit.forecast.kernel.world import World

KIND = 1 << 48
DEADLINE = 1 << 56
OF_RUN = 1 << 44
OF_PLACE = 1 << 28
OF_VISIT = 1 << 16
OF_PHASE = 1 << 28
OF_ENTRY = 1 << 8
# A drill that still moves after so many rounds in one instant turns in a circle.
MOST_ROUNDS = 2000
ANY = 2


class Flow:
    """Runs on their way through their phases."""

    def __init__(self, work: "Work", people: "People", reached: "Milestones") -> None:
        self.work = work
        self.people = people
        self.reached = reached

    def settle_all(self, w: "World") -> None:
        """Let everything that follows happen, then end the drill if it is over."""
        turn = 0
        while turn < MOST_ROUNDS and not w.ended:
            turn += 1
            run = 0
            while run < w.n_runs and not w.touched[run]:
                run += 1
            if run == w.n_runs:
                break
            if not self.progress(w, run):
                w.touched[run] = 0
        self.end_when_over(w)

    def end_when_over(self, w: "World") -> None:
        """The drill is over at its milestone, or when every run is."""
        when = w.numbers[N_ENDS_WHEN]
        if when >= 0 and w.company[when] >= 0:
            w.ended = 1
            return
        for run in range(w.n_runs):
            if not w.over[run]:
                return
        w.ended = 1

    def progress(self, w: "World", run: int) -> bool:
        """One thing that can happen in the run now, if there is one."""
        if not w.begun[run]:
            return self.begin(w, run)
        first = w.runs[run * R_WIDTH + R_FIRST]
        end = w.runs[run * R_WIDTH + R_END]
        if w.runs[run * R_WIDTH + R_SPLITS]:
            phase = self.joined(w, first, end)
            if phase >= 0:
                return self.leave(w, phase, O_DONE, DONE)
        for phase in range(first, end):
            if not w.active[phase]:
                continue
            row = phase * P_WIDTH
            if w.phases[row + P_FINAL] or w.phases[row + P_JOIN]:
                continue
            if self.move(w, phase):
                return True
        return False

    def begin(self, w: "World", run: int) -> bool:
        """Begin a run if what it waits for holds."""
        row = run * R_WIDTH
        place = w.runs[row + R_BEGINS]
        holds = place < 0
        while place >= 0 and place < w.runs[row + R_BEGINS_END]:
            if w.reached[w.x[place]] >= 0:
                holds = True
            place += 1
        if not holds:
            return False
        w.begun[run] = 1
        w.run_cause[run] = w.cause
        w.run_began[run] = w.now
        self.reached.reach(w, run, w.numbers[N_DETECTED], -1)
        self.people.alarm(w, run, w.runs[row + R_ALARM])
        self.enter_all(w, w.runs[row + R_INITIAL])
        return True

    def joined(self, w: "World", first: int, end: int) -> int:
        """The innermost phase whose lanes are joined and that may leave by it."""
        phase = end - 1
        while phase >= first:
            row = phase * P_WIDTH
            is_split = w.active[phase] != 0 and w.phases[row + P_JOIN] != 0
            may_leave = is_split and self.exit(w, phase, O_DONE) >= 0
            if may_leave and self.is_joined(w, phase):
                return phase
            phase -= 1
        return -1

    def is_joined(self, w: "World", phase: int) -> bool:
        """Whether enough lanes of a phase are in a final of theirs."""
        row = phase * P_WIDTH
        over = 0
        lane = w.phases[row + P_LANES]
        end = w.phases[row + P_LANES_END]
        while lane < end:
            inside = w.lanes[lane * L_WIDTH + L_FIRST]
            while inside < w.lanes[lane * L_WIDTH + L_END]:
                at = inside * P_WIDTH
                is_end = w.phases[at + P_FINAL] != 0 and w.phases[at + P_LANE] == lane
                if w.active[inside] and is_end:
                    over += 1
                    break
                inside += 1
            lane += 1
        if w.phases[row + P_JOIN] == ANY:
            return over > 0
        return over == end - w.phases[row + P_LANES]

    def exit(self, w: "World", phase: int, outcome: int) -> int:
        """Where an outcome leads out of a phase: a place of the ragged table, or -1."""
        place = w.phases[phase * P_WIDTH + P_EXITS]
        while place < w.phases[phase * P_WIDTH + P_EXITS_END]:
            if w.x[place] == outcome:
                return place
            place += 3
        return -1

    def move(self, w: "World", phase: int) -> bool:
        """The first of what can happen in a phase without lanes, if anything can.

        An awaited milestone, then an answer that leads out, then steps that nothing
        holds up any more, then the end of it all.
        """
        first = w.phases[phase * P_WIDTH + P_STEPS]
        end = w.phases[phase * P_WIDTH + P_STEPS_END]
        awaited, answer, ready, left = -1, -1, 0, 0
        for step in range(first, end):
            status = w.status[step]
            if status == SETTLED:
                if answer < 0 and self.leads_out(w, phase, step):
                    answer = step
                continue
            left += w.steps[step * S_WIDTH + S_BLOCKS]
            if status == 0:
                w.fresh[step] = self.is_ready(w, step)
                ready += w.fresh[step]
            elif awaited < 0 and w.steps[step * S_WIDTH + S_VERB] == V_AWAIT:
                awaited = step if self.work.is_answered(w, step) else -1
        if awaited >= 0:
            self.work.settle(w, awaited, DONE, O_DONE)
        elif answer >= 0:
            self.leave(w, phase, w.outcome[answer], DONE)
        elif ready > 0:
            self.open_fresh(w, first, end)
        elif left == 0 and self.exit(w, phase, O_DONE) >= 0:
            self.leave(w, phase, O_DONE, DONE)
        else:
            return False
        return True

    def leads_out(self, w: "World", phase: int, step: int) -> bool:
        """Whether a settled step is a decision, a miss or a refusal that leads out."""
        if w.how[step] != DONE:
            return False
        is_decision = w.steps[step * S_WIDTH + S_VERB] == V_DECIDE
        is_answer = is_decision or w.outcome[step] != O_DONE
        return is_answer and self.exit(w, phase, w.outcome[step]) >= 0

    def open_fresh(self, w: "World", first: int, end: int) -> None:
        """Open what was found ready; what one passed over frees comes a round later."""
        for step in range(first, end):
            if w.status[step] == 0 and w.fresh[step]:
                self.work.open_step(w, step)

    def is_ready(self, w: "World", step: int) -> bool:
        """Whether all that a step needs is settled."""
        place = w.steps[step * S_WIDTH + S_NEEDS]
        end = w.steps[step * S_WIDTH + S_NEEDS_END]
        while place < end:
            if w.status[w.x[place]] != SETTLED:
                return False
            place += 1
        return True

    def leave(self, w: "World", phase: int, outcome: int, how: int) -> bool:
        """Leave a phase by an outcome that leads somewhere."""
        place = self.exit(w, phase, outcome)
        self.overtake(w, phase)
        name = w.x[place + 2]
        if name >= 0 and how == DONE:
            self.reached.reach(w, w.phases[phase * P_WIDTH + P_RUN], name, phase)
        self.enter_all(w, w.x[place + 1])
        return True

    def leave_late(self, w: "World", phase: int, to: int) -> None:
        """Leave a phase by its deadline."""
        self.overtake(w, phase)
        self.enter_all(w, to)

    def overtake(self, w: "World", phase: int) -> None:
        """Leave a phase with all inside; what is open there is overtaken."""
        row = phase * P_WIDTH
        w.touched[w.phases[row + P_RUN]] = 1
        for inside in range(phase, w.phases[row + P_END]):
            if not w.active[inside]:
                continue
            at = inside * P_WIDTH
            for step in range(w.phases[at + P_STEPS], w.phases[at + P_STEPS_END]):
                if w.status[step] != 0 and w.status[step] != SETTLED:
                    self.work.settle(w, step, OVERTAKEN, -1)
        for inside in range(phase, w.phases[row + P_END]):
            if w.active[inside]:
                w.active[inside] = 0
                w.tell(T_LEFT, inside)

    def enter_all(self, w: "World", phase: int) -> None:
        """Enter a phase and, lane by lane, what lies in it."""
        end = w.phases[phase * P_WIDTH + P_END]
        # Found before anything is entered: entering a final changes what is kept.
        for inside in range(phase, end):
            row = inside * P_WIDTH
            owner = w.phases[row + P_OWNER]
            w.marked[inside] = inside == phase
            if inside != phase and w.marked[owner]:
                w.marked[inside] = self.begins_in(w, w.phases[row + P_LANE]) == inside
        for inside in range(phase, end):
            if w.marked[inside]:
                self.enter(w, inside)

    def begins_in(self, w: "World", lane: int) -> int:
        """Where a lane begins: its first phase, or the final that it keeps."""
        kept = self.kept(w, lane)
        return kept if kept >= 0 else w.lanes[lane * L_WIDTH + L_INITIAL]

    def kept(self, w: "World", lane: int) -> int:
        """The final a lane that keeps its result last came to; -1 for none."""
        row = lane * L_WIDTH
        found = -1
        if not w.lanes[row + L_KEEP]:
            return found
        for phase in range(w.lanes[row + L_FIRST], w.lanes[row + L_END]):
            at = phase * P_WIDTH
            is_final = w.phases[at + P_FINAL] != 0 and w.phases[at + P_LANE] == lane
            if not is_final or w.entered[phase] < 0:
                continue
            if found < 0 or w.entered[phase] > w.entered[found]:
                found = phase
                continue
            is_later = w.phases[at + P_RANK] > w.phases[found * P_WIDTH + P_RANK]
            if is_later and w.entered[phase] == w.entered[found]:
                found = phase
        return found

    def enter(self, w: "World", phase: int) -> None:
        """Enter one phase; its steps start afresh."""
        row = phase * P_WIDTH
        run = w.phases[row + P_RUN]
        lane = w.phases[row + P_LANE]
        if lane < 0 or self.kept(w, lane) != phase:
            self.reached.doubt(w, run, phase)
        w.visits[phase] += 1
        w.active[phase] = 1
        w.entered[phase] = w.now
        w.phase_cause[phase] = w.cause
        w.touched[run] = 1
        w.tell(T_ENTERED, phase)
        for step in range(w.phases[row + P_STEPS], w.phases[row + P_STEPS_END]):
            w.status[step] = 0
        self.set_deadlines(w, phase)
        if w.phases[row + P_FINAL]:
            if w.phases[row + P_REACHES] >= 0:
                self.reached.reach(w, run, w.phases[row + P_REACHES], phase)
            if w.phases[row + P_OWNER] < 0:
                w.over[run] = 1
                # A run that ended without it is not waited for.
                self.reached.of_company(w, w.numbers[N_NORMAL])

    def set_deadlines(self, w: "World", phase: int) -> None:
        """Time moves the phase after so long, if it is still there."""
        row = phase * P_WIDTH
        place = w.phases[row + P_AFTER]
        number = 0
        while place < w.phases[row + P_AFTER_END]:
            order = DEADLINE + w.phases[row + P_RUN] * OF_RUN
            order += (w.phases[row + P_PLACE] + 1) * OF_PLACE
            order += w.visits[phase] * OF_VISIT
            value = phase * OF_PHASE + w.visits[phase] * OF_ENTRY + number
            w.plan_due(w.now + w.x[place], order, K_AFTER * KIND + value)
            place += 2
            number += 1
