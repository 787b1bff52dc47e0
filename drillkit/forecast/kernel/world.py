"""One scenario's tables and one replication's state, heaps and dice.

State is integers in arrays, so that nothing here needs the interpreter once compiled.
Knows no rule of the game.
"""

from array import array
from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    A_WIDTH,
    E_BEGAN,
    E_CAUSE,
    E_ENDED,
    E_READY,
    E_SORT,
    E_STEP,
    E_STOOD,
    E_WIDTH,
    H_END,
    H_FIRST,
    H_WIDTH,
    N_AUDIENCES,
    N_CREWS,
    N_LEGS,
    N_NAMES,
    N_PHASES,
    N_PLACES,
    N_ROLES,
    N_RUNS,
    N_STEPS,
    N_STOCK,
    N_UPDATES,
    O_HOURS,
    O_WIDTH,
    S_CREW,
    S_CREW_END,
    S_WIDTH,
)

if TYPE_CHECKING:
    from drillkit.forecast.tables import Tables

# What one replication may come to; beyond it is broken off and counted so.
MOST_EVENTS = 4096
MOST_EXECUTIONS = 16384
MOST_CALLS = 1024
CELL_BITS = 23
UNIFORM_WORD = 0xFFFFFFFF


def cells(length: int) -> "array[int]":
    """So many integers, all 0, and never none."""
    return array("q", bytes(8 * max(1, length)))


class World:
    """Everything that the rules look at and change."""

    def __init__(self, tables: "Tables", traced: int) -> None:
        self.numbers = tables.numbers
        self.runs = tables.runs
        self.phases = tables.phases
        self.lanes = array("q", [*tables.lanes, 0])
        self.steps = tables.steps
        self.roles = array("q", [*tables.roles, 0])
        self.hours = array("q", [*tables.hours, 0])
        self.opens = array("q", [*tables.opens, 0])
        self.legs = array("q", [*tables.legs, 0])
        self.stock = array("q", [*tables.stock, 0])
        self.x = array("q", [*tables.ragged, 0])
        self.laws = array("i", [*tables.laws, 0])
        self._make_state()
        self.now = self.seed = self.replication = self.failed = 0
        self.n_acts = self.n_dues = self.n_executions = 0
        self.n_queue = self.n_granted = self.n_calls = self.cause = 0
        self.rank = self.marks = self.ended = self.stirred = 0
        self.shift = self.same_until = -1
        self.wide0, self.wide1 = 0xD2511F53, 0xCD9E8D57
        self.bump0, self.bump1 = 0x9E3779B9, 0xBB67AE85
        self.most_traced = traced
        self.trace = cells(3 * traced)
        self.traced = 0

    def _make_state(self) -> None:
        number = self.numbers
        self.n_runs, self.n_phases = number[N_RUNS], number[N_PHASES]
        self.n_steps = number[N_STEPS] + number[N_UPDATES]
        self.n_roles, self.n_names = number[N_ROLES], number[N_NAMES]
        self.n_audiences, self.n_stock = number[N_AUDIENCES], number[N_STOCK]
        self.begun, self.touched = cells(self.n_runs), cells(self.n_runs)
        self.over = cells(self.n_runs)
        self.alarmed, self.heard = cells(self.n_runs), cells(self.n_runs)
        self.known, self.level = cells(self.n_runs), cells(self.n_runs)
        self.call_rows = cells(A_WIDTH * MOST_CALLS)
        self.run_began = cells(self.n_runs)
        self.calls, self.run_cause = cells(self.n_runs), cells(self.n_runs)
        self.asked = cells(self.n_runs * self.n_roles)
        self.active, self.visits = cells(self.n_phases), cells(self.n_phases)
        self.entered, self.phase_cause = cells(self.n_phases), cells(self.n_phases)
        self.marked = cells(self.n_phases)
        self.status, self.how = cells(self.n_steps), cells(self.n_steps)
        self.outcome, self.visit = cells(self.n_steps), cells(self.n_steps)
        self.ready, self.finish = cells(self.n_steps), cells(self.n_steps)
        self.left, self.until = cells(self.n_steps), cells(self.n_steps)
        self.step_cause, self.execution = cells(self.n_steps), cells(self.n_steps)
        self.urgency, self.holds = cells(self.n_steps), cells(self.n_steps)
        self.stood_since, self.fresh = cells(self.n_steps), cells(self.n_steps)
        self.queue, self.granted = cells(self.n_steps), cells(self.n_steps)
        self.held = cells(number[N_CREWS])
        self.crew_place = cells(self.n_steps)
        taken = 0
        for step in range(self.n_steps):
            row = step * S_WIDTH
            self.crew_place[step] = taken
            taken += (self.steps[row + S_CREW_END] - self.steps[row + S_CREW]) // 2
        hours = [self.roles[r * O_WIDTH + O_HOURS] for r in range(self.n_roles)]
        self.has_shifts = int(any(one >= 0 for one in hours))
        self.busy, self.spare = cells(self.n_roles), cells(self.n_roles)
        self.on_duty = cells(self.n_roles)
        self.reached = cells(self.n_runs * self.n_names)
        self.reached_by = cells(self.n_runs * self.n_names)
        self.company, self.first = cells(self.n_names), cells(self.n_names)
        self.company_cause = cells(self.n_names)
        self.itemised, self.to_mark = cells(self.n_names), cells(self.n_names)
        self.owed, self.due = cells(self.n_audiences), cells(self.n_audiences)
        self.last_word = cells(self.n_audiences)
        self.spent = cells(self.n_stock)
        self.place_ready = cells(number[N_PLACES])
        self.place_arrived = cells(number[N_PLACES])
        self.place_round = cells(number[N_PLACES])
        self.place_new = cells(number[N_PLACES] * 2)
        self.n_legs, self.n_places = number[N_LEGS], number[N_PLACES]
        self.acts, self.dues = cells(3 * MOST_EVENTS), cells(3 * MOST_EVENTS)
        self.executions = cells(E_WIDTH * MOST_EXECUTIONS)
        self.words = cells(4)

    # -- Heaps: rows of time, order and value, the smallest first. --

    def plan_act(self, at: int, order: int, value: int) -> None:
        """Somebody means to do something at a time."""
        if self.n_acts >= MOST_EVENTS - 1:
            self.failed = 1
            return
        self.n_acts = self.push(self.acts, self.n_acts, at, order, value)

    def plan_due(self, at: int, order: int, value: int) -> None:
        """Time brings something at a time."""
        if self.n_dues >= MOST_EVENTS - 1:
            self.failed = 1
            return
        self.n_dues = self.push(self.dues, self.n_dues, at, order, value)

    def drop_act(self) -> None:
        """Take away the first act."""
        self.n_acts = self.pop(self.acts, self.n_acts)

    def drop_due(self) -> None:
        """Take away the first thing that time brings."""
        self.n_dues = self.pop(self.dues, self.n_dues)

    def push(
        self, heap: "array[int]", count: int, at: int, order: int, value: int
    ) -> int:
        """Put a row into a heap of *count* rows; how many there are then."""
        place = count
        while place > 0:
            above = (place - 1) // 2
            if heap[3 * above] < at or (
                heap[3 * above] == at and heap[3 * above + 1] <= order
            ):
                break
            heap[3 * place] = heap[3 * above]
            heap[3 * place + 1] = heap[3 * above + 1]
            heap[3 * place + 2] = heap[3 * above + 2]
            place = above
        heap[3 * place] = at
        heap[3 * place + 1] = order
        heap[3 * place + 2] = value
        return count + 1

    def pop(self, heap: "array[int]", count: int) -> int:
        """Take the first row out of a heap of *count* rows; how many are left."""
        last = count - 1
        at = heap[3 * last]
        order = heap[3 * last + 1]
        value = heap[3 * last + 2]
        place = 0
        below = 1
        while below < last:
            if below + 1 < last and (
                heap[3 * below + 3] < heap[3 * below]
                or (
                    heap[3 * below + 3] == heap[3 * below]
                    and heap[3 * below + 4] < heap[3 * below + 1]
                )
            ):
                below += 1
            if at < heap[3 * below] or (
                at == heap[3 * below] and order <= heap[3 * below + 1]
            ):
                break
            heap[3 * place] = heap[3 * below]
            heap[3 * place + 1] = heap[3 * below + 1]
            heap[3 * place + 2] = heap[3 * below + 2]
            place = below
            below = 2 * place + 1
        heap[3 * place] = at
        heap[3 * place + 1] = order
        heap[3 * place + 2] = value
        return last

    # -- Dice: `engine.draws`, in integers of fixed width. --

    def draw(self, key: int, occurrence: int) -> None:
        """Four random words of this replication, for a step and how often it came."""
        c0 = self.replication & UNIFORM_WORD
        c1 = (self.replication >> 32) & UNIFORM_WORD
        c2 = key
        c3 = occurrence
        k0 = self.seed & UNIFORM_WORD
        k1 = (self.seed >> 32) & UNIFORM_WORD
        turn = 0
        while turn < 10:
            left = self.wide0 * c0
            right = self.wide1 * c2
            c0 = ((right >> 32) ^ c1 ^ k0) & UNIFORM_WORD
            c1 = right & UNIFORM_WORD
            c2 = ((left >> 32) ^ c3 ^ k1) & UNIFORM_WORD
            c3 = left & UNIFORM_WORD
            k0 = (k0 + self.bump0) & UNIFORM_WORD
            k1 = (k1 + self.bump1) & UNIFORM_WORD
            turn += 1
        self.words[0] = c0
        self.words[1] = c1
        self.words[2] = c2
        self.words[3] = c3

    def sample(self, law: int, word: int) -> int:
        """The time a random word gives under a law, in milliseconds."""
        at = 2 * word + 1
        cell = law + (at >> CELL_BITS)
        within = at & ((1 << CELL_BITS) - 1)
        low = self.laws[cell]
        high = self.laws[cell + 1]
        return low + (((high - low) * within + (1 << (CELL_BITS - 1))) >> CELL_BITS)

    # -- Hours: stretches of opening and closing; -1 is always open. --

    def stretch(self, hours: int, at: int) -> int:
        """The first stretch that closes after *at*; where the list ends, if none."""
        low = self.hours[hours * H_WIDTH + H_FIRST] // 2
        high = self.hours[hours * H_WIDTH + H_END] // 2
        end = high
        while low < high:
            middle = (low + high) // 2
            if self.opens[2 * middle + 1] > at:
                high = middle
            else:
                low = middle + 1
        return low if low < end else -1

    def is_open(self, hours: int, at: int) -> bool:
        """Whether it is open at an instant."""
        if hours < 0:
            return True
        found = self.stretch(hours, at)
        return found >= 0 and self.opens[2 * found] <= at

    def next_open(self, hours: int, at: int) -> int:
        """The first instant from *at* on that is open; -1 for none."""
        if hours < 0:
            return at
        found = self.stretch(hours, at)
        if found < 0:
            return -1
        return max(at, self.opens[2 * found])

    def next_change(self, hours: int) -> int:
        """When it next opens or shuts after now; -1 for never."""
        if hours < 0:
            return -1
        found = self.stretch(hours, self.now)
        if found < 0:
            return -1
        opens = self.opens[2 * found]
        return opens if opens > self.now else self.opens[2 * found + 1]

    # -- What was done, and what of it is told. --

    def execute(self, step: int, ready: int, began: int, cause: int, sort: int) -> int:
        """Note that something began; its number."""
        if self.n_executions >= MOST_EXECUTIONS:
            self.failed = 1
            return -1
        at = self.n_executions * E_WIDTH
        self.executions[at + E_STEP] = step
        self.executions[at + E_READY] = ready
        self.executions[at + E_BEGAN] = began
        self.executions[at + E_ENDED] = -1
        self.executions[at + E_CAUSE] = cause
        self.executions[at + E_STOOD] = 0
        self.executions[at + E_SORT] = sort
        self.n_executions += 1
        return self.n_executions - 1

    def tell(self, what: int, which: int) -> None:
        """Write a line of the trace, if anybody wants one."""
        if self.traced < self.most_traced:
            self.trace[3 * self.traced] = self.now
            self.trace[3 * self.traced + 1] = what
            self.trace[3 * self.traced + 2] = which
            self.traced += 1
