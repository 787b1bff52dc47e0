"""Panels as lines of text: for the line mode, for screen readers and for tests.

What a terminal has no room for is cut with an ellipsis; columns that may go, go
first.  Knows no colours.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from textwrap import wrap
from typing import Final

from drillkit.tui.view.values import Column, Frame, Page, Row, Table

# Words in less than this are not worth reading.
_LEAST: Final = 24
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"


def draw_frame(frame: Frame, width: int = 100) -> str:
    """The bar, the notice and every alarm."""
    top = frame.top
    parts = (
        top.exercise,
        top.title,
        top.state.text,
        top.drill_time,
        top.story_time,
        top.seat,
        top.level.text,
        top.restored,
        top.command,
        top.link.text,
        top.seq,
    )
    lines = wrap(" | ".join(part for part in parts if part), width)
    lines.append(cut(top.soonest.text, width))
    if frame.notice:
        lines += wrap(frame.notice, width)
    lines += [cut(alarm.text, width) for alarm in frame.alarms]
    return "\n".join(line.rstrip() for line in lines)


def draw_table(table: Table, width: int = 100, most: int | None = None) -> str:
    """A title, and a line for each row; *most* of them."""
    columns = shown_columns(table.columns, width)
    lines = [f"-- {table.title}"]
    if any(table.columns[place].title for place, _ in columns):
        lines.append(_line([table.columns[p].title for p, _ in columns], columns))
    lines += [
        _line([row_text(row, place) for place, _ in columns], columns)
        for row in islice(table.rows, most)
    ]
    if not table.rows:
        lines.append(table.empty)
    return "\n".join(line.rstrip() for line in lines)


def draw_page(page: Page, width: int = 100) -> str:
    """A title and its lines, broken at *width*."""
    lines = [f"-- {page.title}"]
    for line in page.lines:
        lines += wrap(line.text, width) or [""]
    return "\n".join(lines)


def row_text(row: Row, place: int) -> str:
    """What stands in one column of a row."""
    return row.cells[place].text if place < len(row.cells) else ""


def cut(text: str, width: int) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= width else text[: max(0, width - 1)] + ELLIPSIS


def shown_columns(
    columns: Sequence[Column], width: int
) -> tuple[tuple[int, Column], ...]:
    """The columns there is room for, each with its place and its width."""
    kept = list(enumerate(columns))
    order = sorted({c.drops for c in columns if c.drops})
    for drops in order:
        if _room(kept, width) >= _LEAST:
            break
        kept = [(place, c) for place, c in kept if c.drops != drops]
    return tuple(_spread(kept, width))


def _room(columns: Sequence[tuple[int, Column]], width: int) -> int:
    """What is left for words beside the columns of a fixed width."""
    fixed = sum(c.width for _, c in columns) + len(columns) - 1
    loose = sum(1 for _, c in columns if not c.width)
    return (width - fixed) // loose if loose else _LEAST


def _spread(
    columns: Sequence[tuple[int, Column]], width: int
) -> Iterator[tuple[int, Column]]:
    rest = max(8, _room(columns, width))
    for place, c in columns:
        yield place, c if c.width else Column(c.title, rest, c.is_right, c.drops)


def _line(texts: Sequence[str], columns: Sequence[tuple[int, Column]]) -> str:
    cells = []
    for text, (_, column) in zip(texts, columns, strict=True):
        shown = cut(text, column.width)
        width = column.width
        cells.append(shown.rjust(width) if column.is_right else shown.ljust(width))
    return " ".join(cells)
