"""Spreadsheet files as programs write them, and as somebody hostile would."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl import Workbook

from drillkit.errors import TableError
from drillkit.exchange.cells import MOST_COLUMNS, MOST_ROWS, cell_name, listed_cells
from drillkit.exchange.commas import read_csv, write_csv
from drillkit.exchange.workbook import read_xlsx, write_xlsx

ROWS = (("Id", "Message"), ("a", 'two\nlines; "quoted", and a comma'))


def cells(data: bytes) -> tuple[tuple[object, ...], ...]:
    return read_csv(data, "t.csv").rows


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_as_programs_write_it(mark: str, coding: str) -> None:
    text = f'Id{mark}Message\r\na{mark}"two\nlines; ""quoted"", and a comma"\r\n'

    assert cells(text.encode(coding)) == ROWS


def test_a_line_that_announces_the_separator_is_obeyed() -> None:
    assert cells(b"sep=,\r\na;b,c\r\n") == ((), ("a;b", "c"))


def test_windows_1251_is_read_and_told() -> None:
    sheet = read_csv("Вводная;Кому\r\nАвария;Центр\r\n".encode("cp1251"), "t.csv")

    assert sheet.rows[1] == ("Авария", "Центр")
    assert [remark.says for remark in sheet.remarks] == [
        "it is not UTF-8; it was read as Windows-1251, so look at the words"
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bytes(range(128, 256)) * 4, "t.csv is neither UTF-8 nor Windows-1251 text"),
        (b"\x98\xff\xfe", "t.csv is neither UTF-8 nor Windows-1251 text"),
        (b"\xff\xfe\x00", "t.csv is neither UTF-8 nor Windows-1251 text"),
        (b'a,b\n"c', "t.csv: line 2 is not CSV as spreadsheets write it"),
        (b"a" * 10_001, "t.csv: cell A1 is longer than 10000 characters"),
        (b"a\n" * (MOST_ROWS + 1), "t.csv has more than 5000 rows"),
        (b"," * MOST_COLUMNS, "t.csv: row 1 has more than 256 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(TableError) as refused:
        read_csv(data, "t.csv")

    assert str(refused.value) == says


def test_no_cell_that_goes_out_is_calculated() -> None:
    rows = [["Id"], ["=1+1"], ["+7 000"], ["@SUM(A1)"], ["-1"], ["\t=1"], ["a=1"]]
    text = write_csv(rows).decode("utf-8-sig")

    begun = [line.strip('"')[:2] for line in text.splitlines()]
    assert begun == ["Id", "'=", "'+", "'@", "'-", "'\t", "a="]

    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(rows, "x"))).active
    kinds = {(cell.data_type, cell.quotePrefix) for row in sheet for cell in row}
    assert kinds == {("s", True)}


def test_a_formula_of_theirs_is_never_calculated() -> None:
    book = Workbook()
    book.active.append(["Id", '=HYPERLINK("http://x")', "=1+1"])

    sheet = read_xlsx(saved(book), "t.xlsx")

    assert sheet.rows == (("Id", "", ""),)
    assert sheet.formulas == {(0, 1), (0, 2)}


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def refusal(data: bytes, sheet: str = "") -> str:
    with pytest.raises(TableError) as refused:
        read_xlsx(data, "t.xlsx", sheet)
    return str(refused.value)


def with_part(name: str, data: bytes) -> bytes:
    """A workbook in which one part is something else."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(Workbook()))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return made.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part("xl/worksheets/sheet1.xml", b" " * (64 * 1024 * 1024))
    styles = with_part("xl/styles.xml", b" " * (3 * 1024 * 1024))

    assert len(bomb) < 100_000
    assert refusal(bomb) == "t.xlsx would unpack to more than 20 MB"
    assert refusal(styles) == "t.xlsx would unpack to more than 20 MB"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = with_part("xl/worksheets/sheet1.xml", b"A" * 5_000_000)
    size = (5_000_000).to_bytes(4, "little")

    assert refusal(data.replace(size, (500).to_bytes(4, "little"))) == (
        "t.xlsx cannot be read as an XLSX workbook"
    )


def test_a_part_that_defines_entities_is_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    for coding in ("utf-8", "utf-16"):
        data = with_part("xl/styles.xml", laughs.decode().encode(coding))
        assert refusal(data) == "t.xlsx cannot be read as an XLSX workbook"


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"x" * 100, b"", b"<html>"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refusal(data) == "t.xlsx cannot be read as an XLSX workbook"


def test_a_zip_of_something_else_is_no_workbook() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("a.txt", "x")

    assert refusal(made.getvalue()) == "t.xlsx cannot be read as an XLSX workbook"


def test_far_cells_and_long_texts_are_refused_with_their_place() -> None:
    wide, tall, long = Workbook(), Workbook(), Workbook()
    wide.active["XFD1"] = "x"
    tall.active[f"A{MOST_ROWS + 1}"] = "x"
    long.active["B3"] = "x" * 10_001

    assert refusal(saved(wide)) == "t.xlsx: row 1 has more than 256 columns"
    assert refusal(saved(tall)) == "t.xlsx has more than 5000 rows"
    assert refusal(saved(long)) == "t.xlsx: cell B3 is longer than 10000 characters"


def test_a_sheet_is_found_by_its_name() -> None:
    book = Workbook()
    book.create_sheet("MSEL").append(["here"])

    assert read_xlsx(saved(book), "t.xlsx", "MSEL").rows == (("here",),)
    assert refusal(saved(book), "List") == 't.xlsx has no sheet "List"'


def test_cells_are_named_as_spreadsheets_name_them() -> None:
    assert [cell_name(0, n) for n in (0, 25, 26, 701, 702)] == [
        "A1",
        "Z1",
        "AA1",
        "ZZ1",
        "AAA1",
    ]
    assert listed_cells([(1, 0), (2, 0), (4, 0)]) == "A2-A3, A5"
