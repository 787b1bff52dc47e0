"""What the drill's staff put in, and whether players did what was expected."""

from dataclasses import dataclass
from typing import Literal

from drillkit.engine.events import (
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    Observed,
    Rated,
)
from drillkit.plan.scenario import Inject
from drillkit.review.measures.value import Instant, Measure, lived, share_of, took
from drillkit.review.record import Happening, Record

Fate = Literal["delivered", "skipped", "held", "not-needed", "not-come"]
Standing = Literal["met", "late", "missed", "unwatched", "open", "jumped"]


# Neither seen nor missed: it may still come, a jump skipped it, or nobody looked.
UNJUDGED = ("open", "jumped", "unwatched")


@dataclass(frozen=True, slots=True)
class InjectRow:
    """One inject and what became of it."""

    inject: str
    fate: Fate
    delivered: Happening[InjectDelivered] | None
    planned: Inject | None
    late_ms: int | None
    reason: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """One expected action; ``text`` is known once the scenario is revealed."""

    inject: str
    number: int
    delivered: Instant
    met: Instant | None
    within_ms: int | None
    standing: Standing
    objective: str
    by: str
    wall_ms: int | None
    entries: tuple[int, ...]


def injects(record: Record) -> tuple[InjectRow, ...]:
    """Delivered ones in order, then those that did not come."""
    scenario = record.books.scenario
    planned = dict(scenario.injects) if scenario else {}
    rows = [
        InjectRow(
            h.event.inject,
            "delivered",
            h,
            planned.pop(h.event.inject, None),
            None if h.event.due is None else max(0, h.at - h.event.due),
            "",
            (h.seq,),
        )
        for h in sorted(record.of(InjectDelivered), key=lambda h: (h.at, h.seq))
    ]
    for h in record.of(InjectSkipped):
        rows.append(
            InjectRow(
                h.event.inject, "skipped", None, planned.pop(h.event.inject, None),
                None, h.event.reason, (h.seq,),
            )
        )  # fmt: skip
    held = _held(record)
    for name, inject in planned.items():
        fate: Fate = "not-needed" if inject.if_missed else "not-come"
        if name in held or (inject.hold and fate == "not-come"):
            fate = "held"
        entries = (held[name],) if name in held else ()
        rows.append(InjectRow(name, fate, None, inject, None, "", entries))
    return tuple(rows)


def _held(record: Record) -> dict[str, int]:
    held = {h.event.inject: h.seq for h in record.of(InjectHeld)}
    for h in record.of(InjectReleased):
        held.pop(h.event.inject, None)
    return held


def is_watched(record: Record) -> bool:
    """Whether anybody evaluated: what nobody looked at is not known to be undone."""
    return any(record.of(kind) for kind in (ExpectationMet, Observed, Rated))


def expectations(record: Record) -> tuple[ExpectationRow, ...]:
    """Every action that a delivered inject asked for."""
    met = {(h.event.inject, h.event.number): h for h in record.of(ExpectationMet)}
    missed = {(h.event.inject, h.event.number): h for h in record.of(ExpectationMissed)}
    rows = []
    for h in record.of(InjectDelivered):
        for number in range(1, h.event.expects + 1):
            key = (h.event.inject, number)
            rows.append(_expectation(record, h, number, met.get(key), missed.get(key)))
    return tuple(rows)


def _expectation(
    record: Record,
    news: Happening[InjectDelivered],
    number: int,
    met: Happening[ExpectationMet] | None,
    missed: Happening[ExpectationMissed] | None,
) -> ExpectationRow:
    scenario = record.books.scenario
    inject = scenario.injects.get(news.event.inject) if scenario else None
    asked = (
        inject.expects[number - 1] if inject and number <= len(inject.expects) else None
    )
    within = asked.within if asked else None
    if within is None and missed:
        within = missed.at - news.at
    message = f"{news.event.inject}#{number}"
    delivered = Instant("delivered", news.at, news.seq)
    seen = Instant("met", met.at, met.seq) if met else None
    waited = took(record, delivered, seen, message)
    standing = _standing(waited, met, missed, within, is_watched(record))
    return ExpectationRow(
        news.event.inject,
        number,
        delivered,
        seen,
        within,
        "jumped" if f"expected:{message}" in record.jumped else standing,
        (asked.objective if asked else None) or "",
        (asked.by if asked else None) or "",
        lived(record, delivered, seen, message) if seen else None,
        tuple(h.seq for h in (news, met, missed) if h),
    )


def _standing(
    waited: int,
    met: Happening[ExpectationMet] | None,
    missed: Happening[ExpectationMissed] | None,
    within: int | None,
    watched: bool,
) -> Standing:
    if met is None and missed:
        return "missed" if watched else "unwatched"
    if met is None:
        return "open"
    if within is None:
        return "met"
    return "met" if waited <= within else "late"


def story_measures(
    inject_rows: tuple[InjectRow, ...], expectation_rows: tuple[ExpectationRow, ...]
) -> tuple[Measure, ...]:
    delivered = [row for row in inject_rows if row.fate == "delivered"]
    judged = [row for row in expectation_rows if row.standing not in UNJUDGED]
    found = [
        share_of(
            "injects-delivered",
            len(delivered),
            sum(row.fate != "not-needed" for row in inject_rows),
            _entries(inject_rows),
        ),
        share_of(
            "expectations-met",
            sum(row.standing == "met" for row in judged),
            len(judged),
            _entries(judged),
        ),
    ]
    timed = [row for row in delivered if row.late_ms is not None]
    if timed:
        latest = max(timed, key=lambda row: row.late_ms or 0)
        found.append(
            Measure(
                "inject-lateness",
                latest.inject,
                value_ms=latest.late_ms,
                number=len(timed),
                entries=latest.entries,
            )
        )
    return tuple(one for one in found if one)


def _entries(
    rows: tuple[InjectRow, ...] | list[ExpectationRow],
) -> tuple[int, ...]:
    return tuple(sorted({seq for row in rows for seq in row.entries}))
