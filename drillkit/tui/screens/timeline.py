"""The timeline: a lane for each department, the entries, and the one looked at."""

from collections.abc import Iterable

from drillkit.tui.scene import Scene
from drillkit.tui.screens.mode import ModeScreen, Panel
from drillkit.tui.widgets.page import BLANK, PageView
from drillkit.tui.widgets.table import TableView


class TimelineScreen(ModeScreen):
    """Key 3.  The view itself filters, since most rows are never told."""

    mode = "timeline"
    places = (("entries",), ("lanes",), ("detail",))
    words = ""

    def panels(self) -> Iterable[Panel]:
        yield PageView(id="lanes")
        yield TableView(id="entries")
        yield PageView(id="detail")

    @property
    def entries(self) -> TableView:
        return self.query_one("#entries", TableView)

    def show(self, scene: Scene) -> None:
        lanes = self.query_one("#lanes", PageView)
        width = lanes.scrollable_content_region.width or self.size.width - 4
        timeline = self.sights.timeline(scene, self.words, width)
        lanes.show(timeline.lanes)
        self.entries.show(timeline.entries)
        self.show_row(scene)

    def show_row(self, scene: Scene) -> None:
        ref = self.entries.ref
        page = self.sights.instructions(scene, ref) if ref else BLANK
        self.query_one("#detail", PageView).show(page)

    def filter_by(self, view: TableView, words: str) -> None:
        self.words = words
        self.entries.filter = words
        if self.told:
            self.show(self.told.scene)

    def meant(self, name: str) -> bool:
        match name:
            case "timeline.newest":
                self.entries.to_newest()
            case "timeline.next-mark":
                self._to_mark(1)
            case "timeline.previous-mark":
                self._to_mark(-1)
            case _:
                return super().meant(name)
        return True

    def _to_mark(self, by: int) -> None:
        """The next row that stands out: an inject, a decision, something late."""
        rows = self.entries.table.rows
        at = self.entries.cursor + by
        while 0 <= at < len(rows):
            if any(cell.tone not in ("plain", "dim") for cell in rows[at].cells):
                self.entries.select(at)
                return
            at += by
