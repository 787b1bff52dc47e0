"""Who gets the people when there are not enough of them.

The most urgent want first, then the one that has waited longest, then the one
that stands first in the plan.  A want names how many of each role it needs and
gets all of them or none.  Used alike by simulated players and by the forecast.

Knows no names of persons, no steps and no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drillkit.engine.calendar import Hours, is_open


@dataclass(frozen=True, slots=True)
class Want:
    """Work that is ready and waits for its people.

    *level* counts from the worst, 0; *order* is the place in the plan.
    """

    path: str
    needs: tuple[tuple[str, int], ...]
    level: int
    ready_at: int
    order: int


@dataclass(frozen=True, slots=True)
class Work:
    """*people* of a role busy from *start* to just before *end*."""

    role: str
    start: int
    end: int
    people: int = 1


@dataclass(frozen=True, slots=True)
class Peak:
    """The most of a role that were busy at once, and when that first was so."""

    role: str
    at_once: int
    people: int
    at: int | None

    @property
    def short(self) -> int:
        return max(0, self.at_once - self.people)


def grant(waiting: Sequence[Want], free: Mapping[str, int]) -> tuple[Want, ...]:
    """The wants that get their people now, in the order in which they get them.

    A want that must wait has what it needs set aside, so that a later want takes
    only people whom the earlier one could not use: with people who come free one
    by one, a want for two would otherwise wait behind wants for one for ever.

    A role that is not in *free* has nobody on duty.  A want for it sleeps and sets
    nothing aside, or Monday's office would hold Saturday's shift.
    """
    left = dict(free)
    granted: list[Want] = []
    for want in sorted(waiting, key=_turn):
        if any(role not in free for role, _ in want.needs):
            continue
        if all(left[role] >= people for role, people in want.needs):
            granted.append(want)
        for role, people in want.needs:
            left[role] -= people
    return tuple(granted)


def on_duty(hours: Hours, people: int, t: int) -> int:
    """How many of a role there are at *t*."""
    return people if is_open(hours, t) else 0


def workload(work: Iterable[Work], people: Mapping[str, int]) -> tuple[Peak, ...]:
    """The peak of each role, in the order of *people*."""
    by_role: dict[str, list[Work]] = {role: [] for role in people}
    for piece in work:
        by_role[piece.role].append(piece)
    return tuple(_peak(role, by_role[role], people[role]) for role in people)


def _turn(want: Want) -> tuple[int, int, int]:
    return want.level, want.ready_at, want.order


def _peak(role: str, work: Sequence[Work], people: int) -> Peak:
    # At one instant those who leave come before those who begin: who hands over at
    # noon is not there twice.
    edges = sorted(
        edge
        for piece in work
        if piece.start < piece.end
        for edge in ((piece.start, piece.people), (piece.end, -piece.people))
    )
    busy, most, at = 0, 0, None
    for instant, change in edges:
        busy += change
        if busy > most:
            most, at = busy, instant
    return Peak(role, most, people, at)
