"""A power cut loses nothing that was acknowledged, and a weaker pragma would."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from drillkit.engine.entry import Entry
from drillkit.engine.events import NoteWritten
from drillkit.log import sqlite_file
from drillkit.log.chain import verify
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import SCRIBE
from tests.tally import Tried

apsw = pytest.importorskip(
    "apsw", reason="apsw is a dev dependency: no power was cut", exc_type=ImportError
)
disk = pytest.importorskip("tests.faults.disk")

CUTS = 500
APPENDS = 60


def entries(dice: random.Random) -> list[Entry]:
    return [
        Entry(5, NoteWritten("x" * dice.choice((9, 300, 9_000))), SCRIBE)
        for _ in range(dice.choice((1, 1, 1, 4)))
    ]


@contextmanager
def log_on(
    made: "disk.Disk", path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqliteLog]:
    """The log on that disk; where there is none yet, it is made there."""
    monkeypatch.setattr(
        sqlite_file, "connect", lambda path, mode: disk.Connection(path, made)
    )
    # A thousand pages at the beginning would leave few cuts for the appends.
    monkeypatch.setattr(sqlite_file, "LOG_PAGES", 8)
    with SqliteLog(path, count().__next__) as log:
        yield log


def cuts(
    path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, synchronous: str = ""
) -> list[tuple[int, dict[str, bytes]]]:
    """What one life leaves at cuts in many places, each with what was acknowledged."""
    dice = random.Random(seed)
    left: list[tuple[int, dict[str, bytes]]] = []
    acked = 0

    def on_change(made: "disk.Disk") -> None:
        if dice.random() < 0.2:
            left.append((acked, made.cut(dice)))

    made = disk.Disk({}, on_change)
    with log_on(made, path, monkeypatch) as log:
        log._connection.execute("PRAGMA wal_autocheckpoint = 20")
        if synchronous:
            log._connection.execute(f"PRAGMA synchronous = {synchronous}")
        for _ in range(APPENDS):
            acked = log.append("d", acked, entries(dice))[-1].seq
            if dice.random() < 0.5:
                left.append((acked, made.cut(dice)))
    return left


def found_after(
    files: dict[str, bytes], path: Path, monkeypatch: pytest.MonkeyPatch
) -> int:
    """How many entries the log has when the power is back; its chain is sound."""
    made = disk.Disk(files, lambda made: None)
    with log_on(made, path, monkeypatch) as log:
        verdict = verify("d", log.rows("d"))
        assert verdict.fault is None
        after = verdict.head.seq
        log.append("d", after, [Entry(5, NoteWritten("again"), SCRIBE)])
        assert verify("d", log.rows("d")).head.seq == after + 1
        return after


def lost(
    path: Path, monkeypatch: pytest.MonkeyPatch, cut: int, synchronous: str = ""
) -> list[tuple[int, int]]:
    """For the cuts that lost entries, how many were acknowledged and were found."""
    all_cuts: list[tuple[int, dict[str, bytes]]] = []
    for seed in count():
        all_cuts += cuts(path, monkeypatch, seed, synchronous)
        if len(all_cuts) >= cut:
            break
    counts = [
        (acked, found_after(files, path, monkeypatch))
        for acked, files in all_cuts[:cut]
    ]
    return [(acked, found) for acked, found in counts if found < acked]


@pytest.mark.tally
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    assert lost(tmp_path / "d.db", monkeypatch, CUTS) == []
    tried("power cuts that drop or tear what was not synced", CUTS)


def test_with_a_weaker_pragma_cuts_would_lose_what_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(lost(tmp_path / "d.db", monkeypatch, 100, "NORMAL")) > 50
