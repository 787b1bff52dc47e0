"""The log as a reader sees it: one row an entry, capped where paper is short."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from drillkit.engine.events import Event as AnyEvent
from drillkit.engine.events import ObligationBroken
from drillkit.review.reader import Reader
from drillkit.review.record import Happening
from drillkit.review.telling import QUIET, department_of, kind_of, tell
from drillkit.review.view.blocks import Tone
from drillkit.review.view.review import Review

# Beyond this a printed timeline is not read; the JSON twin has every entry.
CAP = 1500


class TimelineRow(TypedDict):
    """One entry: when it counts from, where it was written, whose act it was."""

    seq: int
    at_ms: int
    recorded_ms: int
    at: str
    clock: str
    kind: str
    department: str
    who: str
    text: str
    note: str
    tone: Tone


class Timeline(TypedDict):
    """Rows in the order of the log."""

    title: str
    note: str
    columns: list[str]
    rows: list[TimelineRow]


def rows(review: Review) -> list[TimelineRow]:
    """Every entry of the drill."""
    return [row_of(review.reader, h) for h in review.record.happenings]


def row_of(reader: Reader, h: Happening[AnyEvent]) -> TimelineRow:
    department = department_of(reader, h)
    return {
        "seq": h.seq,
        "at_ms": h.at,
        "recorded_ms": h.recorded,
        "at": reader.at(h.at),
        "clock": reader.clock(h.at),
        "kind": kind_of(h.event),
        "department": reader.department(department) if department else "",
        "who": _who(reader, h),
        "text": tell(reader, h.event),
        "note": _note(reader, h),
        "tone": _tone(h),
    }


def _who(reader: Reader, h: Happening[AnyEvent]) -> str:
    if h.origin is None:
        return ""
    who = reader.role(h.origin.by)
    if h.origin.written_by and h.origin.written_by != h.origin.by:
        writer = reader.role(h.origin.written_by)
        who = reader._("{who}, written by {writer}").format(who=who, writer=writer)
    channel = reader.channel(h.origin.channel)
    return f"{who} ({channel})" if channel else who


def _note(reader: Reader, h: Happening[AnyEvent]) -> str:
    said = []
    if h.is_void:
        said.append(reader._("did not happen, see {n}").format(n=h.corrected_by))
    elif h.corrected_by:
        said.append(reader._("corrected, see {n}").format(n=h.corrected_by))
    if h.at != h.recorded:
        said.append(reader._("written at {time}").format(time=reader.at(h.recorded)))
    if h.origin and h.origin.why_late:
        # What simulated players say is in the catalogue; people's words are not.
        said.append(reader._(h.origin.why_late))
    return "; ".join(said)


def _tone(h: Happening[AnyEvent]) -> Tone:
    if h.is_void:
        return "quiet"
    return "missed" if isinstance(h.event, ObligationBroken) else ""


def shown(
    review: Review, all_rows: Sequence[TimelineRow], cited: Iterable[int]
) -> Timeline:
    """What is cited, the beginning, and of the rest what people would miss."""
    _ = review.reader._
    wanted = set(cited)
    happenings = review.record.by_seq
    news = [
        row["seq"]
        for row in all_rows
        if row["seq"] not in wanted
        and not isinstance(happenings[row["seq"]].event, QUIET)
    ]
    wanted |= set(news[: max(0, CAP - len(wanted))])
    kept = [row for row in all_rows if row["seq"] in wanted]
    note = _("{share} entries are shown; the JSON twin of this report has all.")
    return {
        "title": _("Timeline"),
        "note": note.format(share=review.reader.share(len(kept), len(all_rows))),
        "columns": [_("Entry"), _("When"), _("Who"), _("What happened")],
        "rows": kept,
    }


def cited_in(document: Any) -> set[int]:
    """Every entry that some part of a document refers to."""
    if isinstance(document, dict):
        found: set[int] = set(document.get("refs", ()))
        for value in document.values():
            found |= cited_in(value)
        return found
    if isinstance(document, list):
        return {seq for value in document for seq in cited_in(value)}
    return set()
