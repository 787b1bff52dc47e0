"""Lanes: the whole drill on one screen, a line for each department.

Each column is a stretch of drill time and shows the weightiest mark in it.
"""

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
    where = homes(scene.reader)
    weight = {mark: place for place, mark in enumerate(_WEIGHT)}
    marks = {kind: _SHOWN.get(kind) or _of_clock(kind) for kind in MARKS}
    for place, h in enumerate(scene.reader.record.happenings):
        mark = marks[type(h.event)]
        if not mark or not start <= h.at <= end:
            continue
        if mark == "x" and getattr(h.event, "obligation", "").startswith("expected:"):
            continue
        at = (where[place], min(cells - 1, (h.at - start) * cells // (end - start)))
        before = found.get(at)
        if before is None or weight[mark] < weight[before]:
            found[at] = mark
    return found


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
