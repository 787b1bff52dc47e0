"""How a command line ends: its exit code, and what stdout and stderr are given."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from drillkit import __version__
from drillkit.cli.diagnostics import ending
from drillkit.cli.main import main
from drillkit.cli.options import chosen_language
from drillkit.errors import (
    DrillkitError,
    LogConflict,
    PlanProblems,
    WorkspaceError,
)


def raising(error: BaseException) -> int:
    def run() -> None:
        raise error

    return ending(run, "en")


def test_the_version_goes_to_stdout(capsys) -> None:
    assert main(["--version"]) == 0

    assert capsys.readouterr() == (f"drillkit {__version__}\n", "")


def test_a_refusal_of_the_environment_ends_with_one_and_the_way_out(capsys) -> None:
    error = LogConflict(
        "drill {drill} has {found} entries, not {wanted}: someone else is running it",
        way_out="join it with: drillkit run --join {drill}",
        drill="7f3a",
        found=12,
        wanted=11,
    )

    assert raising(error) == 1
    assert capsys.readouterr() == (
        "",
        "drillkit: drill 7f3a has 12 entries, not 11: someone else is running it\n"
        "  = join it with: drillkit run --join 7f3a\n",
    )


def test_asking_for_a_drill_that_is_not_there_is_misuse(capsys) -> None:
    assert raising(WorkspaceError("there is no drill {id}", id="7f3a")) == 2
    assert capsys.readouterr().err == "drillkit: there is no drill 7f3a\n"


def test_problems_of_a_plan_travel_with_the_error() -> None:
    error = PlanProblems(["one", "two"], "{count} problems", count=2)

    assert error.problems == ("one", "two")
    assert str(error) == "2 problems"
    assert raising(error) == 1


def test_words_of_an_error_are_never_read_as_placeholders() -> None:
    assert str(DrillkitError("no drill {says}", says="{0}")) == "no drill {0}"


def test_a_bug_ends_with_three_and_names_a_file_with_the_traceback(capsys) -> None:
    assert raising(RuntimeError("the moon fell")) == 3

    err = capsys.readouterr().err
    named = Path(err.splitlines()[-1].rpartition(" ")[2])
    assert "RuntimeError: the moon fell" in err
    assert "Traceback" not in err
    assert "the moon fell" in named.read_text("utf-8")
    named.unlink()


def test_a_bug_on_a_full_disk_shows_its_traceback_instead(capsys, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")

    assert raising(RuntimeError("the moon fell")) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupted_command_ends_with_130(error, capsys) -> None:
    assert raising(error) == 130
    assert capsys.readouterr().err == "drillkit: interrupted\n"


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    script = (
        "import sys; from drillkit.cli.diagnostics import ending\n"
        "def run():\n"
        "    for _ in range(100_000): print('a line')\n"
        "sys.exit(ending(run, 'en'))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        complaints = child.stderr.read()

    assert (child.returncode, complaints) == (0, b"")


@pytest.mark.parametrize("line", [["--help"], ["completion", "bash"]])
def test_a_page_that_nobody_reads_is_no_fault(line) -> None:
    unread, output = os.pipe()
    os.close(unread)
    ran = subprocess.run(
        [sys.executable, "-m", "drillkit", *line],
        stdout=output,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    os.close(output)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_work_goes_on_when_nobody_reads_about_it() -> None:
    unread, output = os.pipe()
    os.close(unread)
    script = (
        "from drillkit.cli.diagnostics import say\n"
        "for _ in range(3): say('a line')\n"
        "print('done')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=output
    )
    os.close(output)

    assert (ran.returncode, ran.stdout) == (0, b"done\n")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EROFS, "a/b is where nothing may be written"),
        (errno.EACCES, "access to a/b is refused"),
        (errno.EPERM, "access to a/b is refused"),
        (errno.ENOSPC, "the disk of a/b is full"),
        (errno.EDQUOT, "the disk of a/b is full"),
        (errno.ENOTDIR, "a/b cannot be: a part of it is a file and not a folder"),
        (errno.EISDIR, "a/b is a folder and not a file"),
    ],
)
def test_what_the_machine_refuses_is_no_bug_and_has_a_way_out(
    capsys, number: int, says: str
) -> None:
    assert raising(OSError(number, "in the system's words", "a/b")) == 1

    first, second = capsys.readouterr().err.splitlines()
    assert first == f"drillkit: {says}"
    assert second.startswith("  = ")


def test_what_the_machine_refuses_seldom_is_said_as_it_says_it(capsys) -> None:
    assert raising(OSError(errno.EIO, "Input/output error", "a/b")) == 1
    assert capsys.readouterr().err == "drillkit: a/b: Input/output error\n"


def test_an_error_without_a_number_is_a_bug_still(capsys) -> None:
    assert raising(OSError("somebody's own idea")) == 3
    Path(capsys.readouterr().err.splitlines()[-1].rpartition(" ")[2]).unlink()


def test_output_that_finds_no_room_says_so_once() -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "drillkit", "completion", "bash"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
            env={"LC_ALL": "C.UTF-8"},
            text=True,
        )

    assert ran.returncode == 1
    assert ran.stderr == (
        "drillkit: the disk of the output is full\n  = make room, then try again\n"
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            ["complletion"],
            'drillkit: there is no command "complletion"\n'
            '  = did you mean "completion"?\n',
        ),
        (
            ["--versoin"],
            'drillkit: there is no option "--versoin"\n  = did you mean "--version"?\n',
        ),
        (
            ["completion"],
            "drillkit completion: {bash|zsh|fish} is missing\n"
            '  = see "drillkit completion --help"\n',
        ),
        (
            ["completion", "ksh"],
            "drillkit completion: {bash|zsh|fish} is one of bash, zsh, fish\n"
            '  = see "drillkit completion --help"\n',
        ),
        (
            ["--lang", "de"],
            'drillkit: --lang is one of en, ru\n  = see "drillkit --help"\n',
        ),
        (
            ["completion", "bash", "zsh"],
            'drillkit completion: "zsh" is more than was asked for\n'
            '  = see "drillkit completion --help"\n',
        ),
        (
            ["check", "nowhere.yaml", "--lang", "ru"],
            "drillkit check: [PATH]...: такое значение не подходит: "
            'нет "nowhere.yaml"\n  = справка: "drillkit check --help"\n',
        ),
        (
            ["--lang", "ru", "--versoin"],
            'drillkit: параметра "--versoin" нет\n  = может быть, "--version"?\n',
        ),
    ],
)
def test_a_line_that_cannot_be_meant_is_misuse(line, complaint, capsys) -> None:
    assert main(line) == 2

    assert capsys.readouterr() == ("", complaint)


def test_no_verb_at_all_shows_the_help_on_stderr(capsys) -> None:
    assert main([]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Usage: drillkit")


@pytest.mark.parametrize("line", [["--lang", "ru"], ["completion", "--lang=ru"]])
def test_a_help_page_is_russian_down_to_its_frame(line, capsys) -> None:
    assert main([*line, "--help"]) == 0

    page = capsys.readouterr().out
    assert page.startswith("Вызов: drillkit")
    assert "Параметры:" in page
    assert "Показать эту справку и выйти." in page


@pytest.mark.parametrize(
    ("argv", "environ", "lang"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LC_ALL": "C", "DRILLKIT_LANG": "ru"}, "ru"),
        (["check", "--lang", "en"], {"LANG": "ru_RU.UTF-8"}, "en"),
        (["--lang=ru", "check"], {}, "ru"),
        (["check", "--", "--lang", "ru"], {}, "en"),
        (["check", "--lang"], {"LANG": "ru_RU"}, "en"),
    ],
)
def test_the_language_is_the_line_s_then_the_terminal_s(argv, environ, lang) -> None:
    assert chosen_language(argv, environ) == lang


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell, capsys) -> None:
    assert main(["completion", shell]) == 0

    assert "_DRILLKIT_COMPLETE" in capsys.readouterr().out


def test_a_half_typed_verb_is_completed() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "drillkit"],
        capture_output=True,
        env={
            "_DRILLKIT_COMPLETE": "bash_complete",
            "COMP_WORDS": "drillkit compl",
            "COMP_CWORD": "1",
        },
        cwd=Path(__file__).parent.parent,
        text=True,
    )

    assert ran.stdout == "plain,completion\n"
