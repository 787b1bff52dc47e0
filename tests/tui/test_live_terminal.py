"""A real event on real terminals: what it asks first, and a disk that fills up."""

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.events import (
    CommandTaken,
    Event,
    InstantStated,
    NoteWritten,
    RunJoined,
)
from drillkit.shipped import runbooks
from tests.tui.tmux import IS_HERE, Terminal

pytestmark = pytest.mark.skipif(not IS_HERE, reason="needs tmux")
MNT_DETACH = 2
OUTAGE = "network-operations/backbone-outage"


def entries(home: Path) -> list[Event]:
    file = find_drill(Workspace(home), "latest")
    return [line.entry.event for line in open_drill(file).read(file.drill)]


def live(home: Path) -> Terminal:
    shutil.copytree(runbooks(), home / "runbooks")
    return Terminal("live", OUTAGE, at=home, width=120, height=40)


def open_event(terminal: Terminal) -> None:
    """Answer what a real event asks before it opens a seat; what cannot be meant is
    asked again."""
    for asked, said in (
        ("When did it begin", "sometime"),
        ("When did it begin", "-20m"),
        ("Who says so", "monitoring"),
        ("When was it noticed", "-15m"),
        ("Who says so", "duty engineer"),
        ("When was its ticket opened", "-10m"),
        ("Who says so", "ticket 4711"),
        ("Which role has command", "nobody"),
        ("Which role has command", "noc-shift-lead"),
    ):
        terminal.wait_until(lambda a=asked: _asks(terminal, a), asked)
        terminal.type(said, "Enter")
    terminal.wait("> LIVE")


def _asks(terminal: Terminal, asked: str) -> bool:
    """Whether the last line is this question, still without an answer."""
    last = terminal.text.rstrip().splitlines()[-1:]
    return bool(last) and last[0].startswith(asked) and last[0].rstrip().endswith(":")


def test_a_real_event_asks_first_and_lets_another_plan_join(tmp_path):
    with live(tmp_path) as terminal:
        open_event(terminal)
        assert "EXERCISE" not in terminal.text
        terminal.type(":")
        terminal.type("run.join", "Enter")
        terminal.wait("which plan joins")
        assert "EXERCISE" not in terminal.text
        terminal.type("Escape")
        terminal.wait_until(lambda: "which plan" not in terminal.text, "the seat")
        terminal.type(":")
        terminal.type("run.join runbook=client-care/client-updates", "Enter")
        terminal.wait("written down: let a plan join")

    came = entries(tmp_path)
    joined = [event.runbook for event in came if isinstance(event, RunJoined)]
    assert joined == [OUTAGE, "client-care/client-updates"]
    stated = {e.instant: e.source for e in came if isinstance(e, InstantStated)}
    assert stated == {
        "onset": "monitoring",
        "detected": "duty engineer",
        "ticket": "ticket 4711",
    }
    taken = [event.role for event in came if isinstance(event, CommandTaken)]
    assert taken == ["noc-shift-lead"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    home = tmp_path / "disk"
    home.mkdir()
    if sys.platform != "linux" or not mounted(home, "size=3m"):
        pytest.skip("a small disk needs Linux and root: no disk was filled")
    yield home
    ctypes.CDLL(None).umount2(os.fsencode(home), MNT_DETACH)


def mounted(folder: Path, options: str) -> bool:
    at = os.fsencode(folder)
    return not ctypes.CDLL(None).mount(b"tmpfs", at, b"tmpfs", 0, options.encode())


def note(terminal: Terminal, text: str) -> None:
    terminal.type("n")
    terminal.wait("nothing is written")
    terminal.type(text, "Enter")


def fill(home: Path) -> None:
    with (home / "ballast").open("wb", 0) as ballast:
        try:
            while ballast.write(bytes(4096)):
                pass
        except OSError:
            return


def test_a_full_disk_is_an_alarm_and_what_was_typed_is_written_when_there_is_room(
    small_disk,
):
    with live(small_disk) as terminal:
        open_event(terminal)
        note(terminal, "before")
        terminal.wait("written down: note")
        fill(small_disk)
        for number in range(40):
            # The log's pages take some notes before they ask the disk for room.
            note(terminal, f"note {number} {'x' * 200}")
            terminal.wait_until(lambda: "nothing is" not in terminal.text, "the seat")
            if "is full" in terminal.text:
                break
        terminal.wait("is full")
        # One more may have been typed before the alarm stood there.
        kept = re.search(r"kept here: (\d+)", terminal.wait("kept here: "))
        assert kept
        note(terminal, "meanwhile")
        terminal.wait(f"kept here: {int(kept[1]) + 1}")
        (small_disk / "ballast").unlink()
        terminal.wait_until(lambda: "is full" not in terminal.text, "room again")
        note(terminal, "afterwards")
        terminal.wait("afterwards")

    written = [e for e in entries(small_disk) if isinstance(e, NoteWritten)]
    notes = [event.text.split()[0] for event in written]
    assert notes[0] == "before"
    assert notes[1:-2] == ["note"] * (number + 1)
    assert notes[-2:] == ["meanwhile", "afterwards"]
