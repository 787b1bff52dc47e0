"""A day at sixty times real time: twelve simulated departments, one who watches.

``DRILLKIT_DAY_HOURS`` makes the day shorter: an hour of it takes a minute.
"""

import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

import pytest

from benchmarks.day import DEPARTMENTS, texts
from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.events import (
    DrillEnded,
    InjectDelivered,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
    SpeedChanged,
)
from drillkit.log.line import Stored
from drillkit.log.sqlite import SqliteLog
from drillkit.review.books import record_of
from drillkit.review.measures import measure
from tests.tally import Tried
from tests.tui.tmux import IS_HERE, ROOT, Terminal

HOURS = int(os.environ.get("DRILLKIT_DAY_HOURS", "24"))
HOUR_MS = 3_600_000
SPEED = 60
# An entry is held once by each process, as it is by the log; what grows faster leaks.
MOST_KB_AN_ENTRY = 4
# What comes and goes with garbage collection.
SLACK_KB = 8_192
SAMPLE_EVERY_S = 5

Sample = tuple[int, int, int]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, text in texts(HOURS).items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def host(home: Path) -> "Iterator[subprocess.Popen[str]]":
    words = ("run", "day", "--headless", "--speed", str(SPEED), "--simulate", "all")
    with (
        (home / "said").open("w") as said,
        subprocess.Popen(
            [sys.executable, "-m", "drillkit", *words],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        yield process
        process.kill()


def wait_for_the_drill(home: Path) -> None:
    for _ in range(600):
        if "STARTEX" in (home / "said").read_text("utf-8"):
            return
        time.sleep(0.1)
    raise AssertionError((home / "said").read_text("utf-8"))


def rss_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1])


def lived(home: Path) -> list[Stored]:
    file = find_drill(Workspace(home), "latest")
    return list(open_drill(file).read(file.drill))


@pytest.mark.soak
@pytest.mark.skipif(not IS_HERE, reason="needs tmux")
def test_a_day_leaves_memory_and_clocks_as_they_should_be(
    home: Path, host: "subprocess.Popen[str]", tried: Tried
) -> None:
    wait_for_the_drill(home)
    with Terminal("join", "latest", "--as", "observer", at=home) as watching:
        watching.wait("EXERCISE")
        watching.type("2")
        watching.wait("Departments")
        samples = samples_of(home, host, watching)
        assert not watching.is_dead()
    assert host.returncode == 0
    stored = lived(home)

    for number, who in enumerate(("host", "screen")):
        assert_flat(who, [(x[2], x[number]) for x in samples])
    assert_phases_fill_the_day(stored)
    assert_no_drift(stored)
    tried("hours of a day with twelve simulated departments and a screen", HOURS)
    tried("entries of that day", len(stored))


def samples_of(
    home: Path, host: "subprocess.Popen[str]", watching: Terminal
) -> list[Sample]:
    """Memory of host and screen in KB, and how many entries there were, until ENDEX."""
    samples: list[Sample] = []
    file = find_drill(Workspace(home), "latest")
    screen = watching.pid
    while host.poll() is None:
        with SqliteLog(file.path) as log:
            entries = log.head(file.drill).seq
        samples.append((rss_kb(host.pid), rss_kb(screen), entries))
        print("rss KB of host and screen, entries:", *samples[-1], flush=True)
        time.sleep(SAMPLE_EVERY_S)
    return samples


def assert_flat(who: str, grown: list[tuple[int, int]]) -> None:
    """From the first third on memory grows with the log and with nothing else."""
    third = len(grown) // 3
    early, late = grown[third : third + 3], grown[-3:]
    entries = mean(x[0] for x in late) - mean(x[0] for x in early)
    kb = mean(x[1] for x in late) - mean(x[1] for x in early)

    assert entries > 0
    assert kb <= entries * MOST_KB_AN_ENTRY + SLACK_KB, (who, entries, kb)


def assert_phases_fill_the_day(stored: list[Stored]) -> None:
    """A department is always in one phase, so its phases add up to its day."""
    ended = next(x.entry.at for x in stored if isinstance(x.entry.event, DrillEnded))
    assert ended == HOURS * HOUR_MS
    began: dict[str, int] = {}
    spent: dict[str, int] = defaultdict(int)
    for line in stored:
        match line.entry.event:
            case RunBegan(run=run):
                began[run] = line.entry.at
            case PhaseEntered(run=run):
                spent[run] -= line.entry.at
            case PhaseLeft(run=run):
                spent[run] += line.entry.at
            case _:
                pass
    measured: dict[str, int] = defaultdict(int)
    for timing in measure(record_of(stored)).phases:
        measured[timing.run] += timing.total_ms
    days = {run: ended - at for run, at in began.items()}

    assert len(days) == len(DEPARTMENTS)
    # What was not left by ENDEX lasted until then.
    assert {run: ms + ended for run, ms in spent.items()} == days
    assert measured == days


def assert_no_drift(stored: list[Stored]) -> None:
    """Injects are as punctual in the evening as in the morning."""
    speed = next(x for x in stored if isinstance(x.entry.event, SpeedChanged))
    calls = [x for x in stored if isinstance(x.entry.event, InjectDelivered)]
    late_ms = [
        x.wall_ms - speed.wall_ms - (x.entry.at - speed.entry.at) / SPEED
        for x in calls
        if x.seq > speed.seq
    ]
    some = len(late_ms) // 4
    morning, evening = median(late_ms[:some]), median(late_ms[-some:])
    numbers = [x.entry.event.inject for x in calls]

    print(f"injects late: {morning:.0f} ms in the morning, {evening:.0f} at the end")
    assert numbers == sorted(numbers, key=lambda name: int(name.rpartition("-")[2]))
    assert [x.entry.at % 60_000 for x in calls] == [0] * len(calls)
    assert min(late_ms) >= -1
    assert evening - morning < 1_000
