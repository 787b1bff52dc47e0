"""From a key to the frame that shows what it did, twelve departments ticking."""

from pathlib import Path
from string import ascii_lowercase
from time import sleep

from benchmarks.day import texts
from benchmarks.rounds import Result, amount, folder_on_disk
from benchmarks.terminals import Terminal, seats
from benchmarks.underway import shipped, under_way

NAME = "painting"

KEYS = 100
MOST_MS = 30
# Keys meet the ticks of the clock at every phase of a second.
BETWEEN_S = 0.037


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        twelve = under_way(texts(3), "day", folder / "twelve", 90)
        city = under_way(shipped(), "city-blackout", folder / "city", 47)
        return (
            *_at("12 departments", folder / "twelve", twelve),
            *_at("the yearly drill", folder / "city", city),
        )


def _at(what: str, folder: Path, drill: str) -> tuple[Result, ...]:
    with seats(folder, ("resume", drill)) as [director]:
        director.wait("EXERCISE")
        director.wait("Departments")
        sleep(2)
        modes = sorted(_modes(director))
        typed = sorted(_typed(director))
    return (
        _result(f"key to paint, {what}", typed, MOST_MS),
        _result(f"another mode, {what}", modes, None),
    )


def _result(what: str, took: list[float], limit: float | None) -> Result:
    p95 = took[int(len(took) * 0.95)]
    detail = f"median {took[len(took) // 2]:.1f}, most {took[-1]:.1f} of {len(took)}"
    return amount(what, p95, "ms (p95)", limit, detail)


def _typed(terminal: Terminal) -> list[float]:
    """A note typed in the control room: each letter makes a value never seen before."""
    terminal.type("n")
    terminal.wait("nothing is written")
    took, value = [], ""
    for number in range(KEYS):
        if number % 20 == 0 and number:
            # A line is as long as its field.
            terminal.type("\x15")
            sleep(0.2)
            terminal.drain()
            value = ""
        value += ascii_lowercase[(number + number // 20) % 26]
        began = terminal.type(value[-1])
        took.append((terminal.wait(value) - began) * 1000)
        sleep(BETWEEN_S)
        terminal.drain()
    return took


def _modes(terminal: Terminal) -> list[float]:
    """The timeline and back to the control room."""
    took = []
    for _ in range(KEYS // 10):
        for key, shows in (("3", "Lanes"), ("2", "Departments")):
            terminal.drain()
            began = terminal.type(key)
            took.append((terminal.wait(shows) - began) * 1000)
            sleep(BETWEEN_S)
    return took
