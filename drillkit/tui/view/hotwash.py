"""What departments say right after play, as it is being written down."""

from typing import Final

from drillkit.engine.events import HotWashNoted
from drillkit.review.record import Happening
from drillkit.review.telling.story import WASHED
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.values import EntryRef, Row, Table

FITS: Final = (Fit("", 20), Fit("", 12), Fit(), Fit("", 22, drops=1))


def hot_wash(scene: Scene) -> Table:
    """Every point by department; within one in the order of the kinds."""
    reader, sorts = scene.reader, list(WASHED)
    points = sorted(
        reader.record.of(HotWashNoted),
        key=lambda h: (h.event.department, sorts.index(h.event.sort), h.seq),
    )
    rows = [_row(scene, h) for h in points]
    empty = reader._("Nobody has said anything about it yet.")
    return fitted(reader._("Hot wash"), FITS, rows, empty)


def _row(scene: Scene, h: Happening[HotWashNoted]) -> Row:
    reader, event = scene.reader, h.event
    return row(
        EntryRef(h.seq),
        cell(reader.department(event.department)),
        cell(reader._(WASHED[event.sort]), "dim"),
        cell(event.text),
        cell(reader.role(event.owner) if event.owner else "", "dim"),
    )
