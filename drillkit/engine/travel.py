"""The earliest way for people and parts to reach a place, leg by leg.

Knows timetables, check-in and the hours of the places passed, and not why anybody
travels: reserving a part and waiting at a shut gate belong to the step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drillkit.engine.calendar import Hours, at_local, local_time, next_open

# A connection that leaves later than this is no answer to a crisis.
DAYS_AHEAD = 60
DAY_MS = 24 * 60 * 60_000


@dataclass(frozen=True, slots=True)
class Departure:
    """A line of a timetable: *days* (0 is Monday) and a minute of the local day."""

    days: tuple[int, ...]
    at_min: int


@dataclass(frozen=True, slots=True)
class Leg:
    """One connection; without departures it leaves whenever one is ready.

    *zone* is that of the origin, whose clock the timetable is written in.
    """

    origin: str
    destination: str
    takes_ms: int
    departs: tuple[Departure, ...] = ()
    check_in_ms: int = 0
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class PlannedLeg:
    """A leg with its instants; *index* is its place in the organisation's list."""

    index: int
    origin: str
    destination: str
    departs_at: int
    arrives_at: int


@dataclass(frozen=True, slots=True)
class _Reached:
    """The best known way to a place, and when one can go on from there."""

    ready_at: int
    chain: tuple[PlannedLeg, ...] = ()


def earliest_journey(
    legs: Sequence[Leg],
    origin: str,
    destination: str,
    ready_ms: int,
    arrival_hours: Mapping[str, Hours] | None = None,
) -> tuple[PlannedLeg, ...] | None:
    """The chain of legs that is soonest of use at *destination*; None is no way.

    A place in *arrival_hours* is of use from its first open instant after the
    arrival; the arrival itself is the real one.  Between chains that are equally
    soon, the one with fewer legs, then the legs listed first.
    """
    hours = arrival_hours or {}
    known = {origin: _Reached(ready_ms)}
    newest = known
    # Rounds by number of legs, not a queue by time: a place reached later by fewer
    # legs may still catch the same flight, and the shorter chain is wanted.
    while newest:
        newest = _one_leg_more(legs, newest, known, hours, ready_ms)
        known = known | newest
    reached = known.get(destination)
    return None if reached is None else reached.chain


def next_departure(leg: Leg, ready_ms: int) -> int | None:
    """When somebody ready at *ready_ms* leaves, check-in done."""
    earliest = ready_ms + leg.check_in_ms
    if not leg.departs:
        return earliest
    today = local_time(leg.zone, earliest).date().toordinal()
    for ordinal in range(today, today + DAYS_AHEAD + 1):
        times = [t for t in _departures_of(leg, ordinal) if t >= earliest]
        if times:
            return min(times)
    return None


def _departures_of(leg: Leg, ordinal: int) -> list[int]:
    day = date.fromordinal(ordinal)
    return [
        at_local(leg.zone, day, departure.at_min)
        for departure in leg.departs
        if day.weekday() in departure.days
    ]


def _one_leg_more(
    legs: Sequence[Leg],
    newest: Mapping[str, _Reached],
    known: Mapping[str, _Reached],
    hours: Mapping[str, Hours],
    ready_ms: int,
) -> dict[str, _Reached]:
    """The places that one more leg reaches sooner than any way known so far."""
    better: dict[str, _Reached] = {}
    for index, leg in enumerate(legs):
        start = newest.get(leg.origin)
        if start is None:
            continue
        reached = _ride(index, leg, start, hours, ready_ms)
        best = better.get(leg.destination) or known.get(leg.destination)
        if reached and (best is None or reached.ready_at < best.ready_at):
            better[leg.destination] = reached
    return better


def _ride(
    index: int, leg: Leg, start: _Reached, hours: Mapping[str, Hours], ready_ms: int
) -> _Reached | None:
    """Where the next departure of a leg leads, if there is one in good time."""
    departs = next_departure(leg, start.ready_at)
    if departs is None or departs > ready_ms + DAYS_AHEAD * DAY_MS:
        return None
    arrives = departs + leg.takes_ms
    there = hours.get(leg.destination)
    ready_at = next_open(there, arrives) if there else arrives
    if ready_at is None:
        return None
    ride = PlannedLeg(index, leg.origin, leg.destination, departs, arrives)
    return _Reached(ready_at, (*start.chain, ride))
