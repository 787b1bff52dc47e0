"""What partner operators were asked, and when they answered."""

from dataclasses import dataclass

from drillkit.engine.events import RequestAnswered, RequestMade
from drillkit.review.measures.value import (
    Instant,
    Measure,
    Verdict,
    duration,
    verdict_of,
)
from drillkit.review.record import Happening, Record


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request to one provider, against what its contract promises."""

    request: str
    run: str
    path: str
    provider: str
    service: str
    made: Instant
    acknowledged: Instant | None
    answered: Instant | None
    outcome: str
    acknowledge_ms: int
    answer_ms: int
    acknowledge_within: int | None
    restore_within: int | None
    acknowledge_verdict: Verdict | None
    answer_verdict: Verdict | None
    entries: tuple[int, ...]


def requests(record: Record) -> tuple[RequestRow, ...]:
    answers: dict[str, list[Happening[RequestAnswered]]] = {}
    for h in record.of(RequestAnswered):
        answers.setdefault(h.event.request, []).append(h)
    return tuple(
        _row(record, made, answers.get(made.event.request, []))
        for made in record.of(RequestMade)
    )


def _row(
    record: Record,
    made: Happening[RequestMade],
    answers: list[Happening[RequestAnswered]],
) -> RequestRow:
    final = next((h for h in answers if h.event.outcome != "acknowledged"), None)
    # Who reports it done has acknowledged it, if nobody noted that before.
    first = answers[0] if answers else None
    heard = (first.at if first else record.end) - made.at
    took = (final.at if final else record.end) - made.at
    within = _limit(record, f"provider-answer:{made.event.request}")
    restore = _limit(record, f"provider:{made.event.request}")
    return RequestRow(
        made.event.request,
        made.event.run,
        made.event.path,
        made.event.provider,
        made.event.service,
        Instant("asked", made.at, made.seq),
        Instant("acknowledged", first.at, first.seq) if first else None,
        Instant("answered", final.at, final.seq) if final else None,
        final.event.outcome if final else "",
        heard,
        took,
        within,
        restore,
        verdict_of(heard, within, first is None),
        verdict_of(took, restore, final is None),
        (made.seq, *(h.seq for h in answers)),
    )


def _limit(record: Record, promise: str) -> int | None:
    """What was promised when it was asked: a service may have a time of its own."""
    opened = record.opened.get(promise)
    return opened.limit if opened else None


def partner_measures(rows: tuple[RequestRow, ...], end: int) -> tuple[Measure, ...]:
    found: list[Measure | None] = []
    for row in rows:
        found.append(
            duration(
                "partner-acknowledged", row.made, row.acknowledged, end,
                subject=row.request, limit_ms=row.acknowledge_within,
            )
        )  # fmt: skip
        found.append(
            duration(
                "partner-restored", row.made, row.answered, end,
                subject=row.request, limit_ms=row.restore_within,
            )
        )  # fmt: skip
    return tuple(one for one in found if one)
