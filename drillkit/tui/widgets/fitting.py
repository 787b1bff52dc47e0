"""Texts and columns made to fit a width; knows no terminal and no colour.

A width is counted in a terminal's cells: what people type may be wide, and what they
paste may hold anything.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, set_cell_size

from drillkit.review.clean import one_line
from drillkit.tui.view.values import Cell, Column

# Narrower, a column of free text says nothing.
LEAST: Final = 14
GAP: Final = 1
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """*text* without what would steer the terminal, on one line."""
    if text.isprintable():
        return text
    # A non-breaking space is not "printable" and common in our own numbers.
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    return text if text.isprintable() else _UNPRINTABLE.sub("", one_line(text))


def fitted(text: str, width: int, *, is_right: bool = False, more: str = "…") -> str:
    """Exactly *width* cells of *text*; what is cut off leaves a mark."""
    text = shown(text)
    size = len(text) if text.isascii() else cell_len(text)
    if size > width:
        return set_cell_size(text, max(0, width - 1)) + more if width else ""
    filling = " " * (width - size)
    return filling + text if is_right else text + filling


def wrapped(text: str, width: int) -> Iterator[str]:
    """*text* in lines of at most *width* cells, broken at spaces where there are any;
    later lines keep the indent of the first.  What fits is left as it stands."""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    if cell_len(text) <= width:
        yield shown(text)
        return
    indent = text[: len(text) - len(text.lstrip(" "))][: width // 2]
    line = ""
    for word in shown(text).split():
        while cell_len(indent) + cell_len(word) > width:
            room = width - cell_len(indent)
            head, word = set_cell_size(word, room), word[room:]
            if line:
                yield indent + line
                line = ""
            yield indent + head
        longer = f"{line} {word}" if line else word
        if cell_len(indent) + cell_len(longer) <= width:
            line = longer
        else:
            yield indent + line
            line = word
    yield indent + line


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """How wide each column is drawn; 0 for those that there is no room for."""
    kept = list(range(len(columns)))
    for_drop = sorted(
        (at for at in kept if columns[at].drops), key=lambda at: columns[at].drops
    )
    while _needed(columns, kept) > width and for_drop:
        kept.remove(for_drop.pop(0))
    free = [at for at in kept if not columns[at].width]
    left = width - sum(columns[at].width for at in kept) - GAP * (len(kept) - 1)
    drawn = [0] * len(columns)
    for at in kept:
        drawn[at] = columns[at].width
    for n, at in enumerate(free):
        drawn[at] = max(0, (left + n) // len(free))
    return tuple(drawn)


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    each = (columns[at].width or LEAST for at in kept)
    return sum(each) + GAP * max(0, len(kept) - 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: the lowest ``rank`` goes first, an elastic one shrinks."""

    cell: Cell
    rank: int
    least: int = 0


def bar(parts: Sequence[Part], width: int, between: str = "  ") -> list[Cell]:
    """The parts of a bar that fit *width*, in their order."""
    kept = [part for part in parts if part.cell.text]
    while kept and _bar_needs(kept, between) > width:
        kept.remove(min(kept, key=lambda part: part.rank))
    room = _shared(kept, width - _bar_needs(kept, between))
    cells: list[Cell] = []
    for part, size in zip(kept, room, strict=True):
        if cells:
            cells.append(Cell(between))
        cells.append(Cell(fitted(part.cell.text, size), part.cell.tone))
    return cells


def _shared(parts: Sequence[Part], spare: int) -> list[int]:
    """The width of each part: what is spare goes to the highest rank first."""
    room = [_least(part) for part in parts]
    for at in sorted(range(len(parts)), key=lambda at: -parts[at].rank):
        more = min(spare, cell_len(shown(parts[at].cell.text)) - room[at])
        room[at] += more
        spare -= more
    return room


def _least(part: Part) -> int:
    size = cell_len(shown(part.cell.text))
    return min(part.least, size) if part.least else size


def _bar_needs(parts: Sequence[Part], between: str) -> int:
    return sum(map(_least, parts)) + len(between) * max(0, len(parts) - 1)
