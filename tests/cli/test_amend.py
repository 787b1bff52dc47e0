"""`drillkit amend DRILL`: what a drill changed comes back as a patch of the plan."""

import shutil
import subprocess
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct.session import Session
from drillkit.conduct.workspace import begin_log, find_workspace
from drillkit.engine.amendments import StepRetimed, WindowOpened
from drillkit.engine.commands import Amend, Begin
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Origin
from drillkit.shipped import runbooks
from tests.tui.scenes import shipped_plan

MINUTE = 60_000
RUN = "network-operations/backbone-outage"
FILE = "runbooks/network-operations/backbone-outage.yaml"
LEAD = Origin("noc-shift-lead")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the reference plan, and a drill in which it was amended."""
    shutil.copytree(runbooks(), tmp_path / "runbooks")
    monkeypatch.chdir(tmp_path)
    plan = shipped_plan()
    play = compile_play(plan, "first-light")
    first = began(plan, "first-light", drill="light", mode="drill", wall_ms=0)
    with begin_log(find_workspace(tmp_path), "light", lambda: 0) as log:
        session = Session(log, "light", play)
        session.move(Begin(first), 0)
        shorter = StepRetimed(RUN, "triage/confirm", 3 * MINUTE)
        session.move(Amend(shorter, "it takes no longer"), MINUTE, LEAD)
        site = next(iter(play.company.site_hours))
        opened = WindowOpened(site, 0, 60 * MINUTE)
        session.move(Amend(opened, "the guard let us in"), MINUTE, LEAD)
    return tmp_path


def test_git_takes_what_it_prints(
    workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["amend", "light"]) == 0
    out, err = capfd.readouterr()
    assert "1 of 2 amendments are in the patch" in err
    assert "its hours in the plan stay" in err
    subprocess.run(["git", "init", "-q"], cwd=workspace, check=True)
    subprocess.run(["git", "apply", "-"], input=out.encode(), cwd=workspace, check=True)
    assert "target: 3m" in (workspace / FILE).read_text(encoding="utf-8")
    assert main(["check"]) == 0


def test_a_plan_that_has_it_already_needs_no_patch(
    workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (workspace / FILE).read_text(encoding="utf-8")
    (workspace / FILE).write_text(text.replace("target: 5m", "target: 3m", 1))
    assert main(["amend", "light"]) == 0
    assert capfd.readouterr().out == ""


def test_the_summary_is_in_the_reader_s_language(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "ru", "amend", "light"]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("--- a/runbooks/")
    assert "правк" in err.lower() or "поправ" in err.lower()
