"""What was written on paper is typed in afterwards, by several, and only once."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drillkit.cli.main import main
from drillkit.conduct.clock import wall_ms
from drillkit.conduct.starting import begin_drill
from drillkit.conduct.workspace import find_drill, find_workspace, open_drill
from drillkit.errors import TableError
from drillkit.exchange.cells import Sheet
from drillkit.exchange.paper_log import HEADINGS, blank_log, read_log
from drillkit.log.line import Stored
from tests.cli.first_light import copy_to
from tests.exchange.small import STORY

ROOT = Path(__file__).parents[2]
HOUR = 3_600_000
HEAD = 'No.,Time,Whose act,Came by,"What happened, was said or decided"'
PAPER = f"""{HEAD},Action,Row,Answers
A-1,09:05,NOC shift lead,phone,"Next word at ten, says the partner",,,
A-2,T+0:12,noc-duty-engineer,,,step.done,triage/confirm,
A-3,,,,,,,
A-4,10:15,,radio,The crew is at the bridge,,,
"""


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drill that has run for two hours, and the terminal in its workspace."""
    plan = copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    place = find_workspace(tmp_path)
    began = wall_ms() - 2 * HOUR
    begin_drill(place, plan, "first-light", drill="light",
                wall_clock=lambda: began)  # fmt: skip
    return tmp_path


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*line: str) -> tuple[int, str, str]:
        code = main(line)
        out, err = capfd.readouterr()
        return code, out, err

    return run


def typed(workspace: Path) -> list[Stored]:
    """Entries that came from paper."""
    file = find_drill(find_workspace(workspace), "light")
    read = open_drill(file).read("light")
    return [line for line in read if line.entry.key.startswith("paper:")]


def test_lines_keep_when_it_was_whose_it_was_and_how_it_came(
    workspace: Path, said: Any
) -> None:
    (workspace / "a.csv").write_text(PAPER, "utf-8")
    dry = said("transcribe", "light", "a.csv", "--dry-run")
    assert dry[:2] == (0, "3 lines would be entered, 0 are known, 0 refused\n")
    assert typed(workspace) == []

    code, out, err = said("transcribe", "light", "a.csv")

    assert (code, out, err) == (0, "3 lines entered, 0 known already, 0 refused\n", "")
    told = [
        (line.entry.key, line.entry.origin.happened, line.entry.origin.by,
         line.entry.origin.written_by, line.entry.origin.channel)
        for line in typed(workspace)
        if line.entry.origin
    ]  # fmt: skip
    assert told == [
        ("paper:a-1", 5 * 60_000, "noc-shift-lead", "scribe", "phone"),
        ("paper:a-2", 12 * 60_000, "noc-duty-engineer", "scribe", "paper"),
        ("paper:a-4", 75 * 60_000, "scribe", "", "radio"),
    ]
    origin = typed(workspace)[0].entry.origin
    assert origin is not None
    assert origin.why_late == "it was kept on paper at the time"


def test_the_same_file_twice_enters_nothing_the_second_time(
    workspace: Path, said: Any
) -> None:
    (workspace / "a.csv").write_text(PAPER, "utf-8")
    said("transcribe", "light", "a.csv")
    before = typed(workspace)

    again = said("transcribe", "light", "a.csv")

    assert again == (0, "0 lines entered, 3 known already, 0 refused\n", "")
    assert typed(workspace) == before


def test_a_number_that_says_something_else_is_refused_and_both_are_told(
    workspace: Path, said: Any
) -> None:
    (workspace / "a.csv").write_text(PAPER, "utf-8")
    said("transcribe", "light", "a.csv")
    (workspace / "b.csv").write_text(f"{HEAD}\na-4,10:15,,,Something else\n", "utf-8")

    code, out, err = said("transcribe", "light", "b.csv")

    assert (code, out) == (1, "0 lines entered, 0 known already, 1 refused\n")
    assert err.startswith("b.csv:2: a-4: entry #")
    assert "has this number and says something else; if the paper is right" in err


@pytest.mark.parametrize(
    "other",
    [
        "A-2,T+0:12,noc-duty-engineer,,,step.done,triage/scope,",
        "A-2,T+0:12,noc-duty-engineer,,,emergency.declare,,text=Fire",
        "A-2,T+0:12,noc-duty-engineer,,confirmed,,,",
        "A-3,T+0:13,noc-duty-engineer,,,note.write,,text=two",
    ],
)
def test_a_number_of_another_action_target_or_answer_is_refused(
    workspace: Path, said: Any, other: str
) -> None:
    head = f"{HEAD},Action,Row,Answers\n"
    first = (
        "A-2,T+0:12,noc-duty-engineer,,,step.done,triage/confirm,\n"
        "A-3,T+0:13,noc-duty-engineer,,,note.write,,text=one\n"
    )
    (workspace / "a.csv").write_text(head + first, "utf-8")
    (workspace / "b.csv").write_text(f"{head}{other}\n", "utf-8")
    assert said("transcribe", "light", "a.csv")[1].startswith("2 lines entered")
    assert said("transcribe", "light", "a.csv")[1].startswith("0 lines entered, 2 kn")
    before = typed(workspace)

    code, out, err = said("transcribe", "light", "b.csv")

    assert (code, out) == (1, "0 lines entered, 0 known already, 1 refused\n")
    assert "has this number and says something else" in err
    assert typed(workspace) == before


def test_a_dry_run_writes_nothing_at_all(workspace: Path, said: Any) -> None:
    file = find_drill(find_workspace(workspace), "light")
    before = list(open_drill(file).read("light"))
    (workspace / "a.csv").write_text(PAPER, "utf-8")

    assert said("transcribe", "light", "a.csv", "--dry-run")[0] == 0

    assert list(open_drill(file).read("light")) == before


def test_what_cannot_be_entered_is_refused_line_by_line_as_at_a_desk(
    workspace: Path, said: Any
) -> None:
    (workspace / "b.csv").write_text(
        f"{HEAD},Action,Row,Answers\n"
        ",09:05,,,x,,,\n"
        "B-2,soon,,,x,,,\n"
        "B-3,13:05,,,x,,,\n"
        "B-4,09:05,the king,,x,,,\n"
        "B-5,09:05,billing-duty,,,step.done,triage/confirm,\n"
        "B-6,09:05,,,,step.don,,\n"
        "B-7,,,,x,,,\n"
        "B-8,09:05,,phone,,,,\n"
        "B-9,09:06,,,good,,,\n",
        "utf-8",
    )

    code, out, err = said("transcribe", "light", "b.csv")

    assert (code, out) == (1, "1 lines entered, 0 known already, 8 refused\n")
    whys = [line.split(": ", 2)[2] for line in err.splitlines()]
    assert whys[0].startswith("a line without its number could come twice;")
    assert whys[1] == '"soon" is not a time'
    assert whys[2].startswith("4:05:00 is still to come on the drill's clock; a drill")
    assert whys[3].startswith('nobody has the role "the king"')
    assert "NOC duty engineer" in whys[4] or "Billing" in whys[4]
    assert whys[5] == 'no action is called "step.don"; did you mean "step.done"?'
    assert whys[6] == "no time is written on it (B8)"
    assert whys[7] == "nothing is written on it"
    assert [line.entry.key for line in typed(workspace)] == ["paper:b-9"]


def test_two_typists_at_once_enter_each_line_once(workspace: Path) -> None:
    lines = "".join(f"C-{n},09:{n:02d},,,Line {n}\n" for n in range(10, 20))
    (workspace / "c.csv").write_text(f"{HEAD}\n{lines}", "utf-8")
    line = [sys.executable, "-m", "drillkit", "transcribe", "light", "c.csv"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}

    both = [
        subprocess.Popen([*line, "--as", seat], env=env, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for seat in ("scribe", "scribe")
    ]  # fmt: skip
    told = [typist.communicate(timeout=60) for typist in both]

    assert [typist.returncode for typist in both] == [0, 0], told
    entered = [int(out.split()[0]) for out, _ in told]
    assert sum(entered) >= 10
    keys = [one.entry.key for one in typed(workspace)]
    assert sorted(keys) == sorted(f"paper:c-{n}" for n in range(10, 20))


def test_the_blank_table_has_the_numbers_of_the_paper(
    workspace: Path, said: Any
) -> None:
    args = ("print", "first-light", "--kind", "log", "--pages", "1", "--lang", "ru")
    _, out, _ = said(*args)

    table = Path(out.splitlines()[-1])
    assert table.name == "log.ru.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    assert [line.partition(";")[0] for line in lines[1:]] == [
        f"A-{n}" for n in range(1, 19)
    ]
    nothing = "0 lines entered, 0 known already, 0 refused\n"
    assert said("transcribe", "light", str(table))[:2] == (0, nothing)


def test_printing_again_keeps_what_was_typed_into_the_table(
    workspace: Path, said: Any
) -> None:
    line = ("print", "first-light", "--kind", "log", "--pages", "1")
    table = Path(said(*line)[1].splitlines()[-1])
    blank = table.read_bytes()
    written = blank.replace(b"A-1,,,,,", b"A-1,09:05,,,Typed,", 1)
    assert written != blank
    table.write_bytes(written)

    code, out, err = said(*line)

    assert (code, out.splitlines()[-1]) == (0, str(table))
    assert err == f"{table} is left as it is: something is typed into it\n"
    assert table.read_bytes() == written
    table.write_bytes(blank.replace(b"A-18,", b"A-19,"))
    assert said(*line)[2] == ""
    assert table.read_bytes() == blank


def test_a_table_of_something_else_is_no_log() -> None:
    with pytest.raises(TableError, match="no row of headings with a number"):
        read_log(Sheet((("Id", "Message"),)), "t", STORY, 24 * HOUR)


def test_paper_goes_on_past_midnight() -> None:
    rows = [*blank_log(["A-1", "A-2"], "en")]
    rows[1][1:2], rows[1][4], rows[2][1:2], rows[2][4] = ["23:55"], "x", ["00:05"], "y"

    first, second = read_log(Sheet(tuple(map(tuple, rows))), "t", STORY, 24 * HOUR)

    assert isinstance(first.at, int)
    assert isinstance(second.at, int)
    assert second.at - first.at == 10 * 60_000
    assert len(HEADINGS) == len(rows[0])
