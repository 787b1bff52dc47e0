"""What came late: promises not kept, the worst delays, and what is known of why."""

from typing import TypedDict

from drillkit.review.measures import Measure
from drillkit.review.measures.phases import Timing
from drillkit.review.measures.promises import Promise, Standing
from drillkit.review.telling.course import WAITS
from drillkit.review.view.blocks import Cell, cell
from drillkit.review.view.review import Review

# The company's promises to others; targets of steps and phases are our own business.
OUTWARD = (
    "acknowledge",
    "answer",
    "tell",
    "update",
    "restore",
    "sla",
    "notice",
    "provider",
    "approval",
)


class Delay(TypedDict):
    """One of the worst delays."""

    what: str
    who: str
    took: str
    over: str
    why: str
    refs: list[int]


def promises(review: Review) -> tuple[Promise, ...]:
    """All that was promised; the way back to normal is the first promise of all."""
    normal = _normal(review.measures.get("time-to-normalisation"))
    found = review.measures.promises
    return (normal, *found) if normal else found


def _normal(measure: Measure | None) -> Promise | None:
    """The verdict's own promise, which no entry of the log opens."""
    if measure is None or measure.limit_ms is None or measure.anchor is None:
        return None
    over = max(0, (measure.value_ms or 0) - measure.limit_ms)
    standing: Standing = "open" if measure.is_censored else "kept"
    if over:
        standing = "missed" if measure.is_censored else "late"
    if measure.is_jumped:
        over, standing = 0, "jumped"
    return Promise(
        "restore:normal",
        "restore",
        "normal",
        "",
        measure.anchor,
        measure.limit_ms,
        measure.anchor.at + measure.limit_ms,
        measure.until,
        wall_ms=measure.wall_ms,
        entries=measure.entries,
        standing=standing,
        overrun_ms=over,
        is_censored=measure.is_censored,
    )


def broken_promises(review: Review) -> list[Promise]:
    """What others were promised and did not get in time, the longest overrun first."""
    broken = [
        p
        for p in promises(review)
        if p.kind in OUTWARD and p.standing in ("late", "missed")
    ]
    return sorted(broken, key=lambda p: (-p.overrun_ms, p.entries[0]))


def broken_cell(review: Review, promise: Promise) -> Cell:
    late = promise.limit_ms + promise.overrun_ms
    compared = review.against(late, promise.limit_ms)
    more = ">\N{NO-BREAK SPACE}" if promise.is_censored else ""
    over = more + compared.between
    if promise.kind in ("acknowledge", "answer") and promise.kept is None:
        text = review.reader._("{what}: never given")
    elif promise.standing == "late":
        text = review.reader._("{what}: late by {over}")
    else:
        text = review.reader._("{what}: not done, overdue by {over}")
    return cell(
        text.format(what=review.promise(promise), over=over),
        promise.entries,
        "missed",
        ", ".join(filter(None, (review.owner(promise), *_wall(review, promise)))),
    )


def _wall(review: Review, promise: Promise) -> list[str]:
    """The wall's time beside the drill's, or that the wall's alone counted."""
    if promise.wall_due is not None:
        return [review.reader._("counted by the wall clock")]
    return [text for text in (review.beside(promise.wall_ms),) if text]


def delay(review: Review, promise: Promise) -> Delay:
    reader = review.reader
    took = promise.limit_ms + promise.overrun_ms
    compared = review.against(took, promise.limit_ms, promise.is_censored)
    return {
        "what": review.promise(promise),
        "who": review.owner(promise),
        "took": reader._("{took} of {limit}").format(
            took=compared.took, limit=compared.limit
        ),
        "over": f"+{compared.between}",
        "why": why_late(review, promise),
        "refs": list(promise.entries),
    }


def why_late(review: Review, promise: Promise) -> str:
    """What the log knows of the cause; nothing is guessed."""
    reader = review.reader
    reasons: list[str] = _wall(review, promise)
    for timing in (*review.measures.phases, *review.measures.steps):
        if promise.subject.partition("#")[0] == f"{timing.run}/{timing.path}":
            reasons += _told_by(review, timing)
    if promise.kind == "phase-target":
        reasons += _longest_step(review, promise)
    if promise.kind == "tell":
        reasons += _last_to_answer(review, promise)
    if promise.late_by_classification:
        reasons.append(reader._("late by classification"))
    if promise.accepted_by:
        reasons.append(
            reader._("accepted by {by}").format(by=reader.role(promise.accepted_by))
        )
    if promise.standing == "missed":
        reasons.append(_undone(review, promise))
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _undone(review: Review, promise: Promise) -> str:
    closed = promise.closed.name if promise.closed else ""
    if (promise.kind, closed) == ("provider", "withdrawn"):
        return review.reader._("stood down")
    if promise.is_censored:
        return review.reader._("not finished at ENDEX")
    return review.reader._("never done")


def _last_to_answer(review: Review, promise: Promise) -> list[str]:
    """An audience is told when the last of it has answered."""
    told = [row for row in review.measures.calls if row.audience == promise.subject]
    if not told:
        return []
    last = max(told, key=lambda row: (row.answered is None, row.waited_ms))
    text = review.reader._("last to answer: {role}")
    return [text.format(role=review.reader.role(last.role))]


def _told_by(review: Review, timing: Timing) -> list[str]:
    """Reasons given by people, and what was waited for."""
    waited = [
        review.reader._("waited {time} {why}").format(
            time=review.reader.duration(ms), why=wait_words(review, why)
        )
        for visit in timing.visits
        for why, ms in visit.waits
        if ms
    ]
    return [visit.reason for visit in timing.visits] + waited


def wait_words(review: Review, why: str) -> str:
    return review.reader._(WAITS[why])


def _longest_step(review: Review, promise: Promise) -> list[str]:
    """A phase is late by its steps: name the longest."""
    phase = promise.subject.partition("#")[0].removeprefix(f"{promise.run}/")
    inside = [
        (visit.value_ms, timing)
        for timing in review.measures.steps
        if timing.run == promise.run and timing.path.startswith(f"{phase}/")
        for visit in timing.visits
    ]
    if not inside:
        return []
    longest, timing = max(inside, key=lambda pair: pair[0])
    text = review.reader._("longest step: {step}, {time}")
    return [
        text.format(
            step=review.reader.path(timing.run, timing.path),
            time=review.reader.duration(longest),
        )
    ]
