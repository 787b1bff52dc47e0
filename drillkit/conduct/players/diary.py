"""What simulated players mean to do, and when.

A planned act belongs to a subject: a step, a call, an item.  When the subject is
over its acts vanish, and when work on it stands they are put aside with the time
they still need.  Knows nothing of what the acts are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from drillkit.engine.commands import Act
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin


def always(_drill: Drill) -> bool:
    """Nothing can make it pointless."""
    return True


@dataclass(frozen=True, slots=True)
class Planned:
    """An act and its time; without an act it is a time to look who is free.

    ``still`` says whether it is not pointless by then; ``moves`` whether a run can
    get on by it, without which a drill has stalled.
    """

    at: int
    subject: str
    act: Act | None = None
    origin: Origin | None = None
    still: Callable[[Drill], bool] = always
    moves: bool = True


class Diary:
    """Planned acts in the order of their times, then as they were planned."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int]] = []
        self._planned: dict[int, Planned] = {}
        self._by_subject: dict[str, dict[int, None]] = {}
        self._aside: dict[str, list[Planned]] = {}
        self._count = 0

    def plan(self, planned: Planned) -> None:
        """Mean to do it."""
        self._count += 1
        self._planned[self._count] = planned
        self._by_subject.setdefault(planned.subject, {})[self._count] = None
        heappush(self._heap, (planned.at, self._count))

    def next_at(self) -> int | None:
        """When the next act is planned."""
        while self._heap and self._heap[0][1] not in self._planned:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self, at: int) -> Planned | None:
        """The next act planned for *at* or before; it is planned no more."""
        first = self.next_at()
        if first is None or first > at:
            return None
        return self._remove(heappop(self._heap)[1])

    def forget(self, subject: str) -> None:
        """Nothing is to be done about *subject* any more."""
        self._aside.pop(subject, None)
        for number in [*self._by_subject.get(subject, ())]:
            self._remove(number)

    def put_aside(self, subject: str, at: int) -> None:
        """Work on *subject* stands; it keeps the time it still needs."""
        waiting = [self._remove(n) for n in [*self._by_subject.get(subject, ())]]
        self._aside.setdefault(subject, []).extend(
            replace(planned, at=planned.at - at) for planned in waiting
        )

    def take_up(self, subject: str, at: int) -> None:
        """Work on *subject* goes on."""
        for planned in self._aside.pop(subject, ()):
            self.plan(replace(planned, at=at + planned.at))

    def moves(self) -> bool:
        """Whether any act is planned by which a run can get on."""
        return any(planned.moves for planned in self._all())

    def _all(self) -> Iterator[Planned]:
        yield from self._planned.values()

    def _remove(self, number: int) -> Planned:
        planned = self._planned.pop(number)
        del self._by_subject[planned.subject][number]
        return planned
