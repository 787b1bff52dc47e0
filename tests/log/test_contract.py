"""What every store does; a new one joins the fixture ``log`` and passes as it is."""

import pytest

from drillkit.errors import LogBroken, LogConflict
from drillkit.log.chain import verify
from drillkit.log.line import genesis
from drillkit.log.memory import MemoryLog
from drillkit.log.store import Log
from tests.log.conftest import act, passed


def texts(log: Log, drill: str = "d") -> list[str]:
    return [getattr(one.entry.event, "text", "-") for one in log.read(drill)]


def test_a_drill_nobody_wrote_to_is_empty(log: Log) -> None:
    assert list(log.read("d")) == []
    assert log.head("d") == genesis("d")
    assert log.drills() == ()
    assert log.find("d", "k") == ()


def test_entries_come_back_as_they_went_in_and_in_order(log: Log) -> None:
    entries = [act("first", "a"), passed("sla"), act("третья \u2028\x00 \U0001f525")]

    log.append("d", 0, entries[:2])
    log.append("d", 2, entries[2:])

    assert [one.entry for one in log.read("d")] == entries
    assert [one.seq for one in log.read("d")] == [1, 2, 3]


def test_append_returns_what_a_reader_will_read(log: Log) -> None:
    appended = log.append("d", 0, [act("a"), act("b")])

    assert list(log.read("d")) == list(appended)


def test_the_store_stamps_an_append_with_one_wall_time_as_its_clock_shows_it(
    log: Log,
) -> None:
    log.append("d", 0, [act("a"), act("b")])
    log.append("d", 2, [act("c")])

    assert [one.wall_ms for one in log.read("d")] == [1000, 1000, 1001]


def test_two_writers_cannot_both_be_second(log: Log) -> None:
    log.append("d", 0, [act("first")])
    log.append("d", 1, [act("second")])

    with pytest.raises(LogConflict) as conflict:
        log.append("d", 1, [act("also second")])

    assert str(conflict.value) == ("drill d is at entry 2, not 1: somebody wrote first")
    assert texts(log) == ["first", "second"]


def test_nobody_can_write_behind_a_gap(log: Log) -> None:
    log.append("d", 0, [act("first")])

    with pytest.raises(LogConflict):
        log.append("d", 2, [act("third")])


def test_an_append_of_nothing_still_says_whether_one_is_up_to_date(log: Log) -> None:
    log.append("d", 0, [act("first")])

    assert log.append("d", 1, []) == ()
    with pytest.raises(LogConflict):
        log.append("d", 0, [])


def test_who_lost_the_answer_asks_again_and_gets_it(log: Log) -> None:
    log.append("d", 0, [act("before")])
    first = log.append("d", 1, [act("mine", "key-1"), act("its consequence")])
    log.append("d", 3, [act("somebody else's")])

    again = log.append("d", 1, [act("mine", "key-1"), act("its consequence")])

    assert again == first
    assert log.append("d", 4, [act("mine, decided anew", "key-1")]) == first
    assert len(texts(log)) == 4


def test_a_command_is_the_same_whatever_deadlines_passed_before_it(log: Log) -> None:
    first = log.append("d", 0, [act("mine", "key-1")])

    assert log.append("d", 1, [passed("sla"), act("mine", "key-1")]) == first
    assert texts(log) == ["mine"]


def test_a_command_is_not_taken_for_recorded_because_its_deadline_is(log: Log) -> None:
    log.append("d", 0, [passed("sla")])

    with pytest.raises(LogConflict) as conflict:
        log.append("d", 1, [passed("sla"), act("mine", "key-1")])

    assert 'already has the entry "broken sla"' in str(conflict.value)
    assert log.find("d", "key-1") == ()


def test_a_deadline_that_another_seat_wrote_is_found_done(log: Log) -> None:
    first = log.append("d", 0, [passed("sla")])

    assert log.append("d", 0, [passed("sla")]) == first
    with pytest.raises(LogConflict):
        log.append("d", 1, [passed("sla"), passed("another")])


def test_a_consequence_with_a_stored_key_makes_a_conflict(log: Log) -> None:
    log.append("d", 0, [passed("sla")])

    with pytest.raises(LogConflict):
        log.append("d", 1, [act("mine", "key-1"), passed("sla")])


def test_an_append_is_found_by_any_of_its_keys(log: Log) -> None:
    log.append("d", 0, [act("before")])
    appended = log.append("d", 1, [passed("sla"), act("mine", "key-1")])
    log.append("d", 3, [act("after")])

    assert log.find("d", "key-1") == appended
    assert log.find("d", "broken sla") == appended


def test_reading_goes_on_from_any_entry(log: Log) -> None:
    log.append("d", 0, [act("a"), act("b"), act("c")])

    assert [one.seq for one in log.read("d", 2)] == [3]
    assert list(log.read("d", 3)) == []


def test_drills_do_not_see_each_other(log: Log) -> None:
    log.append("b", 0, [act("in b", "key")])
    log.append("a", 0, [act("in a", "key")])

    assert log.drills() == ("a", "b")
    assert (texts(log, "a"), texts(log, "b")) == (["in a"], ["in b"])
    assert log.head("a") != log.head("b")


def test_equal_entries_at_equal_times_give_equal_hashes_in_every_store(
    log: Log,
) -> None:
    other = MemoryLog(iter([1000, 1001]).__next__)

    for store in (log, other):
        store.append("d", 0, [act("a", "k"), passed("sla")])
        store.append("d", 2, [act("b")])

    assert log.head("d") == other.head("d")
    assert list(log.rows("d")) == list(other.rows("d"))


def test_every_hash_hangs_on_the_one_before(log: Log) -> None:
    log.append("d", 0, [act("same")])
    log.append("d", 1, [act("same")])

    assert verify("d", log.rows("d")).fault is None
    assert len({row.hash for row in log.rows("d")}) == 2


def test_text_that_no_database_can_hold_comes_back_all_the_same(log: Log) -> None:
    log.append("d", 0, [act("a terminal lied: \udcff")])

    assert texts(log) == ["a terminal lied: \udcff"]


def test_an_adopted_log_goes_on_where_it_ended(log: Log) -> None:
    source = MemoryLog(lambda: 7)
    source.append("d", 0, [act("a", "key-1"), act("b")])

    log.adopt("d", source.rows("d"))
    log.append("d", 2, [act("c")])

    assert texts(log) == ["a", "b", "c"]
    assert log.head("d").seq == 3
    assert len(log.find("d", "key-1")) == 2


def test_a_wrong_entry_is_never_read_on_from(log: Log) -> None:
    source = MemoryLog(lambda: 7)
    source.append("d", 0, [act("a"), act("b")])
    first, second = source.rows("d")
    log.adopt("d", [first, second._replace(text=second.text.replace('"b"', '"x"'))])

    with pytest.raises(LogBroken) as broken:
        list(log.read("d"))

    assert str(broken.value) == "entry 2 of drill d is not what was written"
