"""The file keeps what it acknowledged, for its owner only, and is not edited."""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from drillkit.errors import LogBroken, LogConflict, LogUnavailable
from drillkit.log import sqlite, sqlite_file
from drillkit.log.chain import Fault, verify
from drillkit.log.sqlite import SqliteLog
from drillkit.log.sqlite_file import made_at, open_to_append
from tests.log.conftest import act, passed, ticking


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drill.db"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteLog]:
    with SqliteLog(path, ticking()) as log:
        log.append("d", 0, [act("first", "k"), act("second")])
        yield log


# What comes before the places of the first drill in a file.
D = 1 << sqlite_file.SEQ_BITS


def tampered(path: Path, *statements: str) -> None:
    """What somebody with the file and the sqlite3 program can do."""
    connection = sqlite3.connect(path)
    for [name] in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_may_read_the_file_and_those_beside_it(
    log: SqliteLog, path: Path
) -> None:
    files = sorted(path.parent.iterdir())

    assert [file.name for file in files] == ["drill.db", "drill.db-shm", "drill.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET text = '{}'",
        "UPDATE entry SET place = place + 7 WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 2",
        f"REPLACE INTO entry (place, text, hash) VALUES ({D} + 2, '{{}}', '')",
        "REPLACE INTO entry (place, text, hash) "
        f"VALUES ({D} + 3, '{{\"key\":\"k\"}}', '')",
        f"INSERT INTO entry (place, text, hash) VALUES ({D} + 4, '{{}}', '')",
        f"INSERT INTO entry (place, text, hash) VALUES ({D} + 1, '{{}}', '')",
        f"INSERT INTO entry (place, text, hash) VALUES ({D}, '{{}}', '')",
        "INSERT INTO entry (text, hash) VALUES ('{}', '')",
        "INSERT OR IGNORE INTO entry (place, text, hash) "
        f"VALUES ({D} + 3, '{{\"key\":\"k\"}}', '')",
    ],
)
def test_the_database_itself_refuses_to_edit_history(
    log: SqliteLog, path: Path, statement: str
) -> None:
    connection = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="an entry is "):
        connection.execute(statement)
    connection.close()
    assert verify("d", log.rows("d")).fault is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE drill SET id = 'e'",
        "UPDATE drill SET number = 2",
        "DELETE FROM drill",
        "REPLACE INTO drill (id) VALUES ('d')",
        "REPLACE INTO drill (number, id) VALUES (1, 'e')",
    ],
)
def test_the_database_itself_refuses_to_take_a_drill_for_another(
    log: SqliteLog, path: Path, statement: str
) -> None:
    connection = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="a drill is never"):
        connection.execute(statement)
    connection.close()
    assert verify("d", log.rows("d")).head.seq == 2


def test_a_log_whose_drill_was_renamed_does_not_begin_again(
    log: SqliteLog, path: Path
) -> None:
    tampered(path, "UPDATE drill SET id = 'e'")

    with SqliteLog(path, ticking()) as other:
        for entries in ([act("first again")], []):
            with pytest.raises(LogBroken, match="entry 1 of drill d is not what"):
                other.append("d", 0, entries)
        assert verify("e", other.rows("e")).fault == Fault(1, "edited")


def test_an_append_that_was_undone_leaves_no_trace_of_its_drill(path: Path) -> None:
    kept = path.with_name("kept.db")
    with SqliteLog(path, ticking()) as log:
        path.rename(kept)
        with pytest.raises(LogUnavailable):
            log.append("d", 0, [act("first")])
        kept.rename(path)
        assert log.drills() == ()
        log.append("other", 0, [act("first")])
        log.append("d", 0, [act("first")])

        assert verify("d", log.rows("d")).head.seq == 1
        assert verify("other", log.rows("other")).head.seq == 1


def test_who_drops_the_triggers_is_found_out(log: SqliteLog, path: Path) -> None:
    tampered(path, "UPDATE entry SET text = replace(text, 'second', '2nd')")

    assert verify("d", log.rows("d")).fault == Fault(2, "edited")
    with pytest.raises(LogBroken):
        list(log.read("d"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET text = CAST(x'7b22ff223a317d' AS TEXT) WHERE seq = 2",
        "UPDATE entry SET text = 5 WHERE seq = 2",
        "UPDATE entry SET text = x'7b22ff223a317d' WHERE seq = 2",
        "UPDATE entry SET hash = '' WHERE seq = 2",
        "UPDATE entry SET hash = x'00' WHERE seq = 2",
    ],
)
def test_bytes_where_there_was_text_are_an_edited_entry(
    log: SqliteLog, path: Path, statement: str
) -> None:
    tampered(path, "DROP INDEX key_once", statement)

    assert verify("d", log.rows("d")).fault == Fault(2, "edited")
    with pytest.raises((LogBroken, LogUnavailable)):
        list(log.read("d"))


def test_nobody_goes_on_from_an_entry_whose_hash_is_none(
    log: SqliteLog, path: Path
) -> None:
    tampered(path, "UPDATE entry SET hash = 'x' WHERE seq = 2")

    with SqliteLog(path, ticking()) as other:
        with pytest.raises(LogBroken, match="entry 2 of drill d is not what"):
            other.append("d", 2, [act("on")])
        with pytest.raises(LogBroken, match="entry 2 of drill d is not what"):
            list(other.read("d", 2))


def test_a_flipped_byte_in_the_file_is_an_edited_entry(path: Path) -> None:
    with SqliteLog(path, ticking()) as log:
        log.append("d", 0, [act("first"), act("second")])
    data = path.read_bytes()
    assert data.count(b"second") == 1
    path.write_bytes(data.replace(b"second", b"\xffecond"))

    with SqliteLog(path) as log:
        assert verify("d", log.rows("d")).fault == Fault(2, "edited")
        with pytest.raises(LogUnavailable, match="cannot be used"):
            list(log.read("d"))


def test_every_connection_that_writes_syncs_every_commit(path: Path) -> None:
    connection = open_to_append(path, 0)

    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_place_where_entries_could_be_lost_is_refused() -> None:
    connection = sqlite3.connect(":memory:")

    with pytest.raises(LogUnavailable, match="would not survive a power cut"):
        sqlite_file.keep_what_is_acknowledged(connection, Path("d.db"))
    connection.close()


def test_the_log_beside_a_file_is_long_before_anything_is_appended(path: Path) -> None:
    wal = path.with_name("drill.db-wal")
    with SqliteLog(path, ticking()) as log:
        length = wal.stat().st_size
        for after in range(20):
            log.append("d", after, [act("x" * 3_000)])

        assert length > 1_000 * 4_096
        assert wal.stat().st_size == length
        assert path.stat().st_size < 50_000
        with SqliteLog(path) as other:
            assert verify("d", other.rows("d")).head.seq == 20
    assert path.stat().st_size < 150_000
    assert not wal.exists()


def test_a_disk_with_little_room_is_not_filled_beforehand(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "AMPLE", 10**12)

    with SqliteLog(path, ticking()):
        assert path.with_name("drill.db-wal").stat().st_size < 100_000


def test_who_may_not_write_at_the_moment_joins_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SqliteLog(path, ticking()).close()
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with SqliteLog(path, ticking()) as log:
            other.execute("ROLLBACK")

            assert len(log.append("d", 0, [act("first")])) == 1


def test_seats_on_one_machine_see_each_other(log: SqliteLog, path: Path) -> None:
    with SqliteLog(path, ticking()) as other:
        other.append("d", 2, [act("third")])

        with pytest.raises(LogConflict, match="is at entry 3, not 2"):
            log.append("d", 2, [act("also third")])
        log.append("d", 3, [act("fourth"), passed("sla")])
        other.append("d", 5, [act("sixth")])

    assert [one.seq for one in log.read("d")] == [1, 2, 3, 4, 5, 6]


def test_a_seat_that_resends_after_another_wrote_gets_its_answer(
    log: SqliteLog, path: Path
) -> None:
    mine = log.append("d", 2, [act("mine", "key-1")])
    with SqliteLog(path, ticking()) as other:
        other.append("d", 3, [act("theirs")])

    assert log.append("d", 2, [act("mine", "key-1")]) == mine


def test_a_seat_may_write_what_it_read_by_another_way(
    log: SqliteLog, path: Path
) -> None:
    """Its own connection has not seen yet that the log went on."""
    with SqliteLog(path, ticking()) as other:
        other.append("d", 2, [act("third")])
        log.append("d", 3, [act("fourth")])

    assert verify("d", log.rows("d")).head.seq == 4


def test_a_log_stays_when_its_seats_have_gone(path: Path) -> None:
    with SqliteLog(path, lambda: 99) as log:
        stored = log.append("d", 0, [act("first")])

    with SqliteLog(path, lambda: 1) as log:
        assert tuple(log.read("d")) == stored
    assert made_at(path) == 99


def test_a_file_left_empty_by_a_crash_becomes_a_log(path: Path) -> None:
    path.touch()

    with SqliteLog(path, ticking()) as log:
        assert log.drills() == ()


def test_two_seats_may_make_the_same_file(path: Path) -> None:
    first = open_to_append(path, 1)

    sqlite_file.make(first, 2)

    assert first.execute("SELECT wall_ms FROM made").fetchall() == [(1,)]
    first.close()


def test_the_newest_entry_of_a_kind_is_found(log: SqliteLog) -> None:
    found = log.last("d", "note-written")

    assert found is not None
    assert found.seq == 2
    assert log.last("d", "drill-ended") is None


def test_a_long_log_is_read_in_pages(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PAGE", 3)
    with SqliteLog(path, ticking()) as log:
        log.append("d", 0, [act(str(number)) for number in range(9)])

        assert [one.seq for one in log.read("d")] == list(range(1, 10))
        assert [row.seq for row in log.rows("d", 4)] == [5, 6, 7, 8, 9]


def test_an_entry_written_while_one_reads_is_read_too(log: SqliteLog) -> None:
    reading = log.read("d")
    next(reading)
    log.append("d", 2, [act("third")])

    assert [one.seq for one in log.read("d")] == [1, 2, 3]


def refusal(path: Path, read: bool = False) -> tuple[str, str]:
    with pytest.raises(LogUnavailable) as refused:
        SqliteLog(path, None if read else ticking())
    return (
        str(refused.value).replace(str(path), "FILE"),
        refused.value.word_way_out(str),
    )


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "d.db") == (
        "FILE cannot be used: No such file or directory",
        "",
    )


def test_a_log_that_is_not_there_is_not_made_by_reading_it(path: Path) -> None:
    assert refusal(path, read=True) == ("there is no log FILE", "")
    assert not path.exists()


@pytest.mark.parametrize("read", [False, True])
def test_a_file_of_another_kind_is_refused(path: Path, read: bool) -> None:
    path.write_text("runbook: office-left\n" * 100)

    assert refusal(path, read) == (
        "FILE is not the log of a drill",
        "name the drill, or the file of a drill",
    )


@pytest.mark.parametrize("read", [False, True])
def test_a_database_of_another_program_is_refused(path: Path, read: bool) -> None:
    tampered(path, "CREATE TABLE clients (name TEXT)")

    assert refusal(path, read) == (
        "FILE is a database, but not the log of a drill",
        "",
    )


@pytest.mark.parametrize("read", [False, True])
def test_a_log_of_a_newer_drillkit_is_refused_kindly(path: Path, read: bool) -> None:
    SqliteLog(path, ticking()).close()
    tampered(path, "PRAGMA user_version = 2")

    assert refusal(path, read) == (
        "FILE is a log of version 2; this drillkit knows 1",
        "it was written by a newer drillkit; read it with that one",
    )


def test_a_log_opened_to_read_is_not_written(log: SqliteLog, path: Path) -> None:
    with SqliteLog(path) as reader:
        with pytest.raises(LogUnavailable, match="may not be written"):
            reader.append("d", 2, [act("third")])
        assert len(list(reader.read("d"))) == 2


def test_a_locked_log_says_so_and_is_written_once_it_is_free(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0)
    with SqliteLog(path, ticking()) as log:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogUnavailable) as locked:
            log.append("d", 0, [act("first")])
        other.close()

        assert str(locked.value) == f"{path} is locked by another program"
        assert len(log.append("d", 0, [act("first")])) == 1


@pytest.mark.parametrize("count", [1, 2])
def test_a_full_disk_says_so_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    log = SqliteLog(path, ticking())
    log.append("d", 0, [act("first")])
    log._connection.execute("PRAGMA max_page_count = 8")
    long = [act("x" * 90_000)] * count
    with pytest.raises(LogUnavailable, match="is full"):
        log.append("d", 1, long)
    log._connection.execute("PRAGMA max_page_count = 4000")

    log.append("d", 1, long)

    assert verify("d", log.rows("d")).head.seq == 1 + count
    log.close()


def test_a_file_removed_under_us_is_noticed_before_anything_is_acknowledged(
    log: SqliteLog, path: Path
) -> None:
    path.unlink()

    for _ in range(2):
        with pytest.raises(LogUnavailable, match="was removed or replaced"):
            log.append("d", 2, [act("third")])


def test_a_file_replaced_under_us_is_noticed(log: SqliteLog, path: Path) -> None:
    path.rename(path.with_name("kept.db"))
    SqliteLog(path, ticking()).close()

    with pytest.raises(LogUnavailable, match="was removed or replaced"):
        log.append("d", 2, [act("third")])


def test_a_cut_file_is_damaged_and_no_traceback(path: Path) -> None:
    with SqliteLog(path, ticking()) as log:
        log.append("d", 0, [act("x" * 500) for _ in range(100)])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    with pytest.raises(LogUnavailable, match="is damaged"), SqliteLog(path) as log:
        list(log.read("d"))


def test_an_archive_that_cannot_be_written_is_read_as_it_lies(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqliteLog(path, ticking()) as log:
        log.append("d", 0, [act("first")])
    monkeypatch.setattr(sqlite_file, "may_write_beside", lambda path: False)

    with SqliteLog(path) as archive:
        assert len(list(archive.read("d"))) == 1
        assert [file.name for file in path.parent.iterdir()] == ["drill.db"]


def test_a_clock_that_steps_back_is_recorded_as_it_is(path: Path) -> None:
    with SqliteLog(path, iter([0, 3_600_000, 5]).__next__) as log:
        log.append("d", 0, [act("first")])
        log.append("d", 1, [act("second")])

        assert [one.wall_ms for one in log.read("d")] == [3_600_000, 5]
