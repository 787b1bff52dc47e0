"""What partner operators were asked, and when they answered.

Whom we told that it is not needed any more has no final answer: its time is censored,
and only what it had broken by then is held against it.
"""

from dataclasses import dataclass

from drillkit.engine.events import RequestAnswered, RequestMade, RequestStoodDown
from drillkit.review.measures.value import (
    Instant,
    Measure,
    Verdict,
    seqs,
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
    stood_down: Instant | None
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
    told = {
        h.event.request: Instant("stood-down", h.at, h.seq)
        for h in record.of(RequestStoodDown)
    }
    return tuple(
        _row(
            record,
            made,
            answers.get(made.event.request, []),
            told.get(made.event.request),
        )
        for made in record.of(RequestMade)
    )


def _row(
    record: Record,
    made: Happening[RequestMade],
    answers: list[Happening[RequestAnswered]],
    stood_down: Instant | None,
) -> RequestRow:
    final = next((h for h in answers if h.event.outcome != "acknowledged"), None)
    # Who reports it done has acknowledged it, if nobody noted that before.
    first = answers[0] if answers else None
    end = stood_down.at if stood_down else record.end
    heard = (first.at if first else end) - made.at
    took = (final.at if final else end) - made.at
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
        stood_down,
        "stood-down" if stood_down else final.event.outcome if final else "",
        heard,
        took,
        within,
        restore,
        _verdict(heard, within, first is None, stood_down),
        _verdict(took, restore, final is None, stood_down),
        (
            made.seq,
            *(h.seq for h in answers),
            *((stood_down.seq,) if stood_down else ()),
        ),
    )


def _verdict(
    took: int, limit: int | None, is_censored: bool, stood_down: Instant | None
) -> Verdict | None:
    """Who was stood down within its time has neither kept its promise nor broken it."""
    verdict = verdict_of(took, limit, is_censored)
    return None if stood_down and verdict == "open" else verdict


def _limit(record: Record, promise: str) -> int | None:
    """What was promised when it was asked: a service may have a time of its own."""
    opened = record.opened.get(promise)
    return opened.limit if opened else None


def partner_measures(rows: tuple[RequestRow, ...]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name,
            row.request,
            value_ms=took,
            is_censored=until is None,
            anchor=row.made,
            until=until,
            limit_ms=limit,
            verdict=verdict,
            entries=seqs(row.made, until or row.stood_down),
        )
        for row in rows
        for name, took, until, limit, verdict in (
            (
                "partner-acknowledged",
                row.acknowledge_ms,
                row.acknowledged,
                row.acknowledge_within,
                row.acknowledge_verdict,
            ),
            (
                "partner-restored",
                row.answer_ms,
                row.answered,
                row.restore_within,
                row.answer_verdict,
            ),
        )
    )
