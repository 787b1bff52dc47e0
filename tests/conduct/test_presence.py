"""Who is there, who was cut off, and who sits where somebody sat."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from platform import node

import pytest

from drillkit.conduct.presence import OFFLINE_AFTER_MS, Presence, _is_surely_dead
from drillkit.errors import SeatTaken

START = 1_800_000_000_000
SITTER = """
import sys
from pathlib import Path
from drillkit.conduct.clock import rest
from drillkit.conduct.presence import Presence
chair = Presence(Path(sys.argv[1])).sit("engineer", "E. Engineer")
print("sits", flush=True)
while chair.touch():
    rest(20)
print("sent away", flush=True)
"""


class Wall:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def presence(tmp_path: Path, wall: Wall) -> Presence:
    return Presence(tmp_path / "storm-1", wall)


def test_a_taken_seat_is_refused_and_says_by_whom(presence: Presence) -> None:
    presence.sit("engineer", "E. Engineer")

    with pytest.raises(SeatTaken, match='"engineer": E. Engineer'):
        presence.sit("engineer", "F. Fitter")
    presence.sit("agent", "F. Fitter")


def test_whoever_takes_a_seat_over_sends_the_other_away(
    presence: Presence, wall: Wall
) -> None:
    first = presence.sit("engineer", "E. Engineer")
    second = presence.sit("engineer", "F. Fitter", instead=True)
    wall.now += 1_000

    assert not first.touch()
    assert second.touch()
    assert [sitter.person for sitter in presence.sitters()] == ["F. Fitter"]


def test_one_who_was_sent_away_takes_nobody_along_when_leaving(
    presence: Presence,
) -> None:
    first = presence.sit("engineer")
    presence.sit("engineer", instead=True)
    first.leave()

    assert presence.there() == {"engineer"}


def test_whoever_gives_no_sign_of_life_is_offline_and_may_be_replaced(
    presence: Presence, wall: Wall
) -> None:
    presence.sit("engineer")
    wall.now += OFFLINE_AFTER_MS

    assert presence.there() == frozenset()
    assert [sitter.seat for sitter in presence.sitters()] == ["engineer"]
    presence.sit("engineer")
    assert presence.there() == {"engineer"}


def test_a_sign_of_life_keeps_the_seat(presence: Presence, wall: Wall) -> None:
    chair = presence.sit("engineer")
    for _ in range(20):
        wall.now += 1_000
        assert chair.touch()

    assert presence.there() == {"engineer"}
    assert presence.seen() == ({"engineer": wall.now}, frozenset())


def test_who_left_is_missed_by_nobody_but_remembered(
    presence: Presence, wall: Wall
) -> None:
    chair = presence.sit("engineer")
    wall.now += 3_000
    chair.leave()

    assert presence.sitters() == ()
    assert presence.there() == frozenset()
    assert presence.last_sign() == wall.now


def test_a_seat_of_a_department_is_a_file_like_any_other(presence: Presence) -> None:
    presence.sit("controller:noc")

    assert presence.there() == {"controller:noc"}


def test_a_folder_that_was_swept_away_costs_nobody_the_seat(
    presence: Presence, wall: Wall, tmp_path: Path
) -> None:
    chair = presence.sit("engineer")
    (tmp_path / "storm-1" / "engineer.seat").unlink()
    wall.now += 1_000

    assert chair.touch()
    assert presence.there() == {"engineer"}


def test_junk_in_the_folder_is_nobody(presence: Presence, tmp_path: Path) -> None:
    presence.sit("engineer")
    (tmp_path / "storm-1" / "agent.seat").write_text("{not json")
    (tmp_path / "storm-1" / "lead.seat").write_text("[]")

    assert presence.there() == {"engineer"}


def test_a_process_that_was_killed_is_missed_and_may_come_back(tmp_path: Path) -> None:
    wall = Wall()
    folder = tmp_path / "storm-1"
    run = [sys.executable, "-c", SITTER, str(folder)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, env=env) as sitter:
        assert sitter.stdout is not None
        assert sitter.stdout.readline() == "sits\n"
        [there] = Presence(folder).sitters()
        sitter.send_signal(signal.SIGKILL)
    # Not a moment later, since whoever was cut off is back as soon as that.
    wall.now = there.seen_ms
    presence = Presence(folder, wall)

    assert presence.there() == frozenset()
    assert presence.last_sign() >= there.seen_ms
    presence.sit("engineer", "E. Engineer")
    assert presence.there() == {"engineer"}


def test_a_process_hears_that_somebody_sat_down_instead(tmp_path: Path) -> None:
    folder = tmp_path / "storm-1"
    run = [sys.executable, "-c", SITTER, str(folder)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, env=env) as sitter:
        assert sitter.stdout is not None
        assert sitter.stdout.readline() == "sits\n"
        Presence(folder).sit("engineer", "F. Fitter", instead=True)
        assert sitter.stdout.readline() == "sent away\n"


def test_a_process_that_died_unnoticed_by_its_parent_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert _is_surely_dead(f"{child.pid}@{node()}")
    assert not _is_surely_dead(f"{os.getpid()}@{node()}")
    child.wait()
