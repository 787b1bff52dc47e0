"""A table of a view, drawn line by line: only the rows in sight are ever told.

What is selected is what a row is about, not where it stands, so that rows may come
and go above it.  A list whose newest row is selected stays at its newest row.
"""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drillkit.tui.view.timeline import Entries
from drillkit.tui.view.values import Cell, EntryRef, Ref, Row, Table
from drillkit.tui.widgets.drawing import TONES, Toned, drawn
from drillkit.tui.widgets.fitting import fitted, widths

# How far from where it was a row is looked for among rows that are told lazily.
NEAR: Final = 400
NOTHING: Final = Table("", (), ())


class TableView(ScrollView, Toned, can_focus=True):
    """One ``values.Table``."""

    COMPONENT_CLASSES = set(TONES) | {"table--head", "table--cursor", "table--here"}

    class Moved(Message):
        """Another row is selected."""

        def __init__(self, view: "TableView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "TableView":
            return self.view

    class Opened(Moved):
        """The selected row was opened."""

    def __init__(self, *, id: str | None = None, classes: str = "panel") -> None:
        super().__init__(id=id, classes=classes)
        self.table = NOTHING
        self.filter = ""
        self.behind = ""
        self.more = "…"
        self.cursor = 0
        self._rows: Sequence[Row] = ()
        self._width = -1
        self._widths: tuple[int, ...] = ()

    @property
    def row(self) -> Row | None:
        """The selected row."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def ref(self) -> Ref | None:
        """What the selected row is about."""
        row = self.row
        return row.ref if row else None

    @property
    def has_head(self) -> bool:
        return any(column.title for column in self.table.columns)

    def show(self, table: Table) -> None:
        """Draw *table* from now on."""
        if table == self.table:
            return
        ref, was_newest = self.ref, self._is_newest()
        before, self.table = self.table, table
        rows, self._rows = self._rows, self._passing(table.rows)
        if self._is_alike(before, rows, ref):
            self._redraw(rows)
            return
        at = self._newest() if was_newest else _place(self._rows, ref, self.cursor)
        self._settle(at)

    def _is_alike(self, before: Table, rows: Sequence[Row], ref: Ref | None) -> bool:
        """Whether only what stands in the rows is different."""
        return (
            isinstance(self._rows, tuple)
            and len(rows) == len(self._rows)
            and self.ref == ref
            and (before.title, before.columns, before.empty)
            == (self.table.title, self.table.columns, self.table.empty)
        )

    def _redraw(self, before: Sequence[Row]) -> None:
        """Draw the lines in sight that are different: every second most are not."""
        top, width = round(self.scroll_y), self.size.width
        for y in range(min(self._room, len(before) - top)):
            if before[top + y] != self._rows[top + y]:
                self.refresh(Region(0, y + self.has_head, width, 1))

    def filter_by(self, words: str) -> None:
        """Show only the rows that hold *words*."""
        ref = self.ref
        self.filter = words
        self._rows = self._passing(self.table.rows)
        self._settle(_place(self._rows, ref, self.cursor))

    def _passing(self, rows: Sequence[Row]) -> Sequence[Row]:
        if not self.filter:
            return rows
        words = self.filter.casefold().split()
        return tuple(row for row in rows if _holds(row, words))

    def _settle(self, at: int) -> None:
        """Everything that follows from other rows, or from another selection."""
        before = self.cursor - round(self.scroll_y)
        moved = at != self.cursor
        self.cursor = at
        self._measure()
        if moved and self.size.height:
            self.scroll_to(y=max(0, at - before), animate=False, immediate=True)
        self._keep_in_sight()
        self._caption()
        self.refresh()

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self._rows) + self.has_head)
        self._width = -1

    def _caption(self) -> None:
        title = f"{self.table.title}  /{self.filter}" if self.filter else None
        self.border_title = (title or self.table.title).replace("[", r"\[")
        count = len(self._rows)
        here = f"{self.cursor + 1}/{count}" if count > self._room else ""
        self.border_subtitle = "  ".join(x for x in (self.behind, here) if x) or None

    def hide_behind(self, said: str) -> None:
        """Say what else there is in this place."""
        if said != self.behind:
            self.behind = said
            self._caption()

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.height - self.has_head)

    def move(self, by: int) -> None:
        """Select the row *by* rows further down."""
        self.select(self.cursor + by)

    def select(self, at: int) -> None:
        """Select a row by its place, the nearest one there is."""
        at = max(0, min(at, len(self._rows) - 1))
        if at == self.cursor:
            return
        self.cursor = at
        self._keep_in_sight()
        self._caption()
        self.refresh()
        self.post_message(self.Moved(self))

    def page(self, by: int) -> None:
        """Move by as many rows as are in sight."""
        self.move(by * self._room)

    def to_newest(self) -> None:
        self.select(self._newest())

    def open(self) -> None:
        """Say that the selected row was opened."""
        if self.row:
            self.post_message(self.Opened(self))

    def _newest(self) -> int:
        """Where the newest entry stands: lists may run either way."""
        if not self._rows:
            return 0
        first, last = self._rows[0].ref, self._rows[-1].ref
        is_down = (
            isinstance(first, EntryRef)
            and isinstance(last, EntryRef)
            and last.seq > first.seq
        )
        return len(self._rows) - 1 if is_down else 0

    def _is_newest(self) -> bool:
        return isinstance(self.ref, EntryRef) and self.cursor == self._newest()

    def _keep_in_sight(self) -> None:
        if not self.size.height:
            # Behind another panel there is no sight, and its place is kept.
            return
        top, room = round(self.scroll_y), self._room
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + room:
            y = self.cursor - room + 1
            self.scroll_to(y=y, animate=False, immediate=True)

    def on_resize(self, _event: events.Resize) -> None:
        self._measure()
        self._keep_in_sight()
        self._caption()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        at = round(self.scroll_y) + event.get_content_offset_capture(self).y
        at -= self.has_head
        if not 0 <= at < len(self._rows):
            return
        self.select(at)
        if event.chain == 2:
            self.open()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if width != self._width:
            # A scroll bar may have come or gone since anybody measured.
            self._width, self._widths = width, widths(self.table.columns, width)
        if self.has_head and y == 0:
            head = tuple(Cell(column.title) for column in self.table.columns)
            return drawn(self, self._cells(head), width, self.part("table--head"))
        at = y + round(self.scroll_y) - self.has_head
        if at >= len(self._rows):
            says = self.table.empty if at == 0 and not self._rows else ""
            return drawn(self, [Cell(fitted(says, width), "dim")], width)
        over = None
        if at == self.cursor:
            over = self.part("table--cursor" if self.has_focus else "table--here")
        return drawn(self, self._cells(self._rows[at].cells), width, over)

    def _cells(self, cells: Sequence[Cell]) -> list[Cell]:
        line: list[Cell] = []
        for column, width, cell in zip(
            self.table.columns, self._widths, cells, strict=False
        ):
            if not width:
                continue
            if line:
                line.append(Cell(" "))
            text = fitted(cell.text, width, is_right=column.is_right, more=self.more)
            line.append(Cell(text, cell.tone))
        return line


def _holds(row: Row, words: Sequence[str]) -> bool:
    text = " ".join(cell.text for cell in row.cells).casefold()
    return all(word in text for word in words)


def _place(rows: Sequence[Row], ref: Ref | None, near: int) -> int:
    """Where the row about *ref* stands, looked for around *near*."""
    if isinstance(rows, Entries) and isinstance(ref, EntryRef):
        found = rows.place_of(ref.seq)
        return near if found is None else found
    last = len(rows) - 1
    near = max(0, min(near, last))
    if ref is None or last < 0:
        return near
    for away in range(NEAR):
        for at in {near + away, near - away}:
            if 0 <= at <= last and rows[at].ref == ref:
                return at
        if near - away < 0 and near + away > last:
            break
    return near
