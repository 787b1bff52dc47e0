"""Seats on real terminals, several processes on one log."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from drillkit.conduct.workspace import Workspace, find_drill, open_drill
from drillkit.engine.events import Event
from tests.conduct.small import ORGANISATION, texts
from tests.tui.tmux import IS_HERE, Terminal

pytestmark = pytest.mark.skipif(not IS_HERE, reason="needs tmux")
STAFF_SCREEN = "Departments"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace with the small plan, in which the checker finds nothing."""
    always_open = ORGANISATION.replace(', access: {from: "10:00", to: "12:00"}', "")
    for name, text in texts(organisation=always_open).items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def director(home: Path) -> Iterator[Terminal]:
    """A drill that runs, and its director's terminal."""
    with Terminal("run", "storm", at=home) as terminal:
        terminal.wait(STAFF_SCREEN)
        yield terminal


def lead(home: Path, *more: str, **options: int) -> Terminal:
    return Terminal("join", "latest", "--as", "lead", *more, at=home, **options)


def entries(home: Path) -> list[Event]:
    file = find_drill(Workspace(home), "latest")
    return [line.entry.event for line in open_drill(file).read(file.drill)]


def test_what_one_terminal_does_the_other_shows(home, director):
    with lead(home) as terminal:
        terminal.wait("Look")
        terminal.type("x")
        terminal.wait("[x]")
        terminal.wait("takes it back")

        director.wait("Done: Look")
        assert "EXERCISE" in terminal.text
        assert "EXERCISE" in director.text


def test_a_storm_of_sizes_leaves_the_bar_in_its_place(home, director):
    sizes = [(40, 10), (200, 60), (79, 23), (20, 5), (160, 48), (81, 24), (100, 30)]
    for width, height in sizes * 3:
        director.resize(width, height)
    director.wait(STAFF_SCREEN)

    director.wait_until(
        lambda: "EXERCISE" in director.text.splitlines()[0], "the bar at the top"
    )
    assert not director.is_dead()


def test_pasted_garbage_does_nothing(home, director):
    with lead(home) as terminal:
        terminal.wait("Look")
        before = len(entries(home))
        dice = random.Random(7)
        letters = "xtsdnu:/\x07\x1b[31m\x1b]0;owned\x07\n日本ёЖ[/]{}$%"
        terminal.paste("".join(dice.choice(letters) for _ in range(2000)))
        terminal.type("?")
        terminal.wait("take in hand")

        assert len(entries(home)) == before
        assert "owned" not in terminal.text


def test_garbage_pasted_into_a_note_stays_words(home, director):
    with lead(home) as terminal:
        terminal.wait("Look")
        terminal.type("n")
        terminal.wait("nothing is written")
        terminal.paste("[red]open[/red] \\x1b[2J")
        terminal.wait("[red]open[/red]")
        terminal.type("Enter")

        director.wait("[red]o")


def test_a_terminal_that_was_killed_comes_back_to_what_was_written(home, director):
    with lead(home) as killed:
        killed.wait("Look")
        killed.type("x")
        killed.wait("[x]")
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait_until(killed.is_dead, "the end of a killed program")
    before = len(entries(home))

    with lead(home, "--take-over") as back:
        back.wait("[x]")
        assert len(entries(home)) == before
        back.type("n")
        back.wait("nothing is written")


def test_leaving_is_asked_about_and_leaves_the_terminal_as_it_was(home, director):
    with lead(home) as terminal:
        terminal.wait("Look")
        terminal.type("C-q")
        terminal.wait("The drill goes on without this terminal")
        terminal.type("n")
        terminal.wait_until(
            lambda: "The drill goes on" not in terminal.text, "the screen below"
        )
        assert not terminal.is_dead()
        terminal.type("C-q")
        terminal.wait("The drill goes on without this terminal")
        terminal.type("y")
        terminal.wait_until(lambda: terminal.code() == "0", "a good end")

        assert not director.is_dead()


def test_a_terminal_that_speaks_no_utf_8_is_refused_with_the_way_out(home):
    with Terminal("run", "storm", at=home, PYTHONIOENCODING="latin-1") as terminal:
        terminal.wait("UTF-8")
        terminal.wait_until(lambda: terminal.code() == "2", "the code of misuse")

        assert "drillkit status DRILL" in terminal.text.replace("\n", " ")
