"""What the log says when it refuses, and the way out: each sentence as it is read."""

import sqlite3
from pathlib import Path
from typing import Literal

import pytest

from drillkit.errors import LogConflict, LogError, LogUnavailable
from drillkit.log.chain import broken
from drillkit.log.codec import unreadable
from drillkit.log.export import drill_of, rows_of
from drillkit.log.memory import MemoryLog
from drillkit.log.shapes import Shapes
from drillkit.log.sqlite import SqliteLog
from drillkit.log.sqlite_file import keep_what_is_acknowledged
from drillkit.log.store import Log
from tests.log.conftest import act, ticking


def said(error: LogError) -> tuple[str, str]:
    return str(error), error.word_way_out(str)


def test_whoever_decided_on_an_old_state_is_told_to_read_on(log: Log):
    log.append("d", 0, [act("one")])
    with pytest.raises(LogConflict) as refused:
        log.append("d", 0, [act("two")])

    assert said(refused.value) == (
        "drill d is at entry 1, not 0: somebody wrote first",
        "nothing was recorded; read on, then decide again",
    )


def test_of_several_keys_that_are_taken_the_earliest_is_named(log: Log):
    log.append("d", 0, [act("one", "z")])
    log.append("d", 1, [act("two", "a")])
    with pytest.raises(LogConflict) as refused:
        log.append("d", 2, [act("new", "n"), act("two", "a"), act("one", "z")])

    assert said(refused.value) == (
        'drill d already has the entry "z": somebody wrote it first',
        "nothing was recorded; read on, then decide again",
    )


def test_a_wrong_entry_is_named_with_what_finds_out_more():
    assert said(broken("d", 7)) == (
        "entry 7 of drill d is not what was written",
        '"drillkit verify d" says what was done to it',
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            {"seq": 3, "drill": "d", "kind": "note"},
            'entry 3 of drill d does not read as a "note"',
        ),
        ({}, 'entry ? of drill ? does not read as a "?"'),
    ],
)
def test_an_entry_that_does_not_read_is_named_as_far_as_it_says(
    body: dict[str, object], sentence: str
):
    drill = body.get("drill", "?")

    assert said(unreadable(body)) == (
        sentence,
        f'"drillkit verify {drill}" finds the first wrong entry',
    )


def test_a_file_that_was_removed_takes_no_entry(tmp_path: Path):
    path = tmp_path / "drill.db"
    with SqliteLog(path, ticking(), made_ms=0) as log:
        log.append("d", 0, [act("one")])
        path.unlink()
        with pytest.raises(LogUnavailable) as refused:
            log.append("d", 1, [act("two")])

    assert said(refused.value) == (
        f"{path} was removed or replaced while it was open",
        "nothing was recorded; put the file back and join again",
    )


def test_a_journal_that_would_not_survive_a_power_cut_is_refused():
    with pytest.raises(LogUnavailable) as refused:
        keep_what_is_acknowledged(sqlite3.connect(":memory:"), Path("drill.db"))

    assert said(refused.value) == (
        "drill.db would not survive a power cut: its journal is memory/2",
        "keep drills on a local disk",
    )


def test_a_text_without_an_entry_says_that_it_has_none():
    with pytest.raises(LogError) as refused:
        drill_of(tuple(rows_of(["{}\n"])))

    assert str(refused.value) == "no line of it is an entry of a drill"


def test_a_choice_is_kept_in_the_letters_it_has():
    shape = Shapes({}).of(Literal["связь", "net"])

    assert shape.write("связь") == '"связь"'


def test_a_tuple_of_two_kinds_is_not_a_list_of_one():
    shape = Shapes({}).of(tuple[int, str])

    assert shape.read([1, "a"]) == (1, "a")
    assert shape.write((1, "a")) == '[1,"a"]'


def test_a_replayed_memory_log_knows_its_keys_from_where_it_left_off():
    log = MemoryLog(ticking())
    log.append("d", 0, [act("one", "a"), act("two", "b")])
    log.append("d", 2, [act("three", "c")])
    found = {key: [one.seq for one in log.find("d", key)] for key in "abc"}

    assert found == {"a": [1, 2], "b": [1, 2], "c": [3]}
