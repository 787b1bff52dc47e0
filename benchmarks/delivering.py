"""Injects by a host's clock: how late at real time, in which order at x60."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.day import DEPARTMENTS, texts
from benchmarks.rounds import Result, amount, folder_on_disk
from benchmarks.terminals import environment
from benchmarks.underway import planned
from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.events import DrillBegan, InjectDelivered, SpeedChanged
from drillkit.log.line import Stored

NAME = "delivering"

INJECTS = 20
MOST_MS = 100


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        at_one = _hosted(folder / "one", 1, speed=1)
        at_sixty = _hosted(folder / "sixty", 20, speed=60)
    late = sorted(_late_ms(at_one, speed=1))
    fast = sorted(_late_ms(at_sixty, speed=60))
    assert len(late) == len(fast) == INJECTS, (len(late), len(fast))
    return (
        amount(
            "inject after its due time, x1",
            late[-1],
            "ms (most)",
            MOST_MS,
            f"median {late[len(late) // 2]:.0f} of {len(late)}",
        ),
        amount(
            "entries out of order, x60",
            _out_of_order(at_sixty),
            "entries",
            0,
            f"of {len(at_sixty)}; injects at most {fast[-1]:.0f} ms late on the wall",
        ),
    )


def _hosted(folder: Path, apart_s: int, speed: int) -> list[Stored]:
    """The log of a drill with an inject every so many seconds of drill time."""
    calls = "".join(
        f"  call-{n}: {{at: {(n + 3) * apart_s}s, to: {DEPARTMENTS[n % 12]}, "
        f'says: "Call {n}"}}\n'
        for n in range(INJECTS)
    )
    files = texts(1)
    head, _, _ = files["scenarios/day.yaml"].partition("injects:\n")
    planned({**files, "scenarios/day.yaml": f"{head}injects:\n{calls}"}, folder)
    words = ("run", "day", "--headless", "--simulate", "all", "--speed", str(speed))
    seconds = (INJECTS + 4) * apart_s // speed + 1
    subprocess.run(
        [sys.executable, "-m", "drillkit", *words, "--leave-after", str(seconds)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    file = find_drill(Workspace(folder), "latest")
    return list(open_drill(file).read(file.drill))


def _late_ms(stored: list[Stored], speed: int) -> list[float]:
    """The wall's time of each inject less when the drill's clock came to its due."""
    zero = base = 0
    for line in stored:
        event = line.entry.event
        if isinstance(event, DrillBegan | SpeedChanged):
            zero, base = event.wall_ms, line.entry.at
    return [
        line.wall_ms - zero - (line.entry.at - base) / speed
        for line in stored
        if isinstance(line.entry.event, InjectDelivered)
    ]


def _out_of_order(stored: list[Stored]) -> int:
    """Entries written after one of a later drill time, and injects out of turn."""
    back = sum(after.entry.at < before.entry.at for before, after in pairwise(stored))
    calls = [
        int(line.entry.event.inject.removeprefix("call-"))
        for line in stored
        if isinstance(line.entry.event, InjectDelivered)
    ]
    return back + sum(a != b for a, b in zip(calls, range(INJECTS), strict=True))
