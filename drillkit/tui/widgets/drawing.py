"""Cells to strips: what the widgets that draw line by line have in common."""

from collections.abc import Iterable
from functools import cached_property
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


class Toned(Widget):
    """A widget drawn in tones over its own colours, in the present theme.

    A style is reckoned through all ancestors, and the toolkit keeps it no longer than
    until the widget changes; here it is kept until styles do.  Each kind names the
    ``TONES`` itself: the toolkit inherits them from the first base alone.
    """

    COMPONENT_CLASSES = set(TONES)

    @cached_property
    def _styled(self) -> dict[tuple[str, bool], Style]:
        return {}

    def notify_style_update(self) -> None:
        self._styled.clear()
        super().notify_style_update()

    def tone(self, tone: Tone) -> Style:
        """The style of a tone."""
        return self._style(f"tone--{tone}", False)

    def part(self, name: str) -> Style:
        """What is laid over the tones of a line."""
        return self._style(name, True)

    def _style(self, name: str, is_partial: bool) -> Style:
        key = name, is_partial
        if key not in self._styled:
            found = self.get_component_rich_style(name, partial=is_partial)
            self._styled[key] = found
        return self._styled[key]


def drawn(
    widget: Toned, cells: Iterable[Cell], width: int, over: Style | None = None
) -> Strip:
    """One line of cells; *over* is laid over all of it, the rest of it too."""
    segments = []
    for cell in cells:
        style = widget.tone(cell.tone)
        segments.append(Segment(shown(cell.text), style + over if over else style))
    rest = widget.tone("plain")
    return Strip(segments).adjust_cell_length(width, rest + over if over else rest)
