"""A sheet of cells, as a spreadsheet program keeps it, and what may stand in one.

Texts that a spreadsheet would take for a formula are written so that it does not, and
read back as they were.  Knows neither CSV nor XLSX, nor what a table is about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

Value: TypeAlias = str | int | float | bool | datetime | date | time | timedelta

# What no table of injects reaches, and what still fits into memory many times over.
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 20 * 1024 * 1024
# Styles and the like are read as one tree, which takes many times their size.
MOST_OF_A_PART: Final = 2 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 256
LONGEST_CELL: Final = 10_000

# What no plan may hold, because nobody sees it there.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)

# How formulas begin, in the letters of East Asian keyboards too.
_FORMULA: Final = re.compile("[=+\\-@\t\r\n＝＋－＠|%]")
_GUARDED: Final = re.compile(f"'+{_FORMULA.pattern}")


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say about a file or a cell: a message id and its words."""

    says: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells.  ``formulas`` are cells that held one and show its last value."""

    rows: tuple[tuple[Value, ...], ...]
    name: str = ""
    remarks: tuple[Said, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()

    def at(self, row: int, column: int) -> Value:
        """The cell's value; "" where nothing is."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


def said(says: str, **words: object) -> Said:
    """A sentence with its words."""
    return Said(says, tuple((key, str(word)) for key, word in words.items()))


def column_name(column: int) -> str:
    """0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """As spreadsheets name it: the first is A1."""
    return f"{column_name(column)}{row + 1}"


def listed_cells(cells: Sequence[tuple[int, int]]) -> str:
    """Names of cells of one column, those below each other as a range."""
    stretches: list[list[tuple[int, int]]] = []
    for row, column in cells:
        if stretches and stretches[-1][-1] == (row - 1, column):
            stretches[-1].append((row, column))
        else:
            stretches.append([(row, column)])
    named = [
        cell_name(*one[0])
        if len(one) == 1
        else f"{cell_name(*one[0])}-{cell_name(*one[-1])}"
        for one in stretches
    ]
    return ", ".join(named)


def text_of(value: Value) -> str:
    """A cell as words, without what spreadsheets add: 12.0 is "12"."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            plain = UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
            return unguarded(plain.strip())
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def guarded(text: str) -> str:
    """*text*, behind an apostrophe if a spreadsheet would calculate it."""
    is_odd = _FORMULA.match(text) or _GUARDED.match(text)
    return f"'{text}" if is_odd else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text


def doubled(text: str) -> str:
    """*text* where a cell is known to be text, so that reading it gives it back."""
    return f"'{text}" if _GUARDED.match(text) else text
