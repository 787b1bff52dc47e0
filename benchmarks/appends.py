"""Durable appends, one entry a transaction, beside a bare INSERT as durable."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.lives import life
from benchmarks.rounds import Result, folder_on_disk
from drillkit.engine.entry import Entry
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog

NAME = "appends"

APPENDS = 2000


def run() -> tuple[Result, ...]:
    """The two in turns, append by append, so that a burst of the disk hits both.

    A sync now and then takes many times the usual, so single pairs say little; the
    usual append of each is compared with the usual one of the other.
    """
    entries = life(APPENDS)
    with (
        folder_on_disk() as folder,
        SqliteLog(folder / "ours.db", lambda: 0) as log,
        closing(_bare(folder / "bare.db")) as bare,
    ):
        seqs = count()
        ours = (lambda e=e: log.append("bench", next(seqs), [e]) for e in entries)
        theirs = (lambda r=r: bare.execute(INSERT, r) for r in _rows(entries))
        times = [(_seconds(a), _seconds(b)) for a, b in zip(ours, theirs, strict=True)]
    our_s, bare_s = (median(side) for side in zip(*times, strict=True))
    return (
        Result(
            "durable appends a second",
            bare_s / our_s,
            "bare INSERT",
            0.8,
            f"{our_s * 1e6:.0f} against {bare_s * 1e6:.0f} us each",
            "at least",
        ),
    )


INSERT = "INSERT INTO entry VALUES (?, ?)"


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, text TEXT)")
    return connection


def _rows(entries: list[Entry]) -> Iterator[tuple[int, str]]:
    """The same texts, made beforehand."""
    made = MemoryLog(lambda: 0)
    made.append("bench", 0, entries)
    return ((row.seq, row.text) for row in made.rows("bench"))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
