"""A disk that is full, a file that is gone, a lock, a clock: a clear word each."""

import ctypes
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from drillkit.engine.entry import Entry
from drillkit.engine.events import NoteWritten
from drillkit.errors import LogConflict, LogUnavailable
from drillkit.log import sqlite_file
from drillkit.log.chain import verify
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import SCRIBE, act
from tests.tally import Tried

ROOT = Path(__file__).parents[2]
MS_READONLY, MS_REMOUNT, MNT_DETACH = 1, 32, 2


def long(number: int) -> list[Entry]:
    text = f"{number} {'x' * 20_000}"
    return [Entry(5, NoteWritten(text), SCRIBE, f"key {number}")]


def mounted(folder: Path, flags: int, options: str) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    target = os.fsencode(folder)
    return libc.mount(b"tmpfs", target, b"tmpfs", flags, options.encode()) == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or not mounted(folder, 0, "size=512k"):
        pytest.skip("a small disk needs Linux and root: no disk was filled")
    yield folder
    ctypes.CDLL(None).umount2(os.fsencode(folder), MNT_DETACH)


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def filled(log: SqliteLog) -> tuple[int, str]:
    """Append until it is refused: how much was acknowledged, and the refusal."""
    for acked in count(log.head("d").seq):
        try:
            log.append("d", acked, long(acked))
        except LogUnavailable as refused:
            # Whoever tries again is told the same, and nothing is half written.
            with pytest.raises(LogUnavailable):
                log.append("d", acked, long(acked))
            return acked, str(refused)
    raise AssertionError


def assert_goes_on(log: SqliteLog, acked: int) -> None:
    """All that was acknowledged is there, and what was refused can be had now."""
    assert verify("d", log.rows("d")).head.seq == acked
    log.append("d", acked, long(acked))
    verdict = verify("d", log.rows("d"))
    assert (verdict.fault, verdict.head.seq) == (None, acked + 1)


def test_a_disk_that_fills_up_and_is_cleared_loses_nothing(disk: Path) -> None:
    path = disk / "d.db"
    (disk / "ballast").write_bytes(bytes(200_000))
    with SqliteLog(path, count().__next__) as log:
        acked, says = filled(log)
        assert acked > 2
        assert says == f"the disk of {path} is full"
        (disk / "ballast").unlink()
        assert_goes_on(log, acked)


def test_a_seat_that_leaves_a_full_disk_finds_its_log_when_it_comes_back(
    disk: Path,
) -> None:
    path = disk / "d.db"
    (disk / "ballast").write_bytes(bytes(200_000))
    with SqliteLog(path, count().__next__) as log:
        acked, _ = filled(log)
    with SqliteLog(path) as log:
        assert verify("d", log.rows("d")).head.seq == acked
    (disk / "ballast").unlink()
    with SqliteLog(path, count().__next__) as log:
        assert_goes_on(log, acked)


def test_a_log_cannot_be_made_on_a_full_disk_and_says_so(disk: Path) -> None:
    (disk / "ballast").write_bytes(bytes(500_000))

    with pytest.raises(LogUnavailable, match="is full|cannot be used: No space"):
        SqliteLog(disk / "d.db", count().__next__)
    (disk / "ballast").unlink()

    with SqliteLog(disk / "d.db", count().__next__) as log:
        assert_goes_on(log, 0)


def test_a_disk_that_becomes_read_only_is_named(disk: Path) -> None:
    path = disk / "d.db"
    with SqliteLog(path, count().__next__) as log:
        log.append("d", 0, long(0))
    assert mounted(disk, MS_REMOUNT | MS_READONLY, "size=512k")

    with pytest.raises(LogUnavailable) as refused:
        SqliteLog(path, count().__next__)
    with SqliteLog(path) as log:
        assert verify("d", log.rows("d")).head.seq == 1

    assert str(refused.value) in {
        f"{path} may not be written",
        f"{path} cannot be opened",
    }
    assert mounted(disk, MS_REMOUNT, "size=512k")
    with SqliteLog(path, count().__next__) as log:
        assert_goes_on(log, 1)


def test_a_file_that_may_not_grow_refuses_and_grows_on_later(tmp_path: Path) -> None:
    with SqliteLog(tmp_path / "d.db", count().__next__) as log:
        log.append("d", 0, long(0))
        with no_file_over(200_000):
            acked, says = filled(log)
        assert acked > 2
        assert says.startswith(("the disk of", f"{tmp_path}"))
        assert_goes_on(log, acked)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root may write everywhere; on a read-only disk it is tried above",
)
def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    with SqliteLog(path, count().__next__) as log:
        log.append("d", 0, long(0))
    path.chmod(0o400)

    with pytest.raises(LogUnavailable, match="may not be written|cannot be opened"):
        SqliteLog(path, count().__next__).append("d", 1, long(1))
    with SqliteLog(path) as log:
        assert verify("d", log.rows("d")).head.seq == 1


def test_a_file_removed_under_us_costs_no_acknowledged_entry(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    kept = tmp_path / "kept.db"
    with SqliteLog(path, count().__next__) as log:
        log.append("d", 0, long(0))
        beside = [path.with_name(f"d.db{tail}") for tail in ("", "-wal")]
        for file in beside:
            file.rename(file.with_name(file.name.replace("d.db", kept.name)))

        with pytest.raises(LogUnavailable, match="was removed or replaced"):
            log.append("d", 1, long(1))

    with SqliteLog(kept, count().__next__) as log:
        assert_goes_on(log, 1)


LOCKER = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute(sys.argv[2])
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_log_locked_by_another_program_says_so_until_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0.1)
    path = tmp_path / "d.db"
    with SqliteLog(path, count().__next__) as log:
        log.append("d", 0, long(0))
        line = [sys.executable, "-c", LOCKER, str(path), lock]
        with subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as locker:
            assert locker.stdout is not None
            assert locker.stdout.readline() == b"locked\n"
            with pytest.raises(LogUnavailable) as refused:
                log.append("d", 1, long(1))
            # Who only reads is not held up.
            assert verify("d", log.rows("d")).head.seq == 1
            locker.communicate()

        assert str(refused.value) == f"{path} is locked by another program"
        assert_goes_on(log, 1)


WRITER = """
import sys, time
from itertools import count
from pathlib import Path
from drillkit.errors import LogConflict
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import act

name, until = sys.argv[2], time.monotonic() + float(sys.argv[3])
with SqliteLog(Path(sys.argv[1]), lambda: 7) as log:
    after = log.head("d").seq
    number = 0
    while time.monotonic() < until:
        key = f"{name} {number}"
        try:
            after = log.append("d", after, [act(key, key), act("then")])[-1].seq
        except LogConflict:
            after = log.head("d").seq
            continue
        # Every third answer is lost; the same is sent again, and not written twice.
        if number % 3 == 0:
            again = log.append("d", after - 2, [act(key, key), act("then")])
            assert [one.seq for one in again] == [after - 1, after], key
        number += 1
        print(after - 1, key, flush=True)
"""


def at_once(path: Path, seconds: float) -> int:
    """Two seats write as fast as they can: how many appends were acknowledged."""
    SqliteLog(path, count().__next__).close()
    seats = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, str(seconds)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    acked: dict[int, str] = {}
    for seat in seats:
        out, err = seat.communicate()
        assert seat.returncode == 0, err
        lines = [line.split(" ", 1) for line in out.splitlines()]
        assert lines
        said = {int(seq): key for seq, key in lines}
        assert not said.keys() & acked.keys(), "two were told the same number"
        acked |= said
    with SqliteLog(path) as log:
        verdict = verify("d", log.rows("d"))
        assert (verdict.fault, verdict.head.seq) == (None, 2 * len(acked))
        keys = {one.seq: one.entry.key for one in log.read("d") if one.entry.key}
    assert keys == acked
    return len(acked)


def test_two_seats_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    at_once(tmp_path / "d.db", 2)


@pytest.mark.soak
def test_two_seats_that_write_for_a_minute_lose_nothing(
    tmp_path: Path, tried: Tried
) -> None:
    tried(
        "appends of two seats that write for a minute", at_once(tmp_path / "d.db", 60)
    )


def test_a_clock_that_steps_back_an_hour_changes_no_order(tmp_path: Path) -> None:
    hour = 3_600_000
    clock = iter([0, 9 * hour, 8 * hour, 8 * hour + 1])
    with SqliteLog(tmp_path / "d.db", clock.__next__) as log:
        for after in range(3):
            log.append("d", after, [act(f"note {after}", f"key {after}")])

        assert [one.wall_ms for one in log.read("d")] == [
            9 * hour,
            8 * hour,
            8 * hour + 1,
        ]
        assert verify("d", log.rows("d")).head.seq == 3
        with pytest.raises(LogConflict):
            log.append("d", 1, [act("late")])


def test_a_log_of_a_newer_drillkit_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    with SqliteLog(path, count().__next__) as log:
        log.append("d", 0, long(0))
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {sqlite_file.VERSION + 1}")
    connection.close()
    before = path.read_bytes()

    for clock in (None, count().__next__):
        with pytest.raises(LogUnavailable, match="is a log of version 2"):
            SqliteLog(path, clock)
    assert path.read_bytes() == before
