"""Who gets the people: the engine's staffing rule over the kernel's tables.

The queue is kept in its order: level, time ready, place in the plan.  While a role has
nobody on duty its deputies do its work.  Knows nothing of what steps are about.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    O_HOURS,
    O_LINE,
    O_LINE_END,
    O_PEOPLE,
    O_WIDTH,
    S_CREW,
    S_CREW_END,
    S_ORDER,
    S_WIDTH,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.world import World


FOREVER = 1 << 60


class Crews:
    """The people of the company; who they are is in the world."""

    def want(self, w: "World", step: int, urgency: int) -> None:
        """A step is ready now and waits for its people."""
        w.stirred = 1
        w.ready[step] = w.now
        w.urgency[step] = urgency
        place = w.n_queue
        while place > 0 and self.is_before(w, step, w.queue[place - 1]):
            w.queue[place] = w.queue[place - 1]
            place -= 1
        w.queue[place] = step
        w.n_queue += 1

    def is_before(self, w: "World", step: int, other: int) -> bool:
        """Whether a step's turn comes before another's."""
        if w.urgency[step] != w.urgency[other]:
            return w.urgency[step] < w.urgency[other]
        if w.ready[step] != w.ready[other]:
            return w.ready[step] < w.ready[other]
        return w.steps[step * S_WIDTH + S_ORDER] < w.steps[other * S_WIDTH + S_ORDER]

    def release(self, w: "World", step: int) -> None:
        """Nobody is needed for a step any more."""
        self.leave_queue(w, step)
        if not w.holds[step]:
            return
        w.holds[step] = 0
        w.stirred = 1
        first = w.steps[step * S_WIDTH + S_CREW]
        end = w.steps[step * S_WIDTH + S_CREW_END]
        base = w.crew_place[step]
        place = 0
        while first + 2 * place < end:
            w.busy[w.held[base + place]] -= w.x[first + 2 * place + 1]
            place += 1

    def leave_queue(self, w: "World", step: int) -> None:
        """Wait no more."""
        place = 0
        while place < w.n_queue:
            if w.queue[place] == step:
                w.n_queue -= 1
                while place < w.n_queue:
                    w.queue[place] = w.queue[place + 1]
                    place += 1
                return
            place += 1

    def share_out(self, w: "World") -> None:
        """Give people to the steps whose turn it is; they are busy from now on.

        A step that must wait has what it needs set aside; one whose role has nobody
        on duty sleeps and sets nothing aside.
        """
        w.stirred = 0
        self.look_who_is_there(w)
        kept = 0
        for place in range(w.n_queue):
            step = w.queue[place]
            if self.staffed(w, step):
                w.granted[w.n_granted] = step
                w.n_granted += 1
            else:
                w.queue[kept] = step
                kept += 1
        w.n_queue = kept
        w.shift = self.next_shift(w) if w.has_shifts and kept > 0 else -1

    def look_who_is_there(self, w: "World") -> None:
        """Count who is free, role by role."""
        if w.now >= w.same_until:
            self.look_at_the_clock(w)
        for role in range(w.n_roles):
            w.spare[role] = w.roles[role * O_WIDTH + O_PEOPLE] - w.busy[role]

    def look_at_the_clock(self, w: "World") -> None:
        """Who is on duty now, and until when that stays so."""
        w.same_until = FOREVER
        for role in range(w.n_roles):
            row = role * O_WIDTH
            hours = w.roles[row + O_HOURS]
            w.on_duty[role] = w.is_open(hours, w.now)
            if w.roles[row + O_PEOPLE] == 0:
                w.on_duty[role] = 0
            changes = w.next_change(hours)
            if changes >= 0 and changes < w.same_until:
                w.same_until = changes

    def staffed(self, w: "World", step: int) -> bool:
        """Whether a step gets its people now; either way they are not spare."""
        first = w.steps[step * S_WIDTH + S_CREW]
        end = w.steps[step * S_WIDTH + S_CREW_END]
        base = w.crew_place[step]
        crew = (end - first) // 2
        for place in range(crew):
            there = self.stand_in(w, w.x[first + 2 * place])
            if there < 0:
                return False
            w.held[base + place] = there
        enough = True
        # All are taken first: two needs may have come to the same stand-in.
        for place in range(crew):
            w.spare[w.held[base + place]] -= w.x[first + 2 * place + 1]
        for place in range(crew):
            if w.spare[w.held[base + place]] < 0:
                enough = False
        if enough:
            w.holds[step] = 1
            for place in range(crew):
                w.busy[w.held[base + place]] += w.x[first + 2 * place + 1]
        return enough

    def stand_in(self, w: "World", role: int) -> int:
        """Who of a role and its deputies is on duty; -1 if nobody is."""
        line = w.roles[role * O_WIDTH + O_LINE]
        end = w.roles[role * O_WIDTH + O_LINE_END]
        while line < end:
            if w.on_duty[w.x[line]]:
                return w.x[line]
            line += 1
        return -1

    def next_shift(self, w: "World") -> int:
        """When somebody comes or goes for whom work waits; -1 when nobody will."""
        soonest = -1
        for place in range(w.n_queue):
            step = w.queue[place]
            crew = w.steps[step * S_WIDTH + S_CREW]
            end = w.steps[step * S_WIDTH + S_CREW_END]
            while crew < end:
                changes = self.changes(w, w.x[crew])
                if changes >= 0 and (soonest < 0 or changes < soonest):
                    soonest = changes
                crew += 2
        return soonest

    def changes(self, w: "World", role: int) -> int:
        """When a role or one who stands in for it next comes or goes."""
        soonest = -1
        line = w.roles[role * O_WIDTH + O_LINE]
        end = w.roles[role * O_WIDTH + O_LINE_END]
        while line < end:
            at = w.next_change(w.roles[w.x[line] * O_WIDTH + O_HOURS])
            if at >= 0 and (soonest < 0 or at < soonest):
                soonest = at
            line += 1
        return soonest
