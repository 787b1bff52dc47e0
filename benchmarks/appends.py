"""Durable appends, one entry a transaction, beside a bare INSERT as durable."""

import sqlite3
from collections.abc import Generator
from itertools import count, islice
from pathlib import Path

from benchmarks.lives import life
from benchmarks.rounds import Result, folder_on_disk, in_turns
from drillkit.engine.entry import Entry
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog

NAME = "appends"

# A burst of the disk hits both or neither: rounds are short and many.
ROUNDS = 41
EACH = 50


def run() -> tuple[Result, ...]:
    entries = life(EACH * (ROUNDS + 1))
    with folder_on_disk() as folder:
        ours = _ours(folder / "ours.db", entries)
        bare = _bare(folder / "bare.db", entries)
        timing = in_turns(lambda: next(ours), lambda: next(bare), ROUNDS)
        ours.close()
        bare.close()
    each_ms = timing.ours_s / EACH * 1000
    return (
        Result(
            "durable appends a second",
            1 / timing.ratio,
            "bare INSERT",
            0.8,
            f"{timing.detail} for {EACH}; {each_ms:.2f} ms each",
            "at least",
        ),
    )


def _ours(path: Path, entries: list[Entry]) -> Generator[None, None, None]:
    """Appends some entries each time it is asked for the next."""
    rest = iter(entries)
    written = count()
    with SqliteLog(path, lambda: 0) as log:
        while True:
            for entry in islice(rest, EACH):
                log.append("bench", next(written), [entry])
            yield


def _bare(path: Path, entries: list[Entry]) -> Generator[None, None, None]:
    """Inserts the same texts, made beforehand."""
    made = MemoryLog(lambda: 0)
    made.append("bench", 0, entries)
    rest = ((row.seq, row.text) for row in made.rows("bench"))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, text TEXT)")
    try:
        while True:
            for row in islice(rest, EACH):
                connection.execute("INSERT INTO entry VALUES (?, ?)", row)
            yield
    finally:
        connection.close()
