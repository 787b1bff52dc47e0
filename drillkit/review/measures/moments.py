"""The instants that most measures count from and to.

First workaround, last restoration: a service that failed its check was not
restored the first time.  Where a plan names no milestone for a moment, the
nearest entry that shows it is taken, and the instant's name says which.
"""

from drillkit.engine.events import (
    CallAnswered,
    Classified,
    InjectDelivered,
    InstantStated,
    LevelChanged,
    MilestoneReached,
    MilestoneWithdrawn,
    ObligationOpened,
    StepStarted,
)
from drillkit.review.measures.value import Instant
from drillkit.review.record import Record

FIRST = {"detected", "ticket", "acknowledged", "classified", "declared", "workaround"}


def reached(record: Record, name: str) -> Instant | None:
    """When the company had milestone *name*: its own, else the lead department's.

    What somebody stated with its source goes before both.
    """
    if stated := _stated(record, name):
        return stated
    for runs in ({""}, _lead_runs(record)):
        found = _reached_by(record, name, runs)
        if found:
            return found
    return None


def _stated(record: Record, name: str) -> Instant | None:
    """The last word on an instant that lies before the drill's own entries."""
    said = [h for h in record.of(InstantStated) if h.event.instant == name]
    return Instant(name, said[-1].event.time, said[-1].seq) if said else None


def _lead_runs(record: Record) -> set[str]:
    lead = record.began.event.lead
    return {
        run for run in record.runbook_of if lead in (run, record.department(run))
    }  # fmt: skip


def _reached_by(record: Record, name: str, runs: set[str]) -> Instant | None:
    marks = [
        h for h in record.of(MilestoneReached)
        if h.event.name == name and h.event.run in runs
    ]  # fmt: skip
    if not marks:
        return None
    if name in FIRST:
        first = min(marks, key=lambda h: (h.at, h.seq))
        return Instant(name, first.at, first.seq)
    last = marks[-1]
    withdrawn = any(
        h.seq > last.seq and h.event.name == name and h.event.run in runs
        for h in record.of(MilestoneWithdrawn)
    )
    return None if withdrawn else Instant(name, last.at, last.seq)


def startex(record: Record) -> Instant:
    return Instant("startex", 0, record.began.seq)


def onset(record: Record) -> Instant:
    """Ground truth, before STARTEX as a rule; STARTEX when nobody says."""
    if stated := _stated(record, "onset"):
        return stated
    known = record.began.event.onset
    return startex(record) if known is None else Instant("onset", known, 1)


def detected(record: Record) -> Instant:
    """The milestone, else a promise's anchor, else the first news, else STARTEX."""
    mark = reached(record, "detected")
    if mark:
        return mark
    for opened in record.of(ObligationOpened):
        if opened.event.anchor == "detected":
            return Instant("detected", opened.event.anchored_at, opened.seq)
    for news in record.of(InjectDelivered):
        return Instant("first-news", news.at, news.seq)
    return startex(record)


def acknowledged(record: Record) -> Instant | None:
    """The milestone, else the first answer to a call, else the first step in hand."""
    mark = reached(record, "acknowledged")
    if mark:
        return mark
    for name, kind in (("first-answer", CallAnswered), ("first-step", StepStarted)):
        found = record.of(kind)
        if found:
            first = min(found, key=lambda h: (h.at, h.seq))
            return Instant(name, first.at, first.seq)
    return None


def classified(record: Record) -> Instant | None:
    """When somebody first said how bad it is."""
    found = record.of(Classified)
    if not found:
        return reached(record, "classified")
    first = min(found, key=lambda h: (h.at, h.seq))
    return Instant("classified", first.at, first.seq)


def instant(record: Record, name: str) -> Instant | None:
    """Any anchor a contract may name."""
    if name == "onset":
        return onset(record)
    if name == "detected":
        return detected(record)
    if name == "ticket":
        return reached(record, "ticket") or detected(record)
    if name == "classified":
        return classified(record)
    return reached(record, name)


def level_at(record: Record, at: int) -> str:
    """The drill's level at a drill time."""
    level = record.began.event.level
    for change in record.of(LevelChanged):
        if change.at <= at:
            level = change.event.level
    return level


def final_level(record: Record) -> str:
    return level_at(record, record.end)
