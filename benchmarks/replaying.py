"""A long log read, verified against its chain and folded, beside reading its JSON."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.lives import life
from benchmarks.rounds import Result, folder_on_disk, in_turns
from drillkit.engine.evolve import replay
from drillkit.log.sqlite import SqliteLog

NAME = "replaying"

ENTRIES = 100_000
AT_ONCE = 1_000


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        path = folder / "long.db"
        _write(path)
        timing = in_turns(lambda: _replay(path), lambda: _load(path), rounds=5)
    return (
        Result(
            f"replay {ENTRIES} entries, verified",
            timing.ratio,
            "SELECT and json.loads",
            6,
            timing.detail,
        ),
    )


def _write(path: Path) -> None:
    entries = life(ENTRIES)
    with SqliteLog(path, lambda: 0) as log:
        for after in range(0, ENTRIES, AT_ONCE):
            log.append("bench", after, entries[after : after + AT_ONCE])


def _replay(path: Path) -> None:
    with SqliteLog(path) as log:
        drill = replay(stored.entry for stored in log.read("bench"))
    assert drill.entries == ENTRIES, drill.entries


def _load(path: Path) -> None:
    query = "SELECT text FROM entry ORDER BY place"
    with closing(sqlite3.connect(path)) as connection:
        for (text,) in connection.execute(query):
            json.loads(text)
