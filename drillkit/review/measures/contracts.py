"""Each client's clock: what counted, what stopped it, and what was left.

Stops are deducted as a union, clipped to the time that counts; a stop claimed
wrongly stays in the list and deducts nothing.  Outside a contract's hours its
clock stands by itself.
"""

from dataclasses import dataclass

from drillkit.engine.calendar import open_between
from drillkit.engine.company import hours
from drillkit.engine.events import ClockStarted, ClockStopped, ItemMarked, StopReversed
from drillkit.engine.intervals import Interval, length, overlap, subtract
from drillkit.plan.organisation import Client, Contract
from drillkit.review.measures.moments import instant, reached
from drillkit.review.measures.promises import Promise
from drillkit.review.measures.table import items
from drillkit.review.measures.value import (
    Instant,
    Measure,
    is_jumped,
    seqs,
    verdict_of,
)
from drillkit.review.record import Record


@dataclass(frozen=True, slots=True)
class Stop:
    """One claimed stop of a client's clock; ``stop`` None ran to the end."""

    code: str
    start: Instant
    stop: Instant | None
    reason: str
    reversed_because: str = ""
    reversed_seq: int = 0


@dataclass(frozen=True, slots=True)
class ClientClock:
    """One client's promise and what its clock showed."""

    client: str
    contract: str
    start: Instant
    stop: Instant | None
    end: int
    stops: tuple[Stop, ...]
    stopped_ms: int
    shut_ms: int
    counted_ms: int
    limit_ms: int
    counts_from: str
    counts_until: str
    is_jumped: bool
    wall_ms: int | None
    entries: tuple[int, ...]


def client_clocks(
    record: Record, all_promises: tuple[Promise, ...]
) -> tuple[ClientClock, ...]:
    """A clock for each client that something of its own was broken for."""
    organisation = record.books.organisation
    if organisation is None:
        return ()
    found = []
    for name in _clients(record, all_promises):
        client = organisation.clients.get(name)
        contract = organisation.contracts.get(client.contract) if client else None
        if client and contract:
            clock = _clock(record, name, client, contract, all_promises)
            if clock:
                found.append(clock)
    return tuple(found)


def _clients(record: Record, all_promises: tuple[Promise, ...]) -> tuple[str, ...]:
    owners = [row.listed.client for row in items(record) if row.listed.client]
    promised = [p.subject for p in all_promises if p.kind == "sla"]
    return tuple(dict.fromkeys(owners + promised))


def _clock(
    record: Record,
    name: str,
    client: Client,
    contract: Contract,
    all_promises: tuple[Promise, ...],
) -> ClientClock | None:
    promise = next(
        (p for p in all_promises if p.kind == "sla" and p.subject == name), None
    )
    start = promise.anchor if promise else instant(record, contract.counts_from)
    if start is None:
        return None
    stop = _restored(record, name, client, contract.counts_until, promise)
    end = stop.at if stop else record.end
    stops = _stops(record, name)
    held = [_held(one, record.end) for one in stops if not one.reversed_seq]
    whole: tuple[Interval, ...] = ((start.at, end),)
    working = overlap(whole, _hours(record, contract, start.at, end))
    stopped = length(overlap(working, held))
    limit = promise.limit_ms if promise else contract.restore_within
    return ClientClock(
        name,
        client.contract,
        start,
        stop,
        end,
        stops,
        stopped,
        length(whole) - length(working),
        length(working) - stopped,
        limit,
        contract.counts_from,
        contract.counts_until,
        is_jumped(record, start.at, end, limit, f"sla:{name}"),
        record.lived(subtract(working, held)),
        _entries(start, stop, stops),
    )


def _entries(
    start: Instant, stop: Instant | None, stops: tuple[Stop, ...]
) -> tuple[int, ...]:
    marks: list[Instant | None] = [start, stop]
    for one in stops:
        marks += [one.start, one.stop]
    return seqs(*marks)


def _restored(
    record: Record,
    name: str,
    client: Client,
    milestone: str,
    promise: Promise | None,
) -> Instant | None:
    """When the last of the client's items, or of those at its sites, had it.

    Where nobody kept the table, the promise's own end counts, else the company's
    milestone.
    """
    own = [
        row
        for row in items(record)
        if row.listed.client == name or row.listed.site in client.sites
    ]
    mine = {row.item for row in own}
    marks = {
        h.event.item: Instant(milestone, h.at, h.seq)
        for h in record.of(ItemMarked)
        if h.event.item in mine and h.event.milestone == milestone
    }
    if mine and set(marks) == mine:
        return max(marks.values(), key=lambda mark: (mark.at, mark.seq))
    if promise and promise.kept:
        return promise.kept
    kept_table = any(row.marks for row in own)
    return None if kept_table else reached(record, milestone)


def _hours(
    record: Record, contract: Contract, start: int, end: int
) -> tuple[Interval, ...]:
    """The contract's opening hours, in drill time."""
    zero = record.began.event.starts_ms
    covered = hours(record.began.event.zone, contract.hours)
    return tuple(
        (opens - zero, closes - zero)
        for opens, closes in open_between(covered, start + zero, end + zero)
    )


def _stops(record: Record, client: str) -> tuple[Stop, ...]:
    reversals = {
        (h.event.code, h.event.stopped_at): h
        for h in record.of(StopReversed)
        if h.event.client == client
    }
    starts = [h for h in record.of(ClockStarted) if h.event.client == client]
    found = []
    for stopped in record.of(ClockStopped):
        if stopped.event.client != client:
            continue
        again = next(
            (
                h
                for h in starts
                if h.seq > stopped.seq and h.event.code == stopped.event.code
            ),
            None,
        )
        wrong = reversals.get((stopped.event.code, stopped.at)) or reversals.get(
            (stopped.event.code, stopped.recorded)
        )
        found.append(
            Stop(
                stopped.event.code,
                Instant("stopped", stopped.at, stopped.seq),
                Instant("started", again.at, again.seq) if again else None,
                stopped.event.reason,
                wrong.event.reason if wrong else "",
                wrong.seq if wrong else 0,
            )
        )
    return tuple(found)


def _held(stop: Stop, end: int) -> Interval:
    return (stop.start.at, stop.stop.at if stop.stop else end)


def contract_measures(clocks: tuple[ClientClock, ...]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            "sla-time",
            clock.client,
            value_ms=clock.counted_ms,
            is_censored=clock.stop is None,
            anchor=clock.start,
            until=clock.stop,
            limit_ms=clock.limit_ms,
            verdict=verdict_of(
                clock.counted_ms, clock.limit_ms, clock.stop is None, clock.is_jumped
            ),
            wall_ms=clock.wall_ms,
            is_jumped=clock.is_jumped,
            entries=clock.entries,
        )
        for clock in clocks
    )
