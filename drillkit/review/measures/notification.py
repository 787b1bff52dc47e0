"""Who was told and when, who answered, and where the chain of calls broke."""

from dataclasses import dataclass

from drillkit.engine.events import CallAnswered, CallMade, UpdateSent
from drillkit.engine.evolve.people import is_enough
from drillkit.review.measures.moments import onset, reached
from drillkit.review.measures.promises import Promise
from drillkit.review.measures.value import (
    Instant,
    Measure,
    duration,
    lived,
    share_of,
    took,
)
from drillkit.review.record import Happening, Record


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call: asked, answered or not, and in time or not."""

    call: str
    run: str
    role: str
    why: str
    rung: int
    deputy_for: str
    audience: str
    asked: Instant
    answered: Instant | None
    waited_ms: int
    within_ms: int | None
    is_in_time: bool | None
    is_broken: bool
    is_jumped: bool
    wall_ms: int | None
    entries: tuple[int, ...]


def calls(record: Record, all_promises: tuple[Promise, ...]) -> tuple[CallRow, ...]:
    """Every call in the order made."""
    answers: dict[str, list[Happening[CallAnswered]]] = {}
    for answer in record.of(CallAnswered):
        answers.setdefault(answer.event.call, []).append(answer)
    windows = {promise.id: promise for promise in all_promises}
    return tuple(
        _row(record, made, answers.get(made.event.call, []), windows)
        for made in record.of(CallMade)
    )


def _row(
    record: Record,
    made: Happening[CallMade],
    answers: list[Happening[CallAnswered]],
    windows: dict[str, Promise],
) -> CallRow:
    call = made.event
    enough = [answer for answer in answers if is_enough(call, answer.event.answer)]
    answered = Instant("answered", enough[0].at, enough[0].seq) if enough else None
    asked = Instant("called", made.at, made.seq)
    waited = took(record, asked, answered, call.call)
    window = windows.get(f"answer:{call.call}")
    within = window.limit_ms if window else None
    is_jumped = window is not None and window.is_jumped
    in_time = None if is_jumped else _in_time(answered, waited, within)
    return CallRow(
        call.call,
        call.run,
        call.role,
        call.why,
        call.rung,
        call.deputy_for,
        call.audience,
        asked,
        answered,
        waited,
        within,
        in_time,
        answered is None and not is_jumped and (within is None or waited > within),
        is_jumped,
        lived(record, asked, answered, call.call),
        tuple(sorted({made.seq, *(a.seq for a in answers)})),
    )


def _in_time(answered: Instant | None, waited: int, within: int | None) -> bool | None:
    if within is None:
        return None
    if waited > within:
        return False
    return True if answered else None


def told(
    record: Record, audience: str, all_promises: tuple[Promise, ...]
) -> Instant | None:
    """When an audience knew: the promise to tell it was kept, or its first word."""
    for promise in all_promises:
        if promise.kind == "tell" and promise.subject == audience:
            return promise.kept
    words = [h for h in record.of(UpdateSent) if h.event.audience == audience]
    if not words:
        return None
    first = min(words, key=lambda h: (h.at, h.seq))
    return Instant("first-word", first.at, first.seq)


def audiences(record: Record, all_promises: tuple[Promise, ...]) -> tuple[str, ...]:
    """Whom the drill had to tell, or did tell, in order of first mention."""
    promised = [p.subject for p in all_promises if p.kind in ("tell", "update")]
    written = [h.event.audience for h in record.of(UpdateSent)]
    return tuple(dict.fromkeys(promised + written))


def notification_measures(
    record: Record, all_promises: tuple[Promise, ...]
) -> tuple[Measure, ...]:
    """Time to tell each audience, from the declaration and from the onset."""
    limits = {p.subject: p.limit_ms for p in all_promises if p.kind == "tell"}
    declared = reached(record, "declared")
    found = []
    for audience in audiences(record, all_promises):
        heard = told(record, audience, all_promises)
        found.append(
            duration(
                record,
                "time-to-notify",
                declared,
                heard,
                subject=audience,
                limit_ms=limits.get(audience),
                promise=f"tell:{audience}",
            )
        )
        found.append(
            duration(
                record,
                "time-to-notify-from-onset",
                onset(record),
                heard,
                subject=audience,
            )
        )
    return tuple(one for one in found if one)


def call_measures(rows: tuple[CallRow, ...]) -> tuple[Measure, ...]:
    """How many answered, how many in time, how long it took, broken links."""
    answered = [row for row in rows if row.answered]
    judged = [row for row in rows if row.is_in_time is not None]
    everything = tuple(sorted({seq for row in rows for seq in row.entries}))
    found = [
        share_of("calls-answered", len(answered), len(rows), everything),
        share_of(
            "acknowledged-in-time",
            sum(row.is_in_time is True for row in judged),
            len(judged),
            tuple(sorted({seq for row in judged for seq in row.entries})),
        ),
        _quantile("call-answer-median", rows, 50),
        _quantile("call-answer-p90", rows, 90),
    ]
    if rows:
        broken = [row for row in rows if row.is_broken]
        found.append(
            Measure(
                "broken-links",
                number=len(broken),
                entries=tuple(row.asked.seq for row in broken),
            )
        )
    return tuple(one for one in found if one)


def _quantile(name: str, rows: tuple[CallRow, ...], percent: int) -> Measure | None:
    """The row that *percent* of all rows do not exceed; no answer is the longest.

    An unanswered call ranks after every answered one, so it is censored and not
    dropped.
    """
    if not rows:
        return None
    ranked = sorted(rows, key=lambda row: (row.answered is None, row.waited_ms))
    at = ranked[max(0, -(-len(ranked) * percent // 100) - 1)]
    return Measure(
        name,
        value_ms=at.waited_ms,
        is_censored=at.answered is None,
        number=len(rows),
        wall_ms=at.wall_ms,
        entries=at.entries,
    )
