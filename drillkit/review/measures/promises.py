"""Every promise of the drill with its clock: kept, missed, or still open.

Judged by when things really happened, so an answer that was written down late
may keep a promise that the drill saw broken at the time.  What a jump skipped
is shown and not rated.
"""

from dataclasses import dataclass, replace
from typing import Literal

from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    MessageDelivered,
    ObligationAccepted,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationKind,
    ObligationMoved,
    ObligationOpened,
)
from drillkit.engine.evolve.people import is_enough
from drillkit.review.measures.value import Instant, Measure, lived, share_of
from drillkit.review.record import Record

Standing = Literal["kept", "late", "missed", "open", "released", "jumped"]
# What happened to it while it ran; everything but its opening.
Word = (
    ObligationMoved
    | ObligationKept
    | ObligationBroken
    | ObligationClosed
    | ObligationAccepted
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One obligation from its opening to its end."""

    id: str
    kind: ObligationKind
    subject: str
    run: str
    anchor: Instant
    limit_ms: int
    due: int | None
    kept: Instant | None = None
    closed: Instant | None = None
    broken_seq: int = 0
    is_jumped: bool = False
    late_by_classification: bool = False
    accepted_by: str = ""
    accepted_until_ms: int | None = None
    wall_due: int | None = None
    wall_ms: int | None = None
    entries: tuple[int, ...] = ()
    standing: Standing = "open"
    overrun_ms: int = 0
    is_censored: bool = False

    @property
    def is_rated(self) -> bool:
        return self.standing in ("kept", "late", "missed")


def promises(record: Record) -> tuple[Promise, ...]:
    """All promises in the order they were made, each with its outcome."""
    open_by_id: dict[str, int] = {}
    found: list[Promise] = []
    for happening in record.happenings:
        event = happening.event
        if happening.is_void:
            continue
        if isinstance(event, ObligationOpened):
            open_by_id[event.obligation] = len(found)
            found.append(_opened(event, happening.seq))
        elif isinstance(event, MessageDelivered):
            for name, due in event.dues.items():
                at = open_by_id[name]
                found[at] = _on_wall(found[at], due, happening.seq)
        elif isinstance(event, Word) and event.obligation in open_by_id:
            at = open_by_id[event.obligation]
            found[at] = _after(found[at], event, happening.seq, happening.at)
    came = _answers(record)
    return tuple(
        _settled(record, _answered(promise, came.get(promise.id))) for promise in found
    )


def _answers(record: Record) -> dict[str, Instant]:
    """The first answer that was enough, by the promise to answer."""
    asked = {h.event.call: h.event for h in record.of(CallMade)}
    found: dict[str, Instant] = {}
    for h in record.of(CallAnswered):
        call = asked.get(h.event.call)
        if call and is_enough(call, h.event.answer):
            found.setdefault(f"answer:{h.event.call}", Instant("answered", h.at, h.seq))
    return found


def _answered(promise: Promise, answer: Instant | None) -> Promise:
    """Another rung took over, and still this one answered: late is not never."""
    if answer is None or promise.kept or promise.closed is None:
        return promise
    return replace(promise, kept=answer, entries=(*promise.entries, answer.seq))


def _opened(event: ObligationOpened, seq: int) -> Promise:
    return Promise(
        event.obligation,
        event.kind,
        event.subject,
        event.run,
        Instant(event.anchor, event.anchored_at, seq),
        event.limit,
        event.due,
        late_by_classification=event.late_by_classification,
        entries=(seq,),
    )


def _after(promise: Promise, event: Word, seq: int, at: int) -> Promise:
    promise = replace(promise, entries=(*promise.entries, seq))
    if isinstance(event, ObligationMoved):
        return replace(
            promise,
            due=event.due,
            limit_ms=event.limit,
            is_jumped=promise.is_jumped or event.why == "jumped",
            late_by_classification=event.late_by_classification,
        )
    if isinstance(event, ObligationKept):
        return replace(promise, kept=Instant("kept", at, seq))
    if isinstance(event, ObligationBroken):
        return replace(promise, broken_seq=seq)
    if isinstance(event, ObligationClosed):
        return replace(promise, closed=Instant(event.why, at, seq))
    return replace(promise, accepted_by=event.by, accepted_until_ms=event.until_ms)


def _on_wall(promise: Promise, due: int, seq: int) -> Promise:
    """Its message really went out: it is due on the wall."""
    entries = (*promise.entries, seq)
    return replace(promise, due=None, wall_due=due, entries=entries)


def _over(record: Record, promise: Promise, stop: Instant | None) -> int:
    """How far past its due time it was when it stopped, or was at the end."""
    at, seq = (stop.at, stop.seq) if stop else (record.end, record.last)
    if promise.wall_due is not None:
        return max(0, record.wall(at, seq) - promise.wall_due)
    return 0 if promise.due is None else max(0, at - promise.due)


def _settled(record: Record, promise: Promise) -> Promise:
    if promise.is_jumped:
        return replace(promise, standing="jumped")
    over = _over(record, promise, promise.kept or promise.closed)
    if promise.wall_due is None:
        stop = promise.kept or promise.closed
        wall = lived(record, promise.anchor, stop)
        promise = replace(promise, wall_ms=wall)
    if promise.kept:
        return replace(promise, standing="late" if over else "kept", overrun_ms=over)
    stop = promise.closed
    unfinished = stop is None or stop.name == "not-finished"
    if over:
        # How late a partner would have been whom we stood down, nobody knows.
        censored = unfinished or promise.kind == "provider"
        return replace(
            promise, standing="missed", overrun_ms=over, is_censored=censored
        )
    return replace(
        promise,
        standing="open" if unfinished else "released",
        is_censored=unfinished,
    )


def promise_measures(all_promises: tuple[Promise, ...]) -> tuple[Measure, ...]:
    """The share of promises kept, all together and by kind."""
    rated = [p for p in all_promises if p.is_rated]
    kinds = sorted({p.kind for p in rated})
    shares = [_share(rated, "obligations-kept")] + [
        _share([p for p in rated if p.kind == kind], "obligations-kept-by-kind", kind)
        for kind in kinds
    ]
    return tuple(one for one in shares if one)


def _share(rated: list[Promise], name: str, subject: str = "") -> Measure | None:
    kept = [p for p in rated if p.standing == "kept"]
    return share_of(
        name,
        len(kept),
        len(rated),
        tuple(sorted({p.entries[-1] for p in rated})),
        subject,
    )


def worst(all_promises: tuple[Promise, ...], count: int = 3) -> tuple[Promise, ...]:
    """The longest overruns, each trouble once.

    A phase and a step inside it are one trouble, and so are all clients of one
    outage; where there is room, phases and steps follow on their own as well.  A
    call that nobody ever answered has no length: it is a broken link.
    """
    late = sorted(
        (
            p
            for p in all_promises
            if p.overrun_ms
            and p.standing in ("late", "missed")
            and not (p.kind in ("acknowledge", "answer") and p.kept is None)
        ),
        key=lambda p: (-p.overrun_ms, p.entries[0]),
    )
    found: list[Promise] = []
    for promise in late:
        if not any(_same_trouble(promise, other) for other in found):
            found.append(promise)
    found = found[:count]
    nested = [p for p in late if p.kind in ("phase-target", "step-target")]
    found += [p for p in nested if p not in found][: count - len(found)]
    return tuple(sorted(found, key=lambda p: (-p.overrun_ms, p.entries[0])))


def _same_trouble(one: Promise, other: Promise) -> bool:
    if one.kind in ("sla", "update", "restore") and one.kind == other.kind:
        return True
    ours, theirs = (p.subject.partition("#")[0] for p in (one, other))
    if ours == theirs:
        return one.run == other.run
    return ours.startswith(f"{theirs}/") or theirs.startswith(f"{ours}/")
