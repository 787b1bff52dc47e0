"""Four processes at one drill: nothing is lost, nothing is doubled."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from drillkit.conduct.clock import wall_ms
from drillkit.conduct.session import Session
from drillkit.engine.commands import Begin, SetSpeed
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Origin
from drillkit.engine.events import NoteWritten
from drillkit.engine.evolve import replay
from drillkit.log.chain import verify
from drillkit.log.sqlite import SqliteLog
from tests.conduct.small import small_plan

NAMES = ("lead", "engineer", "agent", "chairman")
COUNT = 60


def test_four_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    """At sixty times real speed, so that all of them meet deadlines as well."""
    plan, path = small_plan(), tmp_path / "storm-1.db"
    play = compile_play(plan, "storm")
    with SqliteLog(path, wall_ms) as log:
        seat = Session(log, "storm-1", play)
        # A minute of the drill before its first deadline, which comes after a second.
        start = wall_ms() - 4_000
        first = began(plan, "storm", drill="storm-1", mode="drill", wall_ms=start)
        seat.move(Begin(first), 0, Origin("director"), "begin")
        seat.move(SetSpeed(60, 1, start), 0, Origin("director"), "speed")
    root, here = Path(__file__).parents[2], Path(__file__).with_name("hammer.py")
    crowd = [
        subprocess.Popen(
            [sys.executable, str(here), str(path), "storm-1", name, str(COUNT)],
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for name in NAMES
    ]
    assert [process.wait() for process in crowd] == [0] * len(NAMES)
    with SqliteLog(path) as log:
        entries = [line.entry for line in log.read("storm-1")]
        rows = list(log.rows("storm-1"))
        seat = Session(log, "storm-1", play)
    notes = [e.event.text for e in entries if isinstance(e.event, NoteWritten)]
    keys = Counter(entry.key for entry in entries if entry.key)
    times = [entry.at for entry in entries]

    assert sorted(notes) == sorted(f"{n}:{i}" for n in NAMES for i in range(COUNT))
    assert set(keys.values()) == {1}
    assert any(key.startswith("broken:") for key in keys), "time brought something"
    assert times == sorted(times)
    assert verify("storm-1", rows).fault is None
    assert seat.drill == replay(entries)
