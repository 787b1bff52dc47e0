"""Running text in a panel, broken to the width of the panel."""

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drillkit.tui.view.values import Cell, Page
from drillkit.tui.widgets.drawing import TONES, Toned, drawn
from drillkit.tui.widgets.fitting import wrapped

BLANK = Page("", ())


class PageView(ScrollView, Toned, can_focus=True):
    """One ``values.Page``."""

    COMPONENT_CLASSES = set(TONES)

    def __init__(self, *, id: str | None = None, classes: str = "panel") -> None:
        super().__init__(id=id, classes=classes)
        self.page_shown = BLANK
        self._lines: list[Cell] = []

    def show(self, page: Page) -> None:
        """Draw *page* from now on; another page is shown from its top."""
        if page == self.page_shown:
            return
        is_other = page.title != self.page_shown.title
        self.page_shown = page
        self.border_title = page.title.replace("[", r"\[")
        self._break()
        if is_other:
            self.scroll_to(y=0, animate=False, immediate=True)

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.scroll_to(y=self.scroll_y + by, animate=False, immediate=True)

    def page(self, by: int) -> None:
        self.move(by * max(1, self.scrollable_content_region.height - 1))

    def select(self, at: int) -> None:
        """Scroll to a line."""
        self.scroll_to(y=min(at, len(self._lines)), animate=False, immediate=True)

    def on_resize(self, _event: events.Resize) -> None:
        self._break()

    def _break(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        self._lines = [
            Cell(line, cell.tone)
            for cell in self.page_shown.lines
            for line in wrapped(cell.text, max(1, width))
        ]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at = y + round(self.scroll_y)
        line = [self._lines[at]] if at < len(self._lines) else []
        return drawn(self, line, self.scrollable_content_region.width)
