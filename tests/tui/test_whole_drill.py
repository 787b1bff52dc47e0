"""A whole drill typed by key on two terminals, one of which dies in the middle."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.events import (
    Classified,
    DrillEnded,
    Event,
    InjectDelivered,
    NoteWritten,
    Paused,
    PhaseEntered,
    SpeedChanged,
    StepSettled,
    UpdateSent,
)
from drillkit.shipped import runbooks
from tests.conduct.small import ORGANISATION, SCENARIO, texts
from tests.tui.tmux import IS_HERE, Terminal

pytestmark = pytest.mark.skipif(not IS_HERE, reason="needs tmux")

FIX = '      fix: {do: "Fix the cable", by: lead, takes: [20m, 30m, 40m]}\n'
HELD = """\
  journalist:
    at: 2h
    hold: true
    to: noc
    says: "A journalist rings."
    expects: {do: "Say who speaks", within: 10m, by: lead}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The small plan with a repair of one step, which is not done when it ends."""
    always_open = ORGANISATION.replace(', access: {from: "10:00", to: "12:00"}', "")
    files = texts(organisation=always_open, repair=FIX, scenario=SCENARIO + HELD)
    for name, text in files.items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def entries(home: Path) -> list[Event]:
    file = find_drill(Workspace(home), "latest")
    return [line.entry.event for line in open_drill(file).read(file.drill)]


def of(home: Path, kind: type) -> list[Event]:
    return [event for event in entries(home) if isinstance(event, kind)]


def join(home: Path) -> Terminal:
    return Terminal("join", "latest", "--as", "lead", at=home)


def kill(terminal: Terminal) -> None:
    """Without a word to anybody."""
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait_until(terminal.is_dead, "the end of a killed program")


def triage(player: Terminal) -> None:
    """Take, done, facts; each is waited for as a person would."""
    player.wait("t take")
    player.type("t")
    player.wait("[>]")
    player.type("x")
    player.wait("takes it back")
    player.type("j", "f")
    player.wait("Not classified")
    player.type("3")
    player.wait("The answers give: major")
    player.type("Tab", "3")
    player.wait_until(lambda: "▌3" in player.text, "the number typed in")
    player.type("Tab", "Enter")
    player.wait("written down: report facts")


def decide(player: Terminal) -> None:
    player.type("G", "d")
    player.wait("leads to: Repair")
    player.type("1", "Tab", "Enter")
    player.wait("Fix the cable")


def speak(player: Terminal) -> None:
    """An update out of its draft, and a note."""
    player.type("U")
    player.wait("next word in")
    player.type("Tab", "Tab", "Tab", "Enter")
    player.wait("written down: send an update")
    player.type("n")
    player.wait("nothing is written")
    player.type("crew of two on its way", "Enter")
    player.wait("written down: note")


def direct(director: Terminal, player: Terminal) -> None:
    """Pause, go on faster, send what was held."""
    director.type("space")
    player.wait("PAUSED")
    director.type("space")
    player.wait("> RUN")
    director.type("+")
    player.wait("x2")
    director.type(":")
    director.type("inject.send journalist", "Enter")
    director.wait("Send it now?")
    director.type("y")
    player.wait("A journalist rings.")


def end(director: Terminal) -> None:
    director.type(":")
    director.type("drill.end", "Enter")
    director.wait("how it ends")
    director.type("Tab", "Tab", "Enter")
    director.wait("This ends it for everybody.")
    director.type("en", "Enter")
    director.type("d", "Enter")
    director.wait("ENDED")


def test_a_drill_is_typed_through_by_key_and_a_killed_seat_loses_nothing(home):
    with Terminal("run", "storm", at=home) as director:
        director.wait("Departments")
        with join(home) as player:
            triage(player)
            decide(player)
            before = entries(home)
            kill(player)

        with join(home) as player:
            player.wait("Fix the cable")
            assert entries(home)[: len(before)] == before
            direct(director, player)
            speak(player)
            player.type("g", "t")
            player.wait("[>]")
            end(director)
            player.wait("ENDED")

    assert [event.path for event in of(home, PhaseEntered)] == [
        "triage",
        "repair",
    ]
    assert [event.path for event in of(home, StepSettled)] == [
        "triage/look",
        "triage/size",
        "triage/declare",
    ]
    assert [event.level for event in of(home, Classified)] == ["major"]
    assert [event.text for event in of(home, NoteWritten)] == ["crew of two on its way"]
    assert [event.inject for event in of(home, InjectDelivered)] == [
        "alarm",
        "journalist",
    ]
    for once in (Paused, SpeedChanged, UpdateSent, DrillEnded):
        assert len(of(home, once)) == 1, once


def test_after_everybody_was_killed_the_drill_comes_back_to_its_second(home):
    with Terminal("run", "storm", at=home) as director:
        director.wait("Departments")
        with join(home) as player:
            player.wait("Look")
            player.type("x")
            player.wait("takes it back")
            before = entries(home)
            kill(director)
            kill(player)

    with Terminal("resume", "latest", "--paused", at=home) as director:
        director.wait("PAUSED")
        with join(home) as player:
            player.wait("[x]")
            assert entries(home)[: len(before)] == before
        stood = director.text.splitlines()[0]
        assert "T+00:00:" in stood


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A workspace with the reference plan."""
    shutil.copytree(runbooks(), tmp_path / "runbooks")
    return tmp_path


def size_up(engineer: Terminal) -> None:
    """Answer the call, confirm the alarm, say how bad it is."""
    engineer.wait("!! CALL")
    engineer.type("a")
    engineer.wait("take charge")
    engineer.type("Enter", "Enter")
    engineer.wait("written down: acknowledge")
    engineer.type("t")
    engineer.wait("[>]")
    engineer.type("x")
    engineer.wait("takes it back")
    engineer.type("j", "f")
    engineer.wait("Not classified")
    engineer.type("3", "Tab", "2", "Tab", "2")
    engineer.wait("The answers give: Critical")
    engineer.type("Tab", "1", "2")
    engineer.wait_until(lambda: "▌12" in engineer.text, "the number typed in")
    engineer.type("Tab", "Enter")
    engineer.wait("written down: report facts")


@pytest.mark.soak
def test_the_shipped_plan_begins_and_its_first_phase_is_typed_through(shipped):
    with Terminal("run", "first-light", at=shipped) as director:
        director.wait("Departments")
        with Terminal("join", "latest", "--as", "noc-duty-engineer", at=shipped) as one:
            size_up(one)
        with Terminal("join", "latest", "--as", "noc-shift-lead", at=shipped) as lead:
            lead.wait("Is it real?")
            lead.type("G", "d")
            lead.wait("leads to: Restore the service")
            lead.type("1", "Tab", "Enter")
            lead.wait("written down: decide")
            lead.wait("Plan and people")
        director.wait("Critical")

    noc = [x for x in of(shipped, PhaseEntered) if x.run.startswith("network")]
    assert [event.path for event in noc[:2]] == ["triage", "restore"]
    assert [event.level for event in of(shipped, Classified)] == ["critical"]
    settled = [x for x in of(shipped, StepSettled) if x.run.startswith("network")]
    assert [(x.path, x.outcome) for x in settled[:3]] == [
        ("triage/confirm", "done"),
        ("triage/size-up", "done"),
        ("triage/declare", "real"),
    ]
