"""Cells to strips: what the widgets that draw line by line have in common."""

from collections.abc import Iterable
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from drillkit.tui.view.values import Cell, Tone
from drillkit.tui.widgets.fitting import shown

TONES: Final = frozenset(
    f"tone--{tone}"
    for tone in (
        "plain",
        "dim",
        "good",
        "attention",
        "urgent",
        "late",
        "strong",
        "mark",
    )
)


def tone_style(widget: Widget, tone: Tone) -> Style:
    """A tone over the widget's own colours, in the present theme.

    The toolkit keeps it until styles change; a widget's own style it reckons anew
    for every line.
    """
    return widget.get_component_rich_style(f"tone--{tone}")


def drawn(
    widget: Widget, cells: Iterable[Cell], width: int, over: Style | None = None
) -> Strip:
    """One line of cells; *over* is laid over all of it, the rest of it too."""
    segments = []
    for cell in cells:
        style = tone_style(widget, cell.tone)
        segments.append(Segment(shown(cell.text), style + over if over else style))
    rest = tone_style(widget, "plain")
    return Strip(segments).adjust_cell_length(width, rest + over if over else rest)
