"""`drills`, `verify` and `export`, as they are typed and as they answer."""

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct import workspace as module
from drillkit.conduct.workspace import (
    Workspace,
    begin_log,
    find_workspace,
    open_private_log,
)
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import DrillBegan, DrillEnded, NoteWritten
from drillkit.log.private import private_id
from drillkit.log.sqlite import SqliteLog

BEGAN = DrillBegan(
    drill="power-7",
    mode="rehearsal",
    scenario="city-power",
    scenario_hash="ab",
    title={"en": "Power"},
    exercise="EXERCISE",
    lead="noc",
    runs=(),
    items=(),
    level="minor",
    starts_ms=0,
    zone="Asia/Anadyr",
    onset=None,
    ends_when="normal",
    ends_at=None,
    plan={},
    plan_hash="cd",
    wall_ms=5,
    seed=7,
    program="0.1",
)
DIRECTOR = Origin("director")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace with one finished drill, and the terminal in it."""
    (tmp_path / "runbooks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "wall_ms", lambda: 1)
    with begin_log(
        find_workspace(tmp_path), "power-7", lambda: 1_795_600_000_000
    ) as log:
        log.append("power-7", 0, [Entry(0, BEGAN, DIRECTOR, "begin")])
        log.append("power-7", 1, [Entry(9, NoteWritten("свет"), DIRECTOR)])
        log.append("power-7", 2, [Entry(9, NoteWritten("light"), DIRECTOR)])
        log.append("power-7", 3, [Entry(20, DrillEnded("normal"), DIRECTOR)])


def said(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str]:
    code = main(line)
    out, err = capsys.readouterr()
    return code, out + err


def exported(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return said(capsys, "export", "latest")[1].splitlines(keepends=True)


def kept(lines: list[str]) -> str:
    Path("kept.jsonl").write_text("".join(lines), encoding="utf-8")
    return "kept.jsonl"


def head(capsys: pytest.CaptureFixture[str]) -> str:
    return said(capsys, "verify", "latest")[1].split()[-1]


def test_drills_are_listed_with_their_times_where_they_were(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, text = said(capsys, "drills")

    assert code == 0
    assert text.splitlines() == [
        "drill (* latest)  begun             ran for  state",
        "power-7 *         2026-11-25 21:46  0:00:00  back to normal",
    ]


def test_beside_real_drills_rehearsals_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with begin_log(find_workspace(tmp_path), "real", lambda: 1) as log:
        log.append("real", 0, [Entry(0, replace(BEGAN, mode="drill"), DIRECTOR)])
    _, text = said(capsys, "drills")

    assert text.splitlines()[0].split()[3] == "mode"
    assert "  rehearsed  " in text


def test_a_list_of_drills_fits_a_terminal_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = ("normal", "time", "director", "broken-off", "stalled")
    for number, how in enumerate(ends):
        drill = f"city-blackout-{number}-tired"
        with begin_log(find_workspace(tmp_path), drill, lambda: 1) as log:
            log.append(drill, 0, [Entry(0, BEGAN, DIRECTOR)])
            log.append(drill, 1, [Entry(36_000_000, DrillEnded(how))])

    for lang in ("en", "ru"):
        code, text = said(capsys, "drills", "--lang", lang)
        assert code == 0
        assert max(map(len, text.splitlines())) <= 80
        assert len(text.splitlines()) == 2 + len(ends)
        assert text.count(" 10:00:00 ") == len(ends)


def test_outside_a_workspace_the_way_out_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "runbooks").rmdir()
    shutil.rmtree(tmp_path / ".drillkit")

    assert said(capsys, "drills") == (
        2,
        'drillkit: there is no folder "runbooks" here or above\n'
        '  = "drillkit init DIR" makes a workspace with a plan to try\n',
    )


def test_an_empty_workspace_says_so_and_prints_no_table(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "other" / "runbooks").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "other")

    assert main(["drills"]) == 0
    assert capsys.readouterr() == ("", "no drills yet\n")


def test_a_sound_log_says_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(capsys, "verify", "power-7", "--expect-head", head(capsys))

    assert code == 0
    assert text == (
        "drill power-7: all entries are as they were written, 4 of them\n"
        f"head {head(capsys)}\n"
    )


def test_an_export_verifies_like_the_drill_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = exported(capsys)

    assert len(lines) == 4
    assert "свет" in lines[1]
    assert said(capsys, "verify", kept(lines)) == said(capsys, "verify", "latest")


def test_an_export_to_a_file_is_the_same_bytes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "export", "latest", "--output", "out.jsonl") == (0, "")

    text = Path("out.jsonl").read_bytes().decode()
    assert text.splitlines(keepends=True) == exported(capsys)


def test_the_directors_log_is_copied_to_another_who_directs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    here, name = find_workspace(Path.cwd()), private_id("power-7")
    Path("other").mkdir()
    with open_private_log(here, "power-7") as log:
        log.append(name, 0, [Entry(5, NoteWritten("secret"), DIRECTOR)])
    for _ in range(2):
        code, text = said(capsys, "export", "latest", "--director", "other")

    copy = Workspace(Path.cwd() / "other").private_log_of("power-7")
    assert (code, text) == (0, f"{copy}\n")
    with SqliteLog(copy) as log:
        [line] = log.read(name)
    assert line.entry.event == NoteWritten("secret")


def test_a_directors_log_that_is_not_here_is_not_copied(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("other").mkdir()
    code, text = said(capsys, "export", "latest", "--director", "other")

    assert code != 0
    assert "the director's log of drill power-7 is not here" in text
    assert not list(Path("other").iterdir())


def test_a_directors_log_is_not_copied_over_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = find_workspace(Path.cwd())
    with open_private_log(here, "power-7") as log:
        log.append(private_id("power-7"), 0, [Entry(5, NoteWritten("s"), DIRECTOR)])
    code, text = said(capsys, "export", "latest", "--director", ".")

    assert code != 0
    assert "is where the director's log is copied from" in text
    with open_private_log(here, "power-7") as log:
        assert log.head(private_id("power-7")).seq == 1


def swapped(lines: list[str]) -> list[str]:
    return [lines[0], lines[2], lines[1], lines[3]]


def edited(lines: list[str], number: int) -> list[str]:
    changed = lines[number - 1].replace('"at":', '"at":1')
    return [*lines[: number - 1], changed, *lines[number:]]


@pytest.mark.parametrize(
    ("tamper", "up_to", "says"),
    [
        (
            lambda lines: edited(lines, 1),
            "not even its first entry is as it was written",
            "entry 1 was edited",
        ),
        (
            lambda lines: edited(lines, 3),
            "up to entry 2 it is as it was written",
            "entry 3 was edited, or entry 2 was and its hash with it",
        ),
        (
            lambda lines: [lines[0], *lines[2:]],
            "up to entry 1 it is as it was written",
            "entry 2 was removed",
        ),
        (
            lambda lines: [lines[0], lines[3]],
            "up to entry 1 it is as it was written",
            "entries 2 to 3 were removed",
        ),
        (
            lambda lines: [lines[0], lines[0], *lines[1:]],
            "up to entry 1 it is as it was written",
            "entry 2 was put in later",
        ),
        (
            swapped,
            "up to entry 1 it is as it was written",
            "entry 2 stands elsewhere: the order was changed",
        ),
    ],
)
def test_what_was_done_to_a_log_is_said_and_ends_with_one(
    capsys: pytest.CaptureFixture[str], tamper, up_to: str, says: str
) -> None:
    code, text = said(capsys, "verify", kept(tamper(exported(capsys))))

    assert code == 1
    assert text.splitlines()[:2] == [f"drill power-7: {up_to}", says]


def test_a_tail_cut_off_shows_against_the_head_expected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = head(capsys)
    name = kept(exported(capsys)[:3])

    assert said(capsys, "verify", name)[0] == 0
    code, text = said(capsys, "verify", name, "--expect-head", expected)

    assert code == 1
    assert text.splitlines()[1] == (
        "entries from 4 on were removed, or the log was written anew: "
        "the head expected is not in it"
    )


def test_a_log_that_grew_since_its_head_was_printed_is_sound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = exported(capsys)
    early = said(capsys, "verify", kept(lines[:3]))[1].split()[-1]

    code, text = said(capsys, "verify", "latest", "--expect-head", early.upper())

    assert code == 0
    assert text.splitlines()[1] == (
        "entry 3 is the head expected; what follows was added after it"
    )


def test_a_drill_that_is_not_there_is_misuse(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, text = said(capsys, "verify", "pwer-7")

    assert code == 2
    assert text.splitlines()[1] == '  = did you mean "power-7"?'


NO_END = (
    "no end of the drill in it: it is still running, was broken off, or was cut; "
    "compare with --expect-head"
)


def test_a_log_without_an_end_is_sound_and_said_to_be_open(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = kept(exported(capsys)[:3])
    code, text = said(capsys, "verify", name)

    assert code == 0
    assert text.splitlines()[0].endswith(
        "all entries are as they were written, 3 of them"
    )
    assert text.splitlines()[1] == NO_END


def test_an_open_log_that_ends_in_the_head_expected_was_not_cut(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = kept(exported(capsys)[:3])
    head = said(capsys, "verify", name)[1].split()[-1]

    assert NO_END not in said(capsys, "verify", name, "--expect-head", head)[1]


@pytest.mark.parametrize("verb", ["verify", "show", "report", "replay", "export"])
def test_a_log_without_entries_is_an_error_with_a_way_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, verb: str
) -> None:
    with begin_log(find_workspace(tmp_path), "blank"):
        pass
    code, text = said(capsys, verb, "blank")

    assert code == 1
    assert text.splitlines()[0].endswith("blank.db has no entries")
    assert text.splitlines()[1].startswith("  = the drill has not begun, ")


@pytest.mark.parametrize("verb", ["show", "report", "replay"])
def test_a_log_that_does_not_begin_a_drill_is_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, verb: str
) -> None:
    with begin_log(find_workspace(tmp_path), "odd", lambda: 1) as log:
        log.append("odd", 0, [Entry(9, NoteWritten("light"), DIRECTOR)])
    code, text = said(capsys, verb, "odd")

    assert code == 1
    assert text.endswith("odd.db does not begin with the beginning of a drill\n")


@pytest.mark.parametrize("line", [("verify", "latest"), ("drills",)])
def test_a_file_that_is_no_log_is_passed_over_with_a_note(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: tuple[str, ...]
) -> None:
    before = said(capsys, *line)
    (find_workspace(tmp_path).drills / "junk.db").write_text("")
    assert main(line) == 0
    out, err = capsys.readouterr()

    assert (0, out) == before
    assert err.startswith("drillkit: passed over: ")
    assert "junk.db" in err


def test_an_export_that_fails_leaves_the_file_that_was_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.jsonl").write_text("precious", "utf-8")

    def full(*_: object) -> list[str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("drillkit.log.export.line_of", full)
    code, text = said(capsys, "export", "latest", "--output", "out.jsonl")

    assert (code, text.splitlines()[0]) == (
        1,
        "drillkit: the disk of out.jsonl is full",
    )
    assert Path("out.jsonl").read_text("utf-8") == "precious"
    assert not list(Path().glob("*.part"))


def test_an_export_can_go_to_what_is_no_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "export", "latest", "--output", "/dev/null") == (0, "")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("report", "latest", "--output", "/dev/null/x"), "/dev/null/x cannot be: "),
        (("export", "latest", "--output", "no/out"), "there is no no/out"),
        (("export", "latest", "--output", "/dev/full"), "the disk of "),
    ],
)
def test_a_place_that_cannot_be_written_is_no_bug(
    capsys: pytest.CaptureFixture[str], line: tuple[str, ...], says: str
) -> None:
    code, text = said(capsys, *line)

    assert code == 1
    assert text.startswith(f"drillkit: {says}")


def test_a_report_that_fails_leaves_nothing_half_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("drillkit.review.publish.files", full)
    code, text = said(capsys, "report", "latest", "--format", "md")

    assert code == 1
    assert text.startswith("drillkit: the disk of ")
    assert not list(Path("reports").iterdir())
