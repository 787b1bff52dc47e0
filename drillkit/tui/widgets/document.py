"""A Markdown document, laid out once for a width and then drawn line by line."""

from rich.console import Console
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from drillkit.tui.widgets.page import PageView


class DocumentView(PageView):
    """The report so far; where it was being read stays in sight when it grows."""

    text = ""
    _strips: tuple[Strip, ...] = ()

    def show_text(self, title: str, text: str) -> None:
        self.border_title = title.replace("[", r"\[")
        if text != self.text:
            self.text = text
            self._lay_out()

    def select(self, at: int) -> None:
        y = min(at, len(self._strips))
        self.scroll_to(y=y, animate=False, immediate=True)

    def on_resize(self, _event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        # Whoever never opens a report never pays for Markdown.
        from rich.markdown import Markdown

        console = Console(width=width, color_system=None, file=None)
        options = console.options.update(width=width, height=None)
        lines = console.render_lines(Markdown(self.text), options, pad=False)
        self._strips = tuple(Strip(_uncoloured(line)) for line in lines)
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at = y + round(self.scroll_y)
        width = self.scrollable_content_region.width
        strip = self._strips[at] if at < len(self._strips) else Strip.blank(0)
        return strip.adjust_cell_length(width).apply_style(self.tone("plain"))


def _uncoloured(line: list[Segment]) -> list[Segment]:
    """Bold and italics say enough; the colours are the theme's."""
    return [
        Segment(part.text, part.style.without_color if part.style else None)
        for part in line
        if not part.control
    ]
