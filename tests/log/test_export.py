"""An export is the log itself, byte for byte."""

from pathlib import Path

import pytest

from drillkit.errors import LogBroken
from drillkit.log.chain import verify
from drillkit.log.export import drill_of, export_jsonl, rows_of
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import act, taken_in, ticking


def rehearsed() -> MemoryLog:
    log = MemoryLog(ticking())
    log.append("d", 0, [act("первое", "k"), act('a "second"\n')])
    log.append("d", 2, [act("third")])
    return log


LINES = list(export_jsonl(rehearsed(), "d"))


def test_equal_rehearsals_export_equal_lines() -> None:
    assert list(export_jsonl(rehearsed(), "d")) == LINES


def test_a_line_is_an_entry_and_its_hash(tmp_path: Path) -> None:
    assert LINES[0] == (
        '{"entry":{"at":5,"drill":"d","event":{"subject":"","text":"первое"},'
        '"first":1,"key":"k","kind":"note-written","origin":'
        '{"by":"network-operations/lead","channel":"phone","happened":4,'
        '"why_late":"call","written_by":"scribe"},"seq":1,"version":1,'
        '"wall_ms":1000},"hash":'
        '"9fa1"}'
    ).replace('"9fa1"', f'"{next(rehearsed().rows("d")).hash}"')


def test_an_export_comes_back_into_any_store_as_the_same_log(tmp_path: Path) -> None:
    with SqliteLog(tmp_path / "d.db", ticking()) as log:
        assert taken_in(log, [f"{line}\n" for line in LINES]) == "d"

        assert list(export_jsonl(log, "d")) == LINES
        assert list(log.read("d")) == list(rehearsed().read("d"))


def test_an_edited_export_does_not_verify() -> None:
    lines = [LINES[0], LINES[1].replace("second", "2nd"), LINES[2]]

    fault = verify("d", tuple(rows_of(lines))).fault
    assert fault is not None
    assert fault.seq == 2


@pytest.mark.parametrize("text", ["", "{}", "drill", '{"entry":{},"hash":""}'])
def test_what_is_no_export_says_so(text: str) -> None:
    with pytest.raises(LogBroken, match="no line of it is an entry of a drill"):
        drill_of(rows_of([text]))


def test_an_empty_export_says_so() -> None:
    with pytest.raises(LogBroken):
        drill_of(rows_of([]))


def test_a_line_with_a_space_too_many_is_a_wrong_row() -> None:
    [row] = rows_of([LINES[0] + " "])

    assert (row.seq, row.hash) == (0, "")
