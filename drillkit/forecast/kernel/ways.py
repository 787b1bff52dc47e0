"""Gates and journeys: when a site lets people in, and the earliest way to a place.

``engine.decide.sites`` and ``engine.travel`` over the kernel's tables: the same rounds
by number of legs, the same ties.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    G_CHECK_IN,
    G_DEPARTS,
    G_DEPARTS_END,
    G_FROM,
    G_HOURS,
    G_TAKES,
    G_TO,
    G_WIDTH,
    H_END,
    H_WIDTH,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.world import World

# A connection that leaves later than this is no answer to a crisis.
FURTHEST = 60 * 24 * 60 * 60_000
NO_WAY = -2


class Ways:
    """The gates and the legs of the company."""

    def starts(self, w: "World", hours: int, need: int) -> int:
        """When work of *need* starts at a site; -1 for never.

        In the first opening that leaves room for it.  Work longer than every opening
        starts with the next one that is whole.
        """
        if hours < 0:
            return w.now
        found = w.stretch(hours, w.now)
        if found < 0:
            return -1
        end = w.hours[hours * H_WIDTH + H_END] // 2
        midway = w.is_open(hours, w.now - 1)
        whole = -1
        while found < end:
            opens = max(w.now, w.opens[2 * found])
            if w.opens[2 * found + 1] - opens >= need:
                return opens
            if whole < 0 and not (midway and opens == w.now):
                whole = opens
            found += 1
        return whole

    def shuts(self, w: "World", hours: int) -> int:
        """The first instant from now on that is shut; -1 for never."""
        if hours < 0:
            return -1
        found = w.stretch(hours, w.now)
        if found < 0 or w.opens[2 * found] > w.now:
            return w.now
        return w.opens[2 * found + 1]

    def journey(self, w: "World", origin: int, destination: int) -> int:
        """When whoever sets out now arrives; now if there is no leg, or NO_WAY."""
        if origin == destination:
            return w.now
        for place in range(w.n_places):
            w.place_round[place] = -1
        w.place_round[origin] = 0
        w.place_ready[origin] = w.now
        w.place_arrived[origin] = w.now
        turn = 0
        while self.one_leg_more(w, turn):
            turn += 1
        if w.place_round[destination] < 0:
            return NO_WAY
        return w.place_arrived[destination]

    def one_leg_more(self, w: "World", turn: int) -> bool:
        """Reach the places that one more leg reaches sooner; whether there are any."""
        for place in range(w.n_places):
            w.place_new[2 * place] = -1
        better = False
        for leg in range(w.n_legs):
            row = leg * G_WIDTH
            start = w.legs[row + G_FROM]
            if w.place_round[start] != turn:
                continue
            departs = self.departs(w, row, w.place_ready[start])
            if departs < 0 or departs > w.now + FURTHEST:
                continue
            arrives = departs + w.legs[row + G_TAKES]
            ready = w.next_open(w.legs[row + G_HOURS], arrives)
            if ready >= 0 and self.is_sooner(w, w.legs[row + G_TO], ready):
                w.place_new[2 * w.legs[row + G_TO]] = ready
                w.place_new[2 * w.legs[row + G_TO] + 1] = arrives
                better = True
        for place in range(w.n_places):
            if w.place_new[2 * place] >= 0:
                w.place_ready[place] = w.place_new[2 * place]
                w.place_arrived[place] = w.place_new[2 * place + 1]
                w.place_round[place] = turn + 1
        return better

    def is_sooner(self, w: "World", place: int, ready: int) -> bool:
        """Whether a place is of use sooner so than by any way known."""
        if w.place_new[2 * place] >= 0:
            return ready < w.place_new[2 * place]
        return w.place_round[place] < 0 or ready < w.place_ready[place]

    def departs(self, w: "World", row: int, ready: int) -> int:
        """When somebody ready then leaves by a leg; -1 for never."""
        earliest = ready + w.legs[row + G_CHECK_IN]
        low = w.legs[row + G_DEPARTS]
        if low < 0:
            return earliest
        end = w.legs[row + G_DEPARTS_END]
        high = end
        while low < high:
            middle = (low + high) // 2
            if w.x[middle] >= earliest:
                high = middle
            else:
                low = middle + 1
        return w.x[low] if low < end else -1
