"""Whatever a spreadsheet file holds: it is read, or refused in a sentence."""

import contextlib
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.errors import TableError
from drillkit.exchange.cells import Sheet
from drillkit.exchange.commas import read_csv
from drillkit.exchange.headings import COLUMNS
from drillkit.exchange.incoming import read_injects
from drillkit.exchange.mapping import Mapping, read_mapping
from drillkit.exchange.moments import read_clock, read_span
from drillkit.exchange.paper_log import read_log
from drillkit.exchange.workbook import read_xlsx
from drillkit.exchange.writing import with_drafts
from drillkit.plan.read import read_text
from tests.exchange.small import HEAD, STORY, read

PLAN = f'{HEAD}  alarm: {{at: 5m, to: centre, says: "A fault"}}\n'
SAID = st.sampled_from(
    ["alarm", "centre", "9:30 PM", "J+1 H+2 M-5", "phone", "yes", "[", "a: b", "=1",
     "Expected action", "10m", "24.11.2026 25:61", "31/12/9999 9:00", "Monday", "\x00",
     "-", "# x", "9999999999", "T+999999:59", "D+999 9:00"]
)  # fmt: skip
VALUES = (
    SAID
    | st.text(max_size=6)
    | st.floats(allow_nan=True)
    | st.integers()
    | st.booleans()
    | st.datetimes()
    | st.builds(time, st.integers(0, 23))
    | st.timedeltas(timedelta(days=-400), timedelta(days=400))
)
HEADS = st.lists(
    st.sampled_from([column.heading for column in COLUMNS]) | st.text(max_size=5),
    max_size=12,
).map(lambda heads: ("Id", "Message", *heads))
TABLES = st.builds(
    lambda heads, rows: Sheet((heads, *map(tuple, rows))),
    HEADS,
    st.lists(st.lists(VALUES, max_size=14), max_size=8),
)


def judge(sheet: Sheet) -> None:
    """A table is read, and what comes of it is a plan's text still."""
    company, scenario = read(PLAN)
    with contextlib.suppress(TableError):
        came = read_injects(sheet, "t", Mapping(), company, scenario, STORY)
        after = with_drafts("s.yaml", PLAN, scenario, came.drafts)
        assert read_text("s.yaml", after).kind == "scenario"
    with contextlib.suppress(TableError):
        read_log(sheet, "t", STORY, 0)


@settings(max_examples=30)
@given(TABLES)
def test_any_cells_are_read_or_told(sheet: Sheet) -> None:
    judge(sheet)


@settings(max_examples=50)
@given(VALUES, st.sampled_from(["", "minutes", "hours"]))
def test_any_value_is_a_time_or_none(value: Any, numbers: str) -> None:
    read_span(value, numbers)
    read_clock(value, STORY, 0)


@settings(max_examples=30)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    with contextlib.suppress(TableError):
        judge(read_csv(data, "t.csv"))
    with pytest.raises(TableError):
        read_xlsx(b"PK" + data, "t.xlsx")
    read_mapping("m.yaml", data.decode("utf-8", "replace"))


@pytest.mark.soak
@given(TABLES)
def test_very_many_tables_are_read_or_told(sheet: Sheet) -> None:
    judge(sheet)
