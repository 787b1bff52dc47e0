"""Lanes: the whole drill on one screen, a line for each department.

Each column is a stretch of drill time and shows the weightiest mark in it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Final

from drillkit.engine.events import (
    CallAnswered,
    DecisionTaken,
    InjectDelivered,
    NoteWritten,
    ObligationBroken,
    RunBegan,
    StepSettled,
    UpdateSent,
)
from drillkit.review.clean import one_line
from drillkit.tui.scene import Scene
from drillkit.tui.view.growing import Entries, growing
from drillkit.tui.view.homes import homes
from drillkit.tui.view.kept import kept
from drillkit.tui.view.marks import CLOCK, MARKS
from drillkit.tui.view.times import MINUTE, drill_time, span
from drillkit.tui.view.values import Cell, Page

_NAME: Final = 16
# The mark of a stretch is its weightiest entry's, from the left.
_WEIGHT: Final = "S!*x+@=~o"
_SHOWN: Final[dict[type, str]] = {
    RunBegan: "S",
    InjectDelivered: "!",
    DecisionTaken: "*",
    ObligationBroken: "x",
    StepSettled: "+",
    UpdateSent: "@",
    CallAnswered: "=",
    NoteWritten: "~",
}


def lanes(scene: Scene, since: int | None, until: int | None, width: int) -> Page:
    """Marks over time; drawn anew when the log grew or a minute has passed."""
    start = since or 0
    end = until if until is not None else -(-max(scene.now, 1) // MINUTE) * MINUTE
    end = max(end, start + MINUTE)
    cells = max(10, width - _NAME - 1)
    reader = scene.reader
    key = ("lanes", reader.lang, start, end, cells, tuple(scene.charts))
    return kept(reader.record, key, lambda: _page(scene, start, end, cells))


def _page(scene: Scene, start: int, end: int, cells: int) -> Page:
    _ = scene.reader._
    title = _("Lanes {since} .. {until}").format(
        since=drill_time(start), until=drill_time(end)
    )
    return Page(title, tuple(_lines(scene, start, end, cells)))


def _lines(scene: Scene, start: int, end: int, cells: int) -> Iterator[Cell]:
    marks = _marks(scene, start, end, cells)
    yield Cell(" " * (_NAME + 1) + _axis(start, end, cells), "dim")
    names = dict.fromkeys(c.department for c in scene.charts.values())
    for name in names:
        title = one_line(scene.reader.department(name))[:_NAME]
        drawn = "".join(marks.get((name, place), ".") for place in range(cells))
        yield Cell(f"{title:{_NAME}} {drawn}")
    clock = "".join(marks.get(("", place), ".") for place in range(cells))
    yield Cell(f"{scene.reader._('drill')[:_NAME]:{_NAME}} {clock}")
    legend = scene.reader._(
        "S start  ! inject  * decision  x late  + step  @ update  = ack  ~ note  "
        "o clock"
    )
    yield Cell(legend, "dim")


def _marks(
    scene: Scene, start: int, end: int, cells: int
) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    # The weightiest last, over the others.
    for mark in reversed(_WEIGHT):
        for home, times in _times(scene)[mark].items():
            for place in _hit(times, start, end, cells):
                found[home, place] = mark
    return found


def _hit(times: list[int], start: int, end: int, cells: int) -> Iterator[int]:
    """The stretches in which any of some times lies, which are in order."""
    at, last = bisect_left(times, start), bisect_right(times, end)
    while at < last:
        place = min(cells - 1, (times[at] - start) * cells // (end - start))
        yield place
        # On to the first time of a later stretch.
        behind = start - (-(place + 1) * (end - start) // cells)
        at = last if place == cells - 1 else bisect_left(times, behind, at, last)


def _times(scene: Scene) -> dict[str, dict[str, list[int]]]:
    """When each mark was made in each department, the earliest first."""
    return growing(
        scene.reader.record,
        "times of marks",
        lambda: {mark: {} for mark in _WEIGHT},
        lambda found, news: _add_times(scene, found, news),
    )


def _add_times(
    scene: Scene, found: dict[str, dict[str, list[int]]], news: Entries
) -> None:
    where = homes(scene.reader)[len(scene.reader.record.happenings) - len(news) :]
    marks = {kind: _SHOWN.get(kind) or _of_clock(kind) for kind in MARKS}
    for home, h in zip(where, news, strict=True):
        mark = marks[type(h.event)]
        if not mark:
            continue
        if mark == "x" and getattr(h.event, "obligation", "").startswith("expected:"):
            continue
        times = found[mark].setdefault(home, [])
        # What is said to have happened earlier stands where it happened.
        if times and times[-1] > h.at:
            insort(times, h.at)
        else:
            times.append(h.at)


def _of_clock(kind: type) -> str:
    return CLOCK[0] if MARKS[kind] == CLOCK else ""


def _axis(start: int, end: int, cells: int) -> str:
    """Four times over the lanes."""
    line = [" "] * cells
    for quarter in range(4):
        at = quarter * cells // 4
        text = span(start + (end - start) * quarter // 4)
        line[at : at + len(text)] = text
    return "".join(line)[:cells]
