"""CSV as spreadsheet programs write it, in and out.

They separate by comma, semicolon or tab, begin with a byte-order mark or none, break
lines inside quotes, and one still writes Windows-1251.  What is guessed is told.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from drillkit.errors import TableError
from drillkit.exchange.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Said,
    Sheet,
    cell_name,
    guarded,
    said,
)
from drillkit.language import N_

DELIMITERS: Final = (";", ",", "\t")
BOM: Final = "\ufeff"
_SEPARATOR: Final = re.compile(r"\A\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_CYRILLIC: Final = re.compile("[А-Яа-яЁё]")
_STRANGE: Final = re.compile("[\x80-\x9f‚„…†‡‰‹‘’“”•™›]")


def read_csv(data: bytes, path: str, delimiter: str = "") -> Sheet:
    """The table in *data*; TableError, with its line, if it is none."""
    text, remarks = _decoded(data, path)
    if announced := _SEPARATOR.match(text):
        delimiter = delimiter or announced[1]
    # The line that announces it is kept as an empty row: cells keep their names.
    text = _SEPARATOR.sub("\n", text)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter or _delimiter(text), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for cells in reader:
            _refuse_large(cells, len(rows), path)
            rows.append(tuple(cells))
    except csv.Error as error:
        raise TableError(
            N_("{path}: line {line} is not CSV as spreadsheets write it"),
            way_out=N_("see whether a quotation mark is closed; save it as XLSX"),
            path=path,
            line=reader.line_num,
        ) from error
    return Sheet(tuple(rows), remarks=remarks)


def write_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    """A table that every spreadsheet program opens by a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    # Without the mark Excel takes UTF-8 for the code page of its country.
    return (BOM + text.getvalue()).encode()


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Said, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise _not_text(path) from error
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _russian(data, path)


def _russian(data: bytes, path: str) -> tuple[str, tuple[Said, ...]]:
    """The code page of Russian Windows, if that makes Russian words of it."""
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise _not_text(path) from error
    if len(_CYRILLIC.findall(text)) <= 4 * len(_STRANGE.findall(text)):
        raise _not_text(path)
    remark = N_("it is not UTF-8; it was read as Windows-1251, so look at the words")
    return text, (said(remark),)


def _not_text(path: str) -> TableError:
    return TableError(
        N_("{path} is neither UTF-8 nor Windows-1251 text"),
        way_out=N_('save it as "CSV UTF-8" or as XLSX'),
        path=path,
    )


def _delimiter(text: str) -> str:
    """What stands most often outside quotes in the first lines."""
    head = re.sub(r'"[^"]*"', "", text[:20_000])
    lines = [line for line in head.splitlines() if line.strip()][:10]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in DELIMITERS}
    return max(counts, key=lambda mark: counts[mark])


def _refuse_large(cells: Sequence[str], row: int, path: str) -> None:
    if row >= MOST_ROWS:
        raise too_many_rows(path)
    if len(cells) > MOST_COLUMNS:
        raise too_many_columns(path, row)
    for column, cell in enumerate(cells):
        if len(cell) > LONGEST_CELL:
            raise too_long(path, row, column)


def too_many_rows(path: str) -> TableError:
    """More rows than a table of injects can have."""
    return TableError(
        N_("{path} has more than {most} rows"),
        way_out=N_("export only the table of injects"),
        path=path,
        most=MOST_ROWS,
    )


def too_many_columns(path: str, row: int) -> TableError:
    """A row that is wider than a table of injects can be."""
    return TableError(
        N_("{path}: row {row} has more than {most} columns"),
        way_out=N_("export only the table of injects"),
        path=path,
        row=row + 1,
        most=MOST_COLUMNS,
    )


def too_long(path: str, row: int, column: int) -> TableError:
    """A cell that holds more than a text of a plan may."""
    return TableError(
        N_("{path}: cell {cell} is longer than {most} characters"),
        way_out=N_("shorten it, or attach the text outside the plan"),
        path=path,
        cell=cell_name(row, column),
        most=LONGEST_CELL,
    )
