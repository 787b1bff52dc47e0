"""XLSX in and out: the one door to openpyxl.

A workbook is a ZIP of XML, so its sizes are looked at before anything is unpacked, and
what may define entities is refused.  Formulas are never calculated: a cell that holds
one is read as it was last shown.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from drillkit.errors import TableError
from drillkit.exchange.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_OF_A_PART,
    MOST_ROWS,
    MOST_UNPACKED,
    Sheet,
    Value,
    doubled,
    text_of,
)
from drillkit.exchange.commas import too_long, too_many_columns, too_many_rows
from drillkit.language import N_

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DOCTYPES: Final = tuple(
    "<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")
)
# Parts that are read row by row, and so may be large.
_LONG_PARTS: Final = ("xl/worksheets/", "xl/sharedStrings")
_CHUNK: Final = 1024 * 1024
# Widths of columns in characters, by how long what stands in them is.
_WIDEST: Final = 60


def read_xlsx(data: bytes, path: str, wanted: str = "") -> Sheet:
    """The sheet called *wanted* of a workbook, or its first."""
    openpyxl = _openpyxl()
    _look_inside(data, path)
    try:
        shown = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        typed = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        names = [sheet.title for sheet in shown.worksheets]
        name = wanted or next(iter(names), "")
        if name not in names:
            raise _no_sheet(path, name, names)
        return _read_sheet(shown[name], typed[name], path)
    except TableError:
        raise
    except Exception as error:
        # The library says in a dozen ways that a file is not what it seems.
        raise _no_workbook(path) from error


def write_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """A workbook of one sheet whose cells are all text."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                _write_cell(sheet.cell(number, column), text, is_head=number == 1)
    sheet.freeze_panes = "A2"
    _set_widths(sheet, rows)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise TableError(
            N_("XLSX needs a package that is not installed here: {name}"),
            way_out=N_('pip install "drillkit[xlsx]", or use CSV'),
            name="openpyxl",
        ) from error
    return openpyxl


def _look_inside(data: bytes, path: str) -> None:
    """Refuse what would not fit, by what the parts say and by what they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = 0
            for part in parts.infolist():
                unpacked += part.file_size
                is_long = part.filename.startswith(_LONG_PARTS)
                most = MOST_UNPACKED if is_long else MOST_OF_A_PART
                if unpacked > MOST_UNPACKED or part.file_size > most:
                    raise TableError(
                        N_("{path} would unpack to more than {most} MB"),
                        way_out=N_("save the table of injects alone, without pictures"),
                        path=path,
                        most=MOST_UNPACKED // (1024 * 1024),
                    )
                if part.filename.endswith((".xml", ".rels")):
                    with parts.open(part) as stream:
                        _refuse_entities(stream, path)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _no_workbook(path) from error
    except (OSError, ValueError, zlib.error) as error:
        raise _no_workbook(path) from error


def _refuse_entities(stream: Any, path: str) -> None:
    tail = b""
    # A part ends where it says it ends, so no more is unpacked than was counted.
    while chunk := stream.read(_CHUNK):
        if any(mark in tail + chunk for mark in _DOCTYPES):
            raise _no_workbook(path)
        tail = chunk[-32:]


def _read_sheet(shown: Any, typed: Any, path: str) -> Sheet:
    rows: list[tuple[Value, ...]] = []
    formulas: set[tuple[int, int]] = set()
    for row, (cells, written) in enumerate(_both(shown, typed)):
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns(path, row)
        if row >= MOST_ROWS:
            if any(cell is not None for cell in cells):
                raise too_many_rows(path)
            break
        for column, text in enumerate(written):
            if isinstance(text, str) and text.startswith("=") and text != cells[column]:
                formulas.add((row, column))
        rows.append(tuple("" if cell is None else cell for cell in cells))
        for column, cell in enumerate(rows[-1]):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise too_long(path, row, column)
    return Sheet(tuple(rows), shown.title, formulas=frozenset(formulas))


def _both(shown: Any, typed: Any) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    """Each row as it was last shown, and as it was typed."""
    pairs = zip_longest(
        shown.iter_rows(values_only=True),
        typed.iter_rows(values_only=True),
        fillvalue=(),
    )
    for cells, written in pairs:
        yield cells, written[: len(cells)]


def _write_cell(cell: Any, text: str, *, is_head: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.value = doubled(text)
    # Text, whatever it begins with: neither here nor there is it calculated.
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)


def _set_widths(sheet: "Worksheet", rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(max(map(len, rows), default=0)):
        lengths = [len(text_of(row[column])) for row in rows if column < len(row)]
        width = min(_WIDEST, 2 + max(lengths, default=0))
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


def _no_workbook(path: str) -> TableError:
    return TableError(
        N_("{path} cannot be read as an XLSX workbook"),
        way_out=N_("open it in a spreadsheet program and save it again, or as CSV"),
        path=path,
    )


def _no_sheet(path: str, name: str, names: Sequence[str]) -> TableError:
    return TableError(
        N_('{path} has no sheet "{name}"'),
        way_out=N_("there are: {known}"),
        path=path,
        name=name,
        known=", ".join(names) or "-",
    )
