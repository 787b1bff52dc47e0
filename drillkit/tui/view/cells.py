"""Cells and tables: texts made harmless, columns as wide as what stands in them.

What people typed reaches a screen only through here, so no control sequence of
theirs steers a terminal.  Knows nothing of drills.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drillkit.review.clean import one_line
from drillkit.tui.view.values import Cell, Column, Page, Ref, Row, Table, Tone


@dataclass(frozen=True, slots=True)
class Fit:
    """A column that is as wide as its widest cell, up to ``most``; 0 takes the rest."""

    title: str = ""
    most: int = 0
    is_right: bool = False
    drops: int = 0


def cell(text: str, tone: Tone = "plain") -> Cell:
    """Words of anybody, on one line."""
    # Nearly all words are harmless as they are, and a screen has a thousand.
    if text.isprintable() and "  " not in text:
        return Cell(text.strip(), tone)
    return Cell(one_line(text), tone)


def row(ref: Ref | None, *cells: Cell) -> Row:
    """One line of a table."""
    return Row(cells, ref)


def fitted(
    title: str, fits: Sequence[Fit], rows: Iterable[Row], empty: str = ""
) -> Table:
    """A table whose columns fit its rows."""
    told = tuple(rows)
    texts = [[cell.text for cell in row.cells] for row in told]
    columns = tuple(_column(fit, place, texts) for place, fit in enumerate(fits))
    return Table(one_line(title), columns, told, empty)


def _column(fit: Fit, place: int, texts: Sequence[Sequence[str]]) -> Column:
    widest = 0
    if fit.most:
        lengths = [len(line[place]) for line in texts if place < len(line)]
        widest = min(fit.most, max(lengths, default=0))
        # A column in which nothing stands keeps a blank, for 0 would take the rest.
        widest = max(widest, min(fit.most, len(fit.title)), 1)
    return Column(fit.title, widest, fit.is_right, fit.drops)


def page(title: str, lines: Iterable[Cell | None]) -> Page:
    """A page of the lines there are."""
    return Page(one_line(title), tuple(line for line in lines if line is not None))
