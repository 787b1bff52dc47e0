"""`run`, `live`, `join` and `resume` as they are typed, where there is no terminal."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from drillkit.cli.main import main
from drillkit.cli.times import wall_time
from drillkit.conduct.codes import is_let_in
from drillkit.conduct.seating import folder_of
from drillkit.conduct.workspace import Workspace, find_drill, latest_drill
from drillkit.engine.drill import Drill
from drillkit.engine.events import InstantStated, Paused, Resumed
from drillkit.engine.evolve import replay
from drillkit.errors import Misuse
from drillkit.log.sqlite import SqliteLog
from tests.conduct.test_two_processes import files

LEAVE = ("--headless", "--leave-after", "0")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a small plan, and the terminal in it."""
    for name, text in files().items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(line)
    out, err = capsys.readouterr()
    return code, out, err


def lived(folder: Path) -> tuple[Drill, list[type]]:
    """The latest drill as its log has it, and what happened in it."""
    file = latest_drill(Workspace(folder))
    with SqliteLog(file.path) as log:
        entries = [line.entry for line in log.read(file.drill)]
    return replay(entries), [type(entry.event) for entry in entries]


def test_a_drill_begins_and_is_found_again(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, out, err = said(capsys, "run", "storm", *LEAVE)
    drill = latest_drill(Workspace(workspace)).drill

    assert code == 0
    assert out.splitlines()[0] == f"drill {drill}"
    assert out.splitlines()[1] == "0:00:00  exercise director  STARTEX: Storm"
    assert f'come back with "drillkit resume {drill}"' in err
    state, _ = lived(workspace)
    assert (state.mode, state.status) == ("drill", "running")


def test_a_second_drill_of_a_day_has_a_name_of_its_own(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    first = said(capsys, "run", "storm", *LEAVE)[1].splitlines()[0]
    second = said(capsys, "run", "storm", *LEAVE)[1].splitlines()[0]

    assert second == f"{first}-2"


@pytest.mark.parametrize(
    "line",
    [
        ("run", "storm"),
        ("live", "--as", "lead"),
        ("join", "latest", "--as", "lead"),
        ("resume",),
    ],
)
def test_without_a_terminal_a_screen_is_refused_and_nothing_begins(
    line: tuple[str, ...], capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, out, err = said(capsys, *line)

    assert (code, out) == (2, "")
    assert "there is no terminal to draw it on" in err
    assert '"drillkit status DRILL"' in err
    assert not (workspace / ".drillkit").exists()


def test_a_department_there_is_not_is_not_simulated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(capsys, "run", "storm", "--simulate", "noc,cares", *LEAVE)

    assert code == 2
    assert 'no department is called "cares"' in err
    assert 'did you mean "care"?' in err


def test_codes_are_printed_and_open_their_seats(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    _, out, _ = said(capsys, "run", "storm", "--codes", *LEAVE)
    pairs = [line.split() for line in out.splitlines() if line.startswith("  ")]
    codes = {seat: code for code, seat in pairs}
    drill = latest_drill(Workspace(workspace)).drill
    folder = folder_of(Workspace(workspace), drill)

    assert {"engineer", "agent", "controller:noc", "director"} <= set(codes)
    assert is_let_in(folder, "engineer", codes["engineer"])
    assert not is_let_in(folder, "engineer", codes["agent"])


def test_the_director_who_leaves_and_comes_back_goes_on(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    said(capsys, "run", "storm", *LEAVE)
    code, out, _ = said(capsys, "resume", *LEAVE)
    state, events = lived(workspace)

    assert code == 0
    assert "Paused – every seat was away" in out.replace("\N{EN DASH}", "–")
    assert (events.count(Paused), events.count(Resumed)) == (1, 1)
    assert state.status == "running"


def test_a_drill_may_be_left_standing(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    said(capsys, "run", "storm", *LEAVE)
    said(capsys, "resume", "--paused", *LEAVE)

    assert lived(workspace)[0].status == "paused"


def test_nobody_is_simulated_by_another_scenario_than_the_drill_s(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    said(capsys, "run", "storm", *LEAVE)
    scenario = workspace / "runbooks/scenarios/storm.yaml"
    scenario.write_text(scenario.read_text().replace("The press", "A paper"))

    code, _, err = said(capsys, "resume", "--simulate", "care", *LEAVE)
    assert code == 2
    assert "is not the one this drill was begun with" in err
    # The director needs no file, because the drill carries its scenario.
    assert said(capsys, "resume", *LEAVE)[0] == 0


def test_a_real_event_is_opened_with_its_times_and_sources(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, out, _ = said(
        capsys, "live", "noc/outage", "--as", "lead", "--name", "L. Lead",
        "--onset", "-1h, the shift book", "--detected", "-20m, monitoring", *LEAVE,
    )  # fmt: skip
    state, events = lived(workspace)

    assert code == 0, out
    assert out.startswith("event live-")
    assert "Command taken: Lead, L. Lead" in out
    assert "according to: the shift book" in out
    assert (state.mode, state.command) == ("live", "lead")
    assert events.count(InstantStated) == 2
    assert state.onset is not None
    assert abs(state.onset + 3_600_000) < 60_000


def test_a_real_event_may_have_no_plan_yet(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, *_ = said(capsys, "live", "--as", "lead", "--title", "It smells", *LEAVE)

    assert code == 0
    assert lived(workspace)[0].runs == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("noc/outrage", "--as", "lead"), 'there is no runbook "noc/outrage"'),
        ((), "nobody has command"),
        (("--as", "observer"), '"observer" is no role that can have command'),
        (("--as", "lead", "--onset", "-1h"), '"-1h" wants its source'),
        (("--as", "lead", "--onset", "soon, me"), '"soon" is not a time'),
        (("--as", "lead", "--onset", "2999-01-01T00:00, me"), "has not come yet"),
    ],
)
def test_what_a_real_event_lacks_is_said(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = said(capsys, "live", *words, *LEAVE)

    assert code == 2
    assert says in err


ZONE = "Europe/Moscow"
NOW = datetime(2026, 11, 24, 3, 10, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("03:05", "2026-11-24T03:05:00+03:00"),
        ("23:50", "2026-11-23T23:50:00+03:00"),
        ("-10m", "2026-11-24T03:00:00+03:00"),
        ("-1h30m", "2026-11-24T01:40:00+03:00"),
        ("2026-11-22T12:00:30", "2026-11-22T12:00:30+03:00"),
    ],
)
def test_a_wall_time_is_the_last_one_that_can_be_meant(words: str, meant: str) -> None:
    now_ms = round(NOW.timestamp() * 1000)
    found = wall_time(words, now_ms, ZONE)

    assert found == round(datetime.fromisoformat(meant).timestamp() * 1000)


@pytest.mark.parametrize("words", ["", "-", "now", "25:00", "10m"])
def test_what_is_no_wall_time_is_refused(words: str) -> None:
    with pytest.raises(Misuse, match="is not a time"):
        wall_time(words, 0, ZONE)


def test_a_drill_there_is_not_cannot_be_resumed(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, _, err = said(capsys, "resume", "strom", *LEAVE)

    assert code == 2
    assert 'there is no drill "strom"' in err
    with pytest.raises(Misuse):
        find_drill(Workspace(workspace), "strom")
