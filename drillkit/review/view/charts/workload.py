"""Workload against people: how many of each role were wanted at once, and how many are.

Wanted is whoever an open step asks for, whether somebody was free for it or not.
"""

from collections.abc import Mapping
from typing import Final

from drillkit.engine.events import StepOpened, StepReopened, StepSettled
from drillkit.review.record import Record
from drillkit.review.view.chart import (
    Band,
    Chart,
    Strip,
    band,
    chart,
    said,
    sign,
    strip,
)
from drillkit.review.view.review import Review

SHOWN: Final = 12
Demand = list[tuple[int, int]]


def demands(record: Record) -> Mapping[str, Demand]:
    """By role, from which drill time on how many people open steps asked for."""
    changes: dict[str, dict[int, int]] = {}
    opened: dict[tuple[str, str, int], Mapping[str, int]] = {}
    working: set[tuple[str, str, int]] = set()
    for h in record.happenings:
        event = h.event
        if h.is_void or not isinstance(event, StepOpened | StepSettled | StepReopened):
            continue
        key = (event.run, event.path, event.visit)
        is_begun = isinstance(event, StepOpened | StepReopened)
        if isinstance(event, StepOpened):
            opened[key] = {} if event.optional else event.crew
        if is_begun == (key in working):
            continue
        (working.add if is_begun else working.discard)(key)
        for role, people in opened.get(key, {}).items():
            at = changes.setdefault(role, {})
            at[h.at] = at.get(h.at, 0) + (people if is_begun else -people)
    return {role: _summed(at) for role, at in changes.items()}


def _summed(changes: Mapping[int, int]) -> Demand:
    level, found = 0, []
    for at in sorted(changes):
        level += changes[at]
        found.append((at, level))
    return found


def workload_chart(review: Review) -> Chart | None:
    """The roles that were wanted most beyond their number come first."""
    _ = review.reader._
    wanted = demands(review.record)
    if not wanted:
        return None
    ranked = sorted(wanted, key=lambda role: (-_past(review, role, wanted[role]), role))
    rows = [_row(review, role, wanted[role]) for role in ranked[:SHOWN]]
    title = _("Workload against people: how many were wanted at once")
    if len(rows) < len(wanted):
        title += f" ({review.reader.share(len(rows), len(wanted))})"
    return chart(
        "chart-workload",
        title,
        said(rows),
        "clock",
        (0, review.record.end),
        rows,
        [
            sign(_("wanted, and enough people"), "kept"),
            sign(_("more wanted than there are people"), "missed"),
        ],
    )


def _people(review: Review, role: str) -> int:
    organisation = review.record.books.organisation
    found = organisation.role(role) if organisation else None
    return found.people if found else 0


def _past(review: Review, role: str, demand: Demand) -> int:
    """Time in which more were wanted than there are."""
    people = _people(review, role)
    return sum(
        part["end"] - part["start"]
        for part in _bands(review, demand, people)
        if part["look"] == "missed"
    )


def _row(review: Review, role: str, demand: Demand) -> Strip:
    reader = review.reader
    people = _people(review, role)
    most = max(level for _at, level in demand)
    past = _past(review, role, demand)
    words = {"most": reader.number(most), "people": reader.number(people)}
    text = reader._("at most {most} wanted, {people} there")
    if past:
        text = reader._("at most {most} wanted, {people} there; too few for {time}")
        words["time"] = reader.duration(past)
    return strip(
        reader.role(role),
        text.format(**words),
        "missed" if past else "quiet",
        _bands(review, demand, people),
    )


def _bands(review: Review, demand: Demand, people: int) -> list[Band]:
    ends = [at for at, _level in demand[1:]] + [review.record.end]
    return [
        band(
            start,
            min(end, review.record.end),
            "missed" if level > people > 0 else "kept",
            review.reader.number(level) if level > 1 else "",
        )
        for (start, level), end in zip(demand, ends, strict=True)
        if level > 0 and end > start
    ]
