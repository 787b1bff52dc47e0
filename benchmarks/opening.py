"""A seat on a terminal beside a bare Textual app: its start, its idling, its memory.

The drill is the yearly one, 47 minutes old, and somebody hosts it.
"""

from pathlib import Path
from statistics import median
from time import sleep

from benchmarks.rounds import Result, amount, folder_on_disk
from benchmarks.terminals import Terminal, cpu_s, rss_mb, seats
from benchmarks.underway import shipped, under_way

NAME = "opening"

ROUNDS = 9
IDLE_S = 10
BARE = ("-m", "benchmarks.bare")
BARE_SHOWS, SEAT_SHOWS = "a bare app", "EXERCISE"
# Drawn before the log is read; it shows nothing of the drill yet.
FIRST_LINE = "reading its log"
MOST_TIMES_BARE, MOST_IDLE, MOST_MB = 2, 2, 80


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        drill = under_way(shipped(), "city-blackout", folder, 47)
        with seats(folder, ("resume", drill)) as [host]:
            host.wait(SEAT_SHOWS)
            lead = ("-m", "drillkit", "join", drill, "--as", "noc-shift-lead")
            return (*_starts(lead, folder), *_idling(host, "director", lead, folder))


def _starts(words: tuple[str, ...], folder: Path) -> tuple[Result, ...]:
    """First paint of the drill, in wall time and in processor time, in turns with the
    bare app; and the first line before it."""
    _painted(words, folder, SEAT_SHOWS), _painted(BARE, folder, BARE_SHOWS)
    lines, ours, bare = [], [], []
    for _ in range(ROUNDS):
        line, paint = _painted(words, folder, FIRST_LINE, SEAT_SHOWS)
        lines.append(line)
        ours.append(paint)
        bare += _painted(BARE, folder, BARE_SHOWS)
    return (
        _compared("start to first paint, wall", ours, bare, 0, MOST_TIMES_BARE),
        _compared("start to first paint, CPU", ours, bare, 1, None),
        _compared("start to a line that it starts, wall", lines, bare, 0, None),
    )


Spent = tuple[float, float]


def _compared(
    what: str, ours: list[Spent], bare: list[Spent], at: int, limit: float | None
) -> Result:
    return Result(
        what,
        median(a[at] / b[at] for a, b in zip(ours, bare, strict=True)),
        "bare Textual",
        limit,
        f"{median(a[at] for a in ours) * 1000:.0f} ms against "
        f"{median(b[at] for b in bare) * 1000:.0f} ms",
    )


def _painted(words: tuple[str, ...], folder: Path, *shows: str) -> list[Spent]:
    """When each of some texts was shown, and what processor time it had taken."""
    terminal = Terminal(words, folder)
    try:
        return [
            (terminal.wait(text) - terminal.began, cpu_s(terminal.pid))
            for text in shows
        ]
    finally:
        terminal.close()


def _idling(
    host: Terminal, role: str, words: tuple[str, ...], folder: Path
) -> tuple[Result, ...]:
    bare = Terminal(BARE, folder)
    bare.wait(BARE_SHOWS)
    lead = Terminal(words, folder)
    try:
        lead.wait(SEAT_SHOWS)
        sleep(2)
        named = ((role, host), ("shift lead", lead), ("bare", bare))
        before = {name: cpu_s(terminal.pid) for name, terminal in named}
        for _ in range(IDLE_S):
            sleep(1)
            for _, terminal in named:
                terminal.drain()
        idle = {
            name: (cpu_s(terminal.pid) - before[name]) / IDLE_S * 100
            for name, terminal in named
        }
        held = {name: rss_mb(terminal.pid) for name, terminal in named}
    finally:
        lead.close()
        bare.close()
    detail = f"a bare app {idle['bare']:.1f} %, {held['bare']:.0f} MB"
    return tuple(
        result
        for name in (role, "shift lead")
        for result in (
            amount(f"idle, {name}", idle[name], "% of a core", MOST_IDLE, detail),
            amount(f"memory, {name}", held[name], "MB", MOST_MB, detail),
        )
    )
