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
    lived,
    seqs,
    took,
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
    acknowledge_wall_ms: int | None
    answer_wall_ms: int | None
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
    name = made.event.request
    asked = Instant("asked", made.at, made.seq)
    known = Instant("acknowledged", first.at, first.seq) if first else None
    done = Instant("answered", final.at, final.seq) if final else None
    heard = took(record, asked, known or stood_down, name)
    whole = took(record, asked, done or stood_down, name)
    within = _limit(record, f"provider-answer:{name}")
    restore = _limit(record, f"provider:{name}")
    return RequestRow(
        name,
        made.event.run,
        made.event.path,
        made.event.provider,
        made.event.service,
        asked,
        known,
        done,
        stood_down,
        "stood-down" if stood_down else final.event.outcome if final else "",
        heard,
        whole,
        within,
        restore,
        _verdict(heard, within, first is None, stood_down),
        _verdict(whole, restore, final is None, stood_down),
        lived(record, asked, known or stood_down, name),
        lived(record, asked, done or stood_down, name),
        (
            made.seq,
            *(h.seq for h in answers),
            *((stood_down.seq,) if stood_down else ()),
        ),
    )


def _verdict(
    value: int, limit: int | None, is_censored: bool, stood_down: Instant | None
) -> Verdict | None:
    """Who was stood down within its time has neither kept its promise nor broken it."""
    verdict = verdict_of(value, limit, is_censored)
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
            value_ms=value,
            is_censored=until is None,
            anchor=row.made,
            until=until,
            limit_ms=limit,
            verdict=verdict,
            wall_ms=wall,
            entries=seqs(row.made, until or row.stood_down),
        )
        for row in rows
        for name, value, until, limit, verdict, wall in (
            (
                "partner-acknowledged",
                row.acknowledge_ms,
                row.acknowledged,
                row.acknowledge_within,
                row.acknowledge_verdict,
                row.acknowledge_wall_ms,
            ),
            (
                "partner-restored",
                row.answer_ms,
                row.answered,
                row.restore_within,
                row.answer_verdict,
                row.answer_wall_ms,
            ),
        )
    )
