"""Calls, questions, hot wash and feedback, typed from several seats to the report."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct.starting import begin_drill
from drillkit.conduct.workspace import find_workspace
from drillkit.shipped import runbooks
from tests.tui.scenes import shipped_plan

NUMBER, SCRIPT = "tel:+7-000-000-00-95", "You see no fault on your side"
PLAYER = ("--as", "partner-duty")
Said = Callable[..., str]


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Said:
    """Do something at a seat of a drill, or look at it: what comes out."""
    shutil.copytree(runbooks(), tmp_path / "runbooks")
    monkeypatch.chdir(tmp_path)
    begin_drill(find_workspace(tmp_path), shipped_plan(), "partner-cut", drill="cut")

    def run(*line: str) -> str:
        code = main(line)
        out, err = capfd.readouterr()
        assert code == 0, err
        return str(out)

    return run


def test_a_call_is_made_heard_and_only_then_read_by_its_players(said: Said) -> None:
    said("do", "cut", "--as", "director", "--yes", "inject.send", "not-us")
    task = said("status", "cut", "--as", "role-player", "--panel", "mine", "--all")
    before = said("status", "cut", *PLAYER, "--panel", "timeline", "--all")

    assert NUMBER in task
    assert "[not-us]" in task
    assert "Everything is green here" not in before

    heard = ("answered=yes", "whom=the shift", "heard=they asked for the kilometre")
    said("do", "cut", "--as", "role-player", "call.heard", "not-us", *heard)
    after = said("status", "cut", *PLAYER, "--panel", "timeline", "--all")
    page = said("status", "cut", "--as", "role-player", "--panel", "mine", "--all")

    assert "Everything is green here" in after
    assert "kilometre" not in after
    assert NUMBER not in after + page


def test_a_question_is_answered_and_the_asker_reads_it(said: Said) -> None:
    asked = said("do", "cut", *PLAYER, "facilitator.ask", "text=May we ring them?")
    number = asked.partition("#")[2].split()[0]
    shown = said("status", "cut", "--as", "director", "--panel", "mine")
    listed = said("do", "cut", "--as", "director")

    assert "! QUESTION" in shown
    assert f"[#{number}]" in shown
    assert "question.answer" in listed

    director = ("--as", "director")
    said("do", "cut", *director, "question.answer", f"#{number}", "text=Yes, do.")
    # Whoever keeps the drill going delivers it.
    said("do", "cut", *director, "note.write", "text=answered")
    assert "exercise control: Yes, do." in said("status", "cut", *PLAYER)
    assert "! QUESTION" not in said("status", "cut", *director)


def test_what_is_said_after_the_end_stands_in_the_report(said: Said) -> None:
    early = ("sort=idea", "text=Ring twice", "owner=partner-duty")
    said("do", "cut", *PLAYER, "hotwash.write", *early)
    said("do", "cut", "drill.end", "--yes", "reason=enough")
    point = ("sort=improve", "text=Old numbers", "department=network-operations")
    said("do", "cut", "--as", "role-player", "hotwash.write", *point)
    said("do", "cut", *PLAYER, "feedback.give", "people=2", "text=Too long")
    named = said("do", "cut", *PLAYER, "feedback.give", "people=5", "named=yes")

    assert "Feedback form handed in" in named
    report = said("status", "cut", "--panel", "report")
    for text in ("Ring twice", "Old numbers", "Too long"):
        assert text in report
    assert "Forms handed in: 2; with a role: 1; anonymous: 1." in report
    rooms = said("status", "cut", "--as", "observer", "--panel", "control")
    assert "-- Hot wash" in rooms
    listed = said("do", "cut", *PLAYER)
    assert "feedback.give" in listed
    assert "update.send" not in listed


def test_an_anonymous_form_names_nobody_in_the_log(said: Said) -> None:
    said("do", "cut", "drill.end", "--yes", "reason=enough")
    said("do", "cut", *PLAYER, "feedback.give", "people=2", "text=Too long")
    lines = said("export", "cut").splitlines()
    (form,) = [line for line in lines if '"feedback-given"' in line]

    assert "partner-duty" not in form
    assert '"origin":null' in form
