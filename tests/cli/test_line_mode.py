"""A drill from a seat without a screen: `status` and `do`."""

import shutil
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.cli.seats import Lines
from drillkit.conduct.seating import stand_by
from drillkit.conduct.starting import begin_drill
from drillkit.conduct.workspace import find_drill, find_workspace
from drillkit.shipped import runbooks
from tests.tui.scenes import shipped_plan

ENGINEER = ("--as", "noc-duty-engineer")
RUN = "network-operations"
LEAD = ("--as", "noc-shift-lead")


@pytest.fixture(autouse=True)
def drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A drill that has just begun, and the terminal in its workspace."""
    shutil.copytree(runbooks(), tmp_path / "runbooks")
    monkeypatch.chdir(tmp_path)
    workspace = find_workspace(tmp_path)
    return begin_drill(workspace, shipped_plan(), "first-light", drill="light")


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> object:
    """Run a command line; its exit code, output and errors."""

    def run(*line: str) -> tuple[int, str, str]:
        code = main(line)
        out, err = capfd.readouterr()
        return code, out, err

    return run


def told(said: object, *line: str) -> str:
    assert callable(said)
    code, out, err = said(*line)
    assert code == 0, err
    return str(out)


def failed(said: object, *line: str) -> tuple[int, str]:
    assert callable(said)
    code, out, err = said(*line)
    assert out == ""
    return int(code), str(err)


def size_up(said: object) -> None:
    """The engineer's part of the first phase."""
    assert "Done" in told(said, "do", "light", *ENGINEER, "step.done", "confirm")
    facts = ("service=lost", "scale=city", "redundancy=no", "clients=12")
    told(said, "do", "light", *ENGINEER, "facts.report", "size-up", *facts)


def test_a_department_goes_through_its_first_phase(said: object) -> None:
    answered = told(said, "do", "light", *ENGINEER, "call.answer", "call-1")
    assert "took charge" in answered
    size_up(said)
    decided = told(said, "do", "light", *LEAD, "step.decide", "declare", "outcome=real")
    assert "Restore the service" in decided
    seen = told(said, "status", "light", *LEAD)
    assert "phase 2 of 3" in seen
    assert "Critical" in seen


def test_status_names_each_row_as_do_takes_it(said: object) -> None:
    seen = told(said, "status", "light", *ENGINEER)
    name = "network-operations/backbone-outage:triage/confirm"
    assert f"[{name}]" in seen
    assert "Done" in told(said, "do", "light", *ENGINEER, "step.done", name)


def test_status_writes_nothing(said: object, tmp_path: Path) -> None:
    before = told(said, "show", "light", "--all")
    told(said, "status", "light", "--as", "director")
    assert told(said, "show", "light", "--all") == before


def test_a_participant_is_shown_nothing_that_is_still_to_come(said: object) -> None:
    scenario = shipped_plan().scenarios["first-light"].model
    secret = [i.says.say("en") for i in scenario.injects.values() if i.at != 0]
    assert secret
    for panel in ("mine", "control", "timeline", "report"):
        seen = told(said, "status", "light", *ENGINEER, "--panel", panel, "--all")
        assert not [words for words in secret if words[:20] in seen], panel


def test_what_a_seat_may_not_do_is_refused_in_a_sentence(said: object) -> None:
    code, err = failed(said, "do", "light", *ENGINEER, "clock.pause")
    assert code == 1
    assert "is no seat for this" in err


def test_what_can_be_done_is_listed_row_by_row(said: object) -> None:
    listed = told(said, "do", "light", *ENGINEER)
    assert "[network-operations/backbone-outage:triage/confirm]" in listed
    assert "    step.done: done" in listed
    assert "inject.send" not in listed
    assert "clock.pause" not in listed


def test_a_question_mark_shows_what_is_asked(said: object) -> None:
    size_up(said)
    asked = told(said, "do", "light", *LEAD, "step.decide", "declare", "?")
    assert "real: Declare the event; leads to: Restore the service" in asked


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("step.dome", "confirm"), 'did you mean "step.done"?'),
        (("step.done",), "wants the name of one row"),
        (("step.done", "confrm"), "there is no one row"),
        (("step.skip", "confirm"), "add reason="),
        (("step.skip", "confirm", "why=x"), 'does not ask for "why"'),
        (("step.decide", "confirm"), "cannot be done to"),
        (("note.write", "confirm", "text=x"), "is no name=value"),
        (("note.write", "text=x", "--at", "+5m"), "still to come"),
        (("note.write", "text=x", "--at", "noon"), "is no time"),
        (("step.done", "size-up"), "cannot be done to"),
        (("facts.report", RUN, "scale=galaxy"), "it is one of"),
        (("facts.report", RUN, "clients=x"), "is no whole number"),
        (("facts.report", RUN), "answer at least one question"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_a_way_out(
    said: object, line: tuple[str, ...], says: str
) -> None:
    code, err = failed(said, "do", "light", *ENGINEER, *line)
    assert code == 2
    assert says in err


def test_one_person_types_for_another_and_late(said: object) -> None:
    scribe = ("--as", "scribe", "--for", "noc-shift-lead", "--by", "phone")
    told(
        said, "do", "light", *scribe, "--at", "-10m", "--late", "was driving",
        "note.write", "text=next word at 04:00",
    )  # fmt: skip
    seen = told(said, "show", "light", "--kind", "note-written")
    assert "next word at 04:00" in seen
    assert "was driving" in seen


def test_ending_a_drill_for_everybody_wants_to_be_meant(said: object) -> None:
    code, err = failed(said, "do", "light", "drill.end")
    assert code == 2
    assert "--yes" in err
    told(said, "do", "light", "drill.end", "--yes", "reason=enough")
    assert "ENDED" in told(said, "status", "light")


def test_the_line_mode_speaks_russian(said: object) -> None:
    seen = told(said, "--lang", "ru", "status", "light", *ENGINEER)
    assert "УЧЕНИ" in seen
    assert "Подтвердить аварийный сигнал" in seen


def test_a_watch_tells_what_is_new_and_leaves(said: object) -> None:
    seen = told(said, "status", "light", "--watch", "--leave-after", "0.2")
    assert "A city node falls silent" in seen


def test_a_watch_tells_a_seat_no_more_than_its_screen_would(
    said: object, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told(said, "do", "light", "observation.write", "text=they forgot the bank")
    workspace = find_workspace(tmp_path)
    file = find_drill(workspace, "light")
    for seat, is_told in (("noc-duty-engineer", False), ("director", True)):
        with stand_by(workspace, file, seat) as (desk, _presence):
            Lines(desk, "en").tell(desk.stored)
        assert ("forgot the bank" in capfd.readouterr().out) is is_told


def test_asking_what_facts_come_to_writes_nothing(said: object) -> None:
    ask = ("do", "light", *ENGINEER, "facts.report", "size-up", "?")
    assert "Not classified" in told(said, *ask)
    shown = told(said, *ask, "service=lost", "redundancy=no", "scale=city")
    assert "The answers give: Critical" in shown
    assert "tell Executives" in shown
    assert "The answers give" not in told(said, *ask)


def test_the_manner_of_an_act_may_stand_beside_its_answers(said: object) -> None:
    late = ("for=noc-shift-lead", "by=radio", "late=hands full")
    told(said, "do", "light", "--as", "scribe", "note.write", "text=cut", *late)
    wrong = ("do", "light", "--as", "scribe", "note.write", "text=x", "for=nobody")
    assert 'nobody has the role "nobody"' in failed(said, *wrong)[1]


def test_a_step_that_is_not_simply_done_says_which_action_is_meant(
    said: object,
) -> None:
    told(said, "do", "light", *ENGINEER, "step.done", "confirm")
    code, err = failed(said, "do", "light", *ENGINEER, "step.done", "size-up")

    assert code == 2
    assert '"step.done" cannot be done to "size-up" now' in err
    assert 'did you mean "facts.report"?' in err


def test_what_a_jump_voids_can_be_asked_before_it_is_taken(said: object) -> None:
    asked = told(said, "do", "light", "clock.jump", "to=+30m", "?")

    assert "Injects that come at once: 1" in asked
    assert "Clocks that stop, are shown and rated nowhere: " in asked
    assert "T+00:00:" in told(said, "status", "light", "--as", "director")
