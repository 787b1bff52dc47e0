"""Kill a seat between two system calls of an append, and look at what is left.

Run as a program of its own, which has one thread and may fork: for each run it forks a
seat, follows it through ptrace, kills it at the chosen stop and takes the log up again.
Every system call has two stops: before it is made and after.

    python -m tests.faults.kills FOLDER RUNS SEED    prints a line of JSON for each run
"""

import ctypes
import json
import os
import random
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from drillkit.engine.clock import drill_at
from drillkit.engine.entry import Entry
from drillkit.engine.events import Event, NoteWritten, Paused, Resumed
from drillkit.engine.evolve import replay
from drillkit.log import sqlite_file
from drillkit.log.chain import verify
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import SCRIBE

TRACEME, SYSCALL, SETOPTIONS = 0, 24, 0x4200
SYSGOOD, EXITKILL = 1, 0x100000
AT_A_CALL = signal.SIGTRAP | 0x80

# How many entries each append has, and how long each is: single ones take a shorter
# way through the store, long ones run over many pages.
APPENDS = ((1, 9), (3, 40), (1, 9), (2, 9_000), (1, 9), (5, 600), (1, 9), (1, 9)) * 2
# Single appends of these set the drill's clock going, stop it and set it going again.
SECOND, LATER = 1_000, 100_000
STARTED, PAUSED, RESUMED = 2, 6, 10
CLOCK: dict[int, Event] = {
    STARTED: Resumed(SECOND * STARTED),
    PAUSED: Paused(SECOND * PAUSED),
    RESUMED: Resumed(SECOND * RESUMED),
}
# After so many pages SQLite moves the write-ahead log into the file; usually 1,000.
PAGES = 6
# Few kills may fall on making the write-ahead log long; usually it is 1,000 pages.
LOG_PAGES = 3
UNTRACEABLE = 3


def entries(number: int) -> list[Entry]:
    """What append *number* brings, a second later; every seat would bring the same."""
    count, length = APPENDS[number]
    text = f"{number} " + "x" * length
    said = CLOCK.get(number, NoteWritten(text))
    at = SECOND * min(number, PAUSED)
    return [Entry(at, said, SCRIBE, f"{number}/{i}") for i in range(count)]


def shown(found: int) -> int:
    """What the drill's clock shows at last, by the appends that are there."""
    if found <= STARTED:
        return 0
    if found <= PAUSED:
        return LATER
    stood = SECOND * PAUSED
    return stood if found <= RESUMED else stood + LATER - SECOND * RESUMED


def live(path: Path, acks: int) -> None:
    """The life of a seat: open, append and acknowledge, close."""
    sqlite_file.LOG_PAGES = LOG_PAGES
    with SqliteLog(path, lambda: 7) as log:
        log._connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
        after = 0
        for number in range(len(APPENDS)):
            after = log.append("d", after, entries(number))[-1].seq
            os.write(acks, bytes([after]))


def ptrace(request: int, pid: int, data: int = 0) -> None:
    """One request; OSError if the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long] * 2 + [ctypes.c_void_p] * 2
    libc.ptrace.restype = ctypes.c_long
    if libc.ptrace(request, pid, None, data) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def seat(path: Path, acks: int) -> NoReturn:
    """The forked child."""
    try:
        ptrace(TRACEME, 0)
    except OSError:
        os._exit(UNTRACEABLE)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        live(path, acks)
    finally:
        os._exit(0)


def killed(path: Path, stop: int) -> tuple[int, int]:
    """A seat killed at a stop: how many stops it came to, and the last acknowledged."""
    reading, acks = os.pipe()
    if (pid := os.fork()) == 0:
        seat(path, acks)
    os.close(acks)
    try:
        came = followed(pid, stop)
    finally:
        data = os.read(reading, 4096)
        os.close(reading)
    return came, data[-1] if data else 0


def followed(pid: int, stop: int) -> int:
    """Follow a seat from stop to stop; returns after its death."""
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status):
        sys.exit(UNTRACEABLE)
    ptrace(SETOPTIONS, pid, SYSGOOD | EXITKILL)
    came = passed_on = 0
    while True:
        ptrace(SYSCALL, pid, passed_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return came
        passed_on = 0 if os.WSTOPSIG(status) == AT_A_CALL else os.WSTOPSIG(status)
        came += not passed_on
        if came == stop:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return came


def aftermath(path: Path, acked: int) -> list[str]:
    """What is wrong with the log a dead seat left; empty if it holds its promise."""
    ends = [0]
    for count, _ in APPENDS:
        ends.append(ends[-1] + count)
    with SqliteLog(path, lambda: 8) as log:
        verdict = verify("d", log.rows("d"))
        found = verdict.head.seq
        wrong = [f"fault {verdict.fault}"] if verdict.fault else []
        if found < acked:
            wrong.append(f"{acked} acknowledged, {found} found")
        if found not in ends:
            wrong.append(f"half an append: {found}")
        if wrong:
            return wrong
        drill = replay(one.entry for one in log.read("d"))
        if drill_at(drill.clock, LATER) != shown(ends.index(found)):
            return [f"the drill's clock shows {drill_at(drill.clock, LATER)}"]
        # The next seat sends again what it had no answer to, and goes on.
        after = acked
        for number in range(ends.index(acked), len(APPENDS)):
            after = log.append("d", after, entries(number))[-1].seq
        read = [one.entry for one in log.read("d")]
    lived = [entry for number in range(len(APPENDS)) for entry in entries(number)]
    return [] if read == lived else ["going on did not give the life that was meant"]


def stops(path: Path, runs: int, seed: int) -> Sequence[int]:
    """Where to kill: all stops as evenly as so many runs can cover them."""
    total, _ = killed(path, 0)
    shift = random.Random(seed).random()
    return [1 + int((run + shift) * total / runs) % total for run in range(runs)]


def main(folder: Path, runs: int, seed: int) -> None:
    chosen = stops(folder / "whole.db", runs, seed)
    for run, stop in enumerate(chosen):
        path = folder / f"{run}.db"
        _, acked = killed(path, stop)
        wrong = aftermath(path, acked)
        print(json.dumps({"stop": stop, "acked": acked, "wrong": wrong}))
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
