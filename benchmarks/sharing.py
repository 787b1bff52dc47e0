"""From a key at one terminal to the frames of seven others, all on one log."""

import select
from time import perf_counter, sleep

from benchmarks.rounds import Result, amount, folder_on_disk
from benchmarks.terminals import PATIENCE_S, Terminal, seats
from benchmarks.underway import shipped, under_way

NAME = "sharing"

NOTES = 20
MOST_MS = 100
# The director and these; whoever looks on writes no notes.
WRITERS = 5
ROLES = (
    "noc-shift-lead",
    "noc-duty-engineer",
    "billing-analyst",
    "client-manager",
    "observer",
    "evaluator:network-operations",
    "controller:network-operations",
)


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        drill = under_way(shipped(), "city-blackout", folder, 47)
        asked = [("join", drill, "--as", role) for role in ROLES]
        with seats(folder, ("resume", drill), *asked) as opened:
            for terminal in opened:
                terminal.wait("EXERCISE")
            sleep(3)
            took = sorted(x for n in range(NOTES) for x in _shared(opened, f"zq{n:03}"))
    p95 = took[int(len(took) * 0.95)]
    detail = f"median {took[len(took) // 2]:.0f}, most {took[-1]:.0f} of {len(took)}"
    what = f"done here, seen there, {len(opened)} terminals"
    return (amount(what, p95, "ms (p95)", MOST_MS, detail),)


def _shared(opened: list[Terminal], note: str) -> list[float]:
    """A note from each in turn; how long until each of the others shows it."""
    number = int(note[2:]) % WRITERS
    writer, others = opened[number], opened[:number] + opened[number + 1 :]
    writer.type("n")
    writer.wait("nothing is written")
    writer.type(note)
    writer.wait(note)
    for terminal in others:
        terminal.drain()
    began = writer.type("\r")
    return [(at - began) * 1000 for at in _when_seen(others, note, writer)]


def _when_seen(others: list[Terminal], note: str, writer: Terminal) -> list[float]:
    seen: list[float] = []
    waiting = list(others)
    end = perf_counter() + PATIENCE_S
    while waiting:
        assert perf_counter() < end, f"{note} never came to {len(waiting)}"
        for terminal in select.select([*waiting, writer], [], [], 1)[0]:
            if terminal is writer:
                writer.drain()
            elif terminal.has(note):
                seen.append(perf_counter())
                waiting.remove(terminal)
    return seen
