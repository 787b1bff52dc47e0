"""`init`, `rehearse` and `replay`, as they are typed and as they answer."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct.workspace import find_workspace
from drillkit.engine.events import DrillBegan
from drillkit.log.sqlite import SqliteLog


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the reference plan, and the terminal in it."""
    assert main(["init", str(tmp_path / "work")]) == 0
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def said(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(line)
    out, err = capsys.readouterr()
    return code, out, err


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_new_workspace_can_be_rehearsed_at_once(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, out, err = said(capsys, "rehearse", "first-light")

    assert code == 0
    assert out.splitlines()[0] == "A city node falls silent"
    assert out.splitlines()[1].startswith("Back to normal in ")
    assert "  late: " in out
    assert "drill first-light-1, " in out
    assert {path.name for path in (workspace / "reports").iterdir()} == {
        "first-light-1.en.html",
        "first-light-1.en.md",
        "first-light-1.en.json",
    }
    assert err.splitlines()[0].startswith("first-light: ")
    assert said(capsys, "verify", "latest")[0] == 0


def test_the_same_seed_takes_the_place_of_its_rehearsal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = ("rehearse", "first-light", "--no-report", "--seed", "4")
    once = said(capsys, *line)[1]
    export = said(capsys, "export", "first-light-4")[1]

    assert said(capsys, *line)[1] == once
    assert said(capsys, "export", "first-light-4")[1] == export
    assert said(capsys, "drills")[1].count("first-light-4") == 1


def test_the_words_on_the_terminal_change_nothing_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = ("rehearse", "first-light", "--no-report")
    english = said(capsys, *line, "--lang", "en")[1]
    export = said(capsys, "export", "latest")[1]
    russian = said(capsys, *line, "--lang", "ru")[1]

    assert russian.splitlines()[0] == "Молчит городской узел"
    assert (
        russian.splitlines()[-1].rpartition(" ")[2]
        == (english.splitlines()[-1].rpartition(" ")[2])
    )
    assert said(capsys, "export", "latest")[1] == export


def test_a_report_goes_where_it_was_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, workspace: Path
) -> None:
    _, out, _ = said(capsys, "rehearse", "first-light", "--report", str(tmp_path / "r"))

    assert f"report: {tmp_path / 'r' / 'first-light-1.en.html'}" in out
    assert not (workspace / "reports").exists()


def test_a_scenario_can_be_named_by_its_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = "runbooks/scenarios/first-light.yaml"
    code, out, _ = said(capsys, "rehearse", file, "--no-report")

    assert code == 0
    assert "drill first-light-1, " in out


def test_another_plan_can_be_rehearsed_from_here(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    line = ("rehearse", "first-light", "--no-report", "--plan", "../work/runbooks")

    assert said(capsys, *line)[0] == 0
    assert (elsewhere / ".drillkit" / "drills" / "first-light-1.db").is_file()


def test_profiles_have_drills_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    line = ("rehearse", "first-light", "--no-report", "--profile", "ideal")

    assert "drill first-light-1-ideal, " in said(capsys, *line)[1]


def test_a_misspelt_scenario_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "rehearse", "first-lihgt") == (
        2,
        "",
        'drillkit: there is no scenario "first-lihgt"\n'
        '  = did you mean "first-light"?\n',
    )


def test_without_a_likeness_all_scenarios_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "rehearse", "earthquake")[2].splitlines()[1] == (
        "  = there are: city-blackout, first-light, island-node, office-lost, "
        "partner-cut, satellite-loss"
    )


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "rehearse", "storm.yaml")[::2] == (
        2,
        "drillkit: there is no file storm.yaml\n",
    )


def test_outside_a_workspace_the_way_out_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert said(capsys, "rehearse", "first-light") == (
        2,
        "",
        'drillkit: there is no folder "runbooks" here or above\n'
        '  = "drillkit init DIR" makes a workspace with a plan to try\n',
    )


def test_a_plan_with_errors_is_not_drilled(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    book = workspace / "runbooks" / "network-operations" / "backbone-outage.yaml"
    edit(book, "by: noc-head", "by: noc-haed")
    code, out, err = said(capsys, "rehearse", "first-light")

    assert (code, out) == (1, "")
    assert "noc-haed" in err
    assert err.splitlines()[-2:] == [
        "drillkit: the plan has errors, so it cannot be drilled: 1",
        '  = "drillkit check" shows them all',
    ]
    assert not (workspace / ".drillkit").exists()


def test_a_drill_that_stalls_ends_with_one_and_says_who_waits(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    edit(
        workspace / "runbooks" / "network-operations" / "backbone-outage.yaml",
        "reaches: {real: declared}",
        "reaches: {real: declared, false-alarm: called-off}",
    )
    edit(
        workspace / "runbooks" / "client-care" / "client-updates.yaml",
        "      last-word:\n",
        "      stop: {await: network-operations/called-off, by: client-manager}\n"
        "      last-word:\n",
    )
    code, out, _ = said(capsys, "rehearse", "first-light", "--no-report")

    assert code == 1
    assert "  still waits: client-care/client-updates/close/stop\n" in out


def test_a_real_drill_is_not_written_over(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")
    path = find_workspace(workspace).drills / "first-light-1.db"
    with SqliteLog(path) as log:
        first = next(log.read("first-light-1")).entry
    path.unlink()
    assert isinstance(first.event, DrillBegan)
    real = replace(first, event=replace(first.event, mode="drill"))
    with SqliteLog(path, lambda: 1) as log:
        log.append("first-light-1", 0, [real])
    code, _, err = said(capsys, "rehearse", "first-light", "--no-report")

    assert code == 2
    assert err.splitlines()[0] == (
        'drillkit: "first-light-1" is not a rehearsal, and is not written over'
    )
    with SqliteLog(path) as log:
        assert log.head("first-light-1").seq == 1


def test_replay_shows_how_it_stood(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rehearse", "city-blackout", "--no-report")
    code, out, _ = said(capsys, "replay", "latest", "--until", "1h20m")

    assert code == 0
    assert out.startswith(
        "1:20:00  2026-11-24 10:20 UTC+03:00  running, severity Crisis\n"
    )
    assert "\nNetwork operations centre [Crisis]: " in out
    assert "\nowed, soonest first:\n" in out
    assert said(capsys, "replay", "latest", "--until", "@10:20")[1] == out
    assert "overdue by 0" not in out
    owed = out.partition("\nowed, soonest first:\n")[2].splitlines()
    assert any(line.startswith("  Network operations centre: ") for line in owed)
    # Whoever was to answer owes it, and not the department that called.
    [answer] = [line for line in owed if "answer to a message: NOC shift lead" in line]
    assert answer.startswith("  Network operations centre: ")
    assert not any(line.startswith("  expected action") for line in owed)


def test_a_brief_replay_shows_who_commands_and_what_presses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "rehearse", "city-blackout", "--no-report")
    line = ("replay", "latest", "--until", "1h20m")
    whole = said(capsys, *line)[1].splitlines()
    brief = said(capsys, *line, "--brief")[1].splitlines()

    assert brief[:2] == whole[:2]
    assert brief[1].startswith("in command: ")
    late = brief[brief.index("overdue:") + 1 : brief.index("next:") - 1]
    soon = brief[brief.index("next:") + 1 :]
    assert late == [row for row in whole if ": overdue by " in row]
    assert soon == [row for row in whole if row.endswith(" left")][:5]
    assert len(soon) == 5


def test_show_tells_a_selection_in_which_nothing_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")

    assert said(capsys, "show", "latest", "--from", "9d") == (
        0,
        "",
        "no entry is what was asked for\n",
    )
    assert said(capsys, "show", "latest", "--from", "1h", "--until", "30m") == (
        2,
        "",
        "drillkit: --from 1h is after --until 30m\n",
    )
    assert said(capsys, "show", "latest", "--from", "10:20")[0] == 2


def test_on_a_terminal_lines_are_broken_between_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys, "rehearse", "city-blackout", "--no-report")
    piped = said(capsys, "replay", "latest", "--until", "1h20m")[1]
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("drillkit.cli.replay.is_terminal", lambda: True)
    drawn = said(capsys, "replay", "latest", "--until", "1h20m")[1]

    assert max(map(len, piped.splitlines())) > 60
    assert max(map(len, drawn.splitlines())) <= 60
    assert drawn.split() == piped.split()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_timeline_on_a_narrow_terminal_breaks_no_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")
    line = ("show", "latest", "--all", "--lang", lang)
    piped = said(capsys, *line)[1]
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("drillkit.cli.show.is_terminal", lambda: True)
    drawn = said(capsys, *line)[1]

    assert max(map(len, drawn.splitlines())) <= 80
    assert words_in(drawn) <= words_in(piped)


def words_in(text: str) -> set[str]:
    return set(re.split(r"[\s():]+", text))


def test_replay_without_a_time_shows_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")
    _, out, _ = said(capsys, "replay", "latest")

    assert "ended, severity" in out.splitlines()[0]
    assert "owed, soonest first:" not in out


def test_replay_at_the_start_shows_who_stands_by(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "rehearse", "office-lost", "--no-report")

    out = said(capsys, "replay", "latest", "--until", "1s")[1]
    assert ": stands by\n" in out


def test_replay_asks_for_a_time_it_can_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")

    assert said(capsys, "replay", "latest", "--until", "soon") == (
        2,
        "",
        'drillkit: "soon" is not a time\n'
        "  = write 1:30 or 90m since STARTEX, or @10:30 of the story's clock\n",
    )


def test_a_folder_with_files_is_left_alone(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    code, _, err = said(capsys, "init", str(workspace))

    assert code == 2
    assert err.splitlines()[1] == (
        "  = name a new folder, or add --force to write into this one"
    )


def test_force_writes_the_plan_anew_and_leaves_the_rest(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    (workspace / ".gitignore").write_text("mine\n", "utf-8")
    (workspace / "notes.txt").write_text("mine\n", "utf-8")
    organisation = workspace / "runbooks" / "organisation.yaml"
    before = organisation.read_text("utf-8")
    organisation.write_text("organisation: spoilt\n", "utf-8")

    assert said(capsys, "init", str(workspace), "--force")[0] == 0
    assert organisation.read_text("utf-8") == before
    assert (workspace / ".gitignore").read_text("utf-8") == "mine\n"
    assert (workspace / "notes.txt").read_text("utf-8") == "mine\n"


def test_a_file_is_no_folder(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    (workspace / "file").write_text("", "utf-8")

    assert said(capsys, "init", str(workspace / "file"))[2] == (
        f"drillkit: {workspace / 'file'} is not a folder\n"
    )


def test_a_new_workspace_keeps_people_out_of_git(workspace: Path) -> None:
    assert "roster.yaml" in (workspace / ".gitignore").read_text("utf-8").split()
    assert not (workspace / "runbooks" / "roster.yaml").exists()


def test_a_rehearsal_that_was_broken_off_is_not_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys, "rehearse", "first-light", "--no-report")
    before = said(capsys, "drills")

    def interrupt(_tenths: object, _progress: object) -> None:
        raise KeyboardInterrupt

    # As if Ctrl-C were pressed when the first progress is shown.
    monkeypatch.setattr("drillkit.cli.rehearse._Plain.__call__", interrupt)
    for seed in ("1", "2"):
        code, out, err = said(capsys, "rehearse", "first-light", "--seed", seed)
        assert (code, out) == (130, "")
        assert err.replace("\n\n", "\n").splitlines() == [
            "drillkit: the rehearsal was broken off and is not kept; "
            "drills are as before",
            "drillkit: interrupted",
        ]

    assert said(capsys, "drills") == before
