"""What of a drill's log must agree with the reckoning: visits, gaps, promises."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from drillkit.engine.entry import Entry
from drillkit.engine.events import (
    InjectDelivered,
    Jumped,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationOpened,
    PhaseEntered,
    PhaseLeft,
    TimeOutBegan,
)
from drillkit.log.line import Stored
from drillkit.review.books import read_books
from drillkit.review.measures.contracts import client_clocks
from drillkit.review.measures.phases import phase_timings
from drillkit.review.measures.promises import Promise
from drillkit.review.measures.silence import hearings
from drillkit.review.record import Books, Record, read_record
from tests.engine.semantics.play import RUN
from tests.laws.bench import Bench, startex
from tests.laws.reckoning import Visit


@cache
def _books() -> Books:
    return read_books(_stored(startex()))


def _stored(bench: Bench) -> list[Stored]:
    log = enumerate(bench.entries, start=1)
    return [Stored(seq, 0, "", entry) for seq, entry in log]


def record_of(bench: Bench) -> Record:
    """The log as a review reads it."""
    return read_record(_stored(bench), _books())


def delivered(bench: Bench) -> list[tuple[int, str]]:
    """Injects in the order of the log."""
    return [
        (entry.at, entry.event.inject)
        for entry in bench.entries
        if isinstance(entry.event, InjectDelivered)
    ]


def visits(bench: Bench) -> list[Visit]:
    """Stays in phases, as the log has them."""
    found: list[Visit] = []
    for entry in bench.entries:
        event = entry.event
        if isinstance(event, PhaseEntered):
            found.append(Visit(event.path, entry.at, None))
        elif isinstance(event, PhaseLeft):
            assert found[-1].phase == event.path
            found[-1] = found[-1]._replace(end=entry.at)
    return found


def phase_sums(record: Record) -> dict[str, int]:
    """The time in each phase, over all its visits, as a report says it."""
    return {timing.path: timing.total_ms for timing in phase_timings(record)}


def phase_sums_reckoned(bench: Bench, end: int) -> dict[str, int]:
    """The same, from the account of orders."""
    found: dict[str, int] = {}
    for phase, start, stop in bench.reckoned.visits:
        until = end if stop is None else stop
        spent = until - start - bench.reckoned.aside_in(start, until)
        found[phase] = found.get(phase, 0) + spent
    return found


def gaps(record: Record, all_promises: tuple[Promise, ...]) -> list[int]:
    """Stretches without a word to the clients, as a report says them.

    Two words in one millisecond leave no stretch between them.
    """
    heard = hearings(record, all_promises)
    of_clients = [one for one in heard if one.audience == "clients"]
    found = [gap.length_ms for one in of_clients for gap in one.gaps]
    return [length for length in found if length]


def gaps_reckoned(bench: Bench, end: int) -> list[int]:
    """The same, from the account of orders."""
    told = bench.reckoned
    if told.declared is None:
        return []
    points = [told.declared, *sorted({w for w in told.words if w > told.declared})]
    if end > points[-1]:
        points.append(end)
    return [stop - start for start, stop in zip(points, points[1:], strict=False)]


def contract(record: Record, all_promises: tuple[Promise, ...]) -> tuple[int, int]:
    """What the client's clock counted and what it stood, as a report says it."""
    [clock] = client_clocks(record, all_promises)
    return clock.counted_ms, clock.stopped_ms


def contract_reckoned(bench: Bench, end: int) -> tuple[int, int]:
    """The same, from the account of orders, cut at every edge."""
    stood, stopped = 0, stops(bench, end)
    edges = sorted({0, end, *(edge for stop in stopped for edge in stop)})
    for start, until in zip(edges, edges[1:], strict=False):
        if any(a <= start and until <= b for a, b in stopped):
            stood += until - start
    return end - stood, stood


def stops(bench: Bench, end: int) -> list[tuple[int, int]]:
    """When a listed reason stood, those that still stand until the end."""
    still = [(start, end) for start in bench.reckoned.stops.values()]
    return [*bench.reckoned.stopped, *still]


@dataclass
class Owed:
    """A promise of the log, and where in the log its fate stands."""

    opened: ObligationOpened
    at: int
    place: int
    over: tuple[int, int] | None = None
    broken: tuple[int, int] | None = None
    is_jumped: bool = False


def owed(bench: Bench) -> list[Owed]:
    """Every promise that was made."""
    found: dict[str, Owed] = {}
    all_of: list[Owed] = []
    for place, entry, is_jumping in _placed(bench):
        event = entry.event
        if isinstance(event, ObligationOpened):
            found[event.obligation] = Owed(event, entry.at, place)
            found[event.obligation].is_jumped = is_jumping
            all_of.append(found[event.obligation])
        elif isinstance(event, ObligationKept | ObligationClosed):
            found.pop(event.obligation).over = (place, entry.at)
        elif isinstance(event, ObligationBroken):
            assert found[event.obligation].broken is None
            found[event.obligation].broken = (place, entry.at)
        elif isinstance(event, Jumped):
            for one in found.values():
                one.is_jumped = one.is_jumped or one.broken is None
    return all_of


def _placed(bench: Bench) -> Iterator[tuple[int, Entry, bool]]:
    place = 0
    for _, entries in bench.said:
        is_jumping = False
        for entry in entries:
            place += 1
            yield place, entry, is_jumping
            is_jumping = is_jumping or isinstance(entry.event, Jumped)


def due(bench: Bench, one: Owed, asides: Sequence[int]) -> int:
    """When a promise comes due, its own stops and time-outs left out.

    *asides* are the places in the log at which time-outs began.
    """
    at = one.opened.anchored_at + one.opened.limit
    for place, start, stop in _held(bench, one, asides):
        was_broken = one.broken is not None and one.broken[0] < place
        if at < start or was_broken:
            break
        at += stop - max(start, one.opened.anchored_at)
    return at


def asides(bench: Bench) -> list[int]:
    """The places in the log at which time-outs began."""
    log = enumerate(bench.entries, start=1)
    return [place for place, e in log if isinstance(e.event, TimeOutBegan)]


def _held(
    bench: Bench, one: Owed, asides: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """When its clock stood, each with the place of its beginning in the log."""
    never = 10**15
    if one.opened.kind == "sla":
        yield from ((0, a, b) for a, b in merged(stops(bench, never)))
    elif one.opened.run:
        assert one.opened.run == RUN
        for place, (start, stop) in zip(asides, bench.reckoned.asides, strict=True):
            until = never if stop < 0 else stop
            if until > one.opened.anchored_at:
                yield place, start, until


def merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that touch as one."""
    found: list[tuple[int, int]] = []
    for start, stop in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found
