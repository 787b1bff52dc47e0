"""The README shows the product, so whatever it shows is run here."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from drillkit.cli.verbs import VERBS
from drillkit.tui.actions.registry import ACTIONS
from drillkit.tui.keymap import shipped

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PIECES = re.findall(r"^```yaml\n(classification:.*?)^```", README, re.M | re.DOTALL)
KEYS = re.findall(r"^\| (`.+`) \| (.+) \|$", README, re.MULTILINE)
# Ends with 1 until everything is green, and of a plan just made most is not.
NOT_YET = {"ready"}
SCREENS = {"run", "live", "join", "resume"}
FILES = re.findall(
    r"^<!-- file: (\S+) -->\n```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL
)


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line, comments=True)
    assert words[0] == "drillkit"
    return subprocess.run(
        [sys.executable, "-m", "drillkit", *words[1:]],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def opens_a_screen(line: str) -> bool:
    """Whether a command wants a terminal, of which there is none here."""
    words = shlex.split(line, comments=True)
    return words[1] in SCREENS and "--headless" not in words


def commands() -> list[str]:
    lines = "".join(BLOCKS).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = run("drillkit init plan", tmp_path)
    assert made.returncode == 0, made.stderr
    return tmp_path / "plan"


def test_the_broken_plan_is_told_as_the_readme_says(workspace: Path) -> None:
    [(name, text)] = FILES
    (workspace / name).write_text(text, encoding="utf-8")
    line, _, told = BLOCKS[0].partition("\n")

    said = run(line.removeprefix("$ "), workspace)

    assert said.stdout == told
    assert said.returncode == 1


@pytest.mark.long
def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    folder = tmp_path
    for line in commands()[1:]:
        ran = run(line, folder)
        told = f"{line}\n{ran.stdout}\n{ran.stderr}"
        if opens_a_screen(line):
            assert ran.returncode == 2, told
            assert "there is no terminal to draw it on" in ran.stderr, told
            continue
        expected = 1 if shlex.split(line, comments=True)[1] in NOT_YET else 0
        assert ran.returncode == expected, told
        if line.startswith("drillkit init"):
            folder = tmp_path / "plan"


def test_every_verb_is_in_the_readme() -> None:
    shown = {shlex.split(line, comments=True)[1] for line in commands()}

    assert {verb.name for verb in VERBS} <= shown


def test_every_key_of_the_readme_does_something() -> None:
    keymap = shipped(ACTIONS)
    told = [key for keys, _ in KEYS for key in re.findall(r"`(.+?)`", keys)]

    assert len(told) > 20
    idle = [key for key in told if not keymap.names(key.replace("space", " "))]
    assert not idle


def test_the_readme_quotes_the_runbook_as_it_is() -> None:
    plan = ROOT / "runbooks/network-operations/backbone-outage.yaml"
    whole = yaml.safe_load(plan.read_text(encoding="utf-8"))
    [piece] = [yaml.safe_load(block) for block in PIECES if "phases" in block]

    assert piece["phases"]["restore"]
    assert kept_of(whole, piece) == piece


def kept_of(whole: Any, piece: Any) -> Any:
    """What of *piece* stands in *whole*; a text is quoted in English."""
    if isinstance(piece, dict):
        return {key: kept_of(whole[key], piece[key]) for key in piece if key in whole}
    return whole["en"] if isinstance(whole, dict) else whole
