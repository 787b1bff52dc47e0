"""Two processes on one drill: a host without a screen, and a department by script."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drillkit.conduct.presence import Presence
from drillkit.conduct.seating import folder_of
from drillkit.conduct.stand_ins import WRITTEN_BY
from drillkit.conduct.workspace import (
    Workspace,
    find_drill,
    latest_drill,
    read_rows,
)
from drillkit.engine.events import DrillEnded, InjectDelivered, Paused
from drillkit.log.chain import verify
from drillkit.log.line import Stored
from drillkit.log.sqlite import SqliteLog
from drillkit.plan.read import read_plan
from tests.conduct.small import ORGANISATION
from tests.tally import Tried

# So that the checker finds nothing to say.
OPEN = (', access: {from: "10:00", to: "12:00"}', "")
ROOT = Path(__file__).parents[2]
NOC = "network-operations"
SCRIPT = Path(__file__).with_name("by_script.py")

OUTAGE = """\
runbook: outage
department: noc
title: "Outage"
owner: lead
facts: {lost: {ask: "Lost?", one-of: [none, some, all]}}
classification: {major: 'lost == "all"', minor: otherwise}
escalation: [{call: lead}, {call: chairman}]
phases:
  triage:
    steps:
      look: {do: "Look", by: engineer, takes: {fixed: 20s}}
      size: {ask: [lost], by: engineer, takes: {fixed: 20s}}
      declare:
        decide: "Is it real?"
        outcomes: {real: "Yes", false-alarm: "No"}
        by: lead
        takes: {fixed: 10s}
        reaches: {real: declared}
    leads-to: {real: repair, false-alarm: calm}
  repair:
    steps:
      fix: {do: "Fix", by: {engineer: 2}, takes: {fixed: 2m}}
      check: {do: "Check", by: engineer, takes: {fixed: 1m}}
    reaches: restored-confirmed
    leads-to: {done: calm}
  calm: {final: true, reaches: normal}
"""
TALK = """\
runbook: talk
department: care
title: "Talk"
owner: agent
phases:
  ready:
    steps:
      list: {do: "List the clients", by: agent, takes: {fixed: 1m}}
      heard: {await: noc/declared}
      tell: {do: "Ring them", by: agent, takes: {fixed: 1m}}
    leads-to: {done: told}
  told: {final: true}
"""
STORM = """\
scenario: storm
title: "Storm"
exercise: drill
starts: 2026-11-24T09:00
runs: [noc/outage, care/talk]
lead: noc
expected: {level: major, facts: {lost: all}}
ends: {when: normal, at-latest: 1h}
injects:
  alarm: {at: 0m, to: noc, says: "All ports down."}
  press: {at: 90s, to: care, says: "The press is on the line."}
  bridge: {when: noc/outage/repair, to: noc, says: "The bridge is closed."}
"""


def files() -> dict[str, str]:
    """A plan whose drill takes some minutes of drill time."""
    return {
        "organisation.yaml": ORGANISATION.replace(*OPEN),
        "noc/outage.yaml": OUTAGE,
        "care/talk.yaml": TALK,
        "scenarios/storm.yaml": STORM,
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in files().items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def started(folder: Path, *words: str) -> "subprocess.Popen[str]":
    """A process of this Python."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(folder: Path, *words: str) -> "Iterator[subprocess.Popen[str]]":
    process = started(folder, *words)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(process: "subprocess.Popen[str]", said: str) -> list[str]:
    """Read what it prints until a line has *said* in it."""
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if said in line:
            return lines
    raise AssertionError("".join(lines))


def hosted(folder: Path, scenario: str, simulate: str) -> "subprocess.Popen[str]":
    words = ("run", scenario, "--headless", "--speed", "60", "--simulate", simulate)
    return started(folder, "-m", "drillkit", *words)


def scripted(folder: Path, drill: str, department: str) -> "subprocess.Popen[str]":
    plan = str(folder / "runbooks")
    return started(folder, str(SCRIPT), str(folder), drill, department, plan)


def lived(folder: Path) -> tuple[Stored, ...]:
    file = latest_drill(Workspace(folder))
    assert verify(file.drill, read_rows(file)).fault is None
    with SqliteLog(file.path) as log:
        return tuple(log.read(file.drill))


def authors(stored: tuple[Stored, ...], company: dict[str, str]) -> Counter[str]:
    """By department: how many acts stand-ins made, "" for the rest."""
    origins = [line.entry.origin for line in stored if line.entry.origin]
    return Counter(
        company.get(x.by, x.by) for x in origins if x.written_by == WRITTEN_BY
    )


def test_a_department_by_script_and_one_by_stand_ins_come_to_endex(
    workspace: Path,
) -> None:
    host = hosted(workspace, "storm", "care")
    with host, scripted(workspace, drill_of(host), "noc") as script:
        told = "".join(until(script, "sits"))
        rest = script.communicate(timeout=60)[0]
        host.communicate(timeout=20)
    assert host.returncode == script.returncode == 0
    stored = lived(workspace)

    roles = {"agent": "care", "engineer": "noc", "lead": "noc", "chairman": "noc"}
    assert set(authors(stored, roles)) == {"care"}
    assert "SettleStep" in rest, told
    injects = [x.entry for x in stored if isinstance(x.entry.event, InjectDelivered)]
    assert [x.event.inject for x in injects][:2] == ["alarm", "press"]
    assert {x.event.inject for x in injects} == {"alarm", "press", "bridge"}
    assert not [x for x in stored if isinstance(x.entry.event, Paused)]


def drill_of(host: "subprocess.Popen[str]") -> str:
    return until(host, "drill ")[-1].split()[1]


def test_either_of_two_is_killed_in_the_middle_and_comes_back(
    workspace: Path,
) -> None:
    host = hosted(workspace, "storm", "care")
    drill = drill_of(host)
    script = scripted(workspace, drill, "noc")
    until(script, "SettleStep")
    script.kill()
    script.communicate()

    script = scripted(workspace, drill, "noc")
    until(script, "sits")
    host.kill()
    host.communicate()
    words = ("resume", drill, "--headless", "--simulate", "care")
    host = started(workspace, "-m", "drillkit", *words)
    rest = script.communicate(timeout=90)[0]
    said = host.communicate(timeout=30)[0]

    assert host.returncode == script.returncode == 0, said + rest
    stored = lived(workspace)
    # Somebody was there all the time, so the clock ran on.
    assert not [x for x in stored if isinstance(x.entry.event, Paused)]
    keys = [line.entry.key for line in stored if line.entry.key]
    assert len(set(keys)) == len(keys)
    assert [x.entry.at for x in stored] == sorted(x.entry.at for x in stored)


def test_a_drill_whose_only_process_was_killed_comes_back_to_the_same_second(
    workspace: Path,
) -> None:
    host = hosted(workspace, "storm", "noc,care")
    drill = drill_of(host)
    until(host, "Command taken")
    host.kill()
    host.communicate()
    before = lived(workspace)[-1]
    # The wall goes on while nobody is there; only a long pause would show a fault.
    words = ("resume", drill, "--headless", "--simulate", "all", "--leave-after", "0")
    back = started(workspace, "-m", "drillkit", *words)
    back.communicate(timeout=30)
    stored = lived(workspace)
    [paused] = [x for x in stored if isinstance(x.entry.event, Paused)]

    # At x60 half a second between two signs of life is half a minute of drill time.
    assert 0 <= paused.entry.at - before.entry.at <= 120_000
    assert paused.wall_ms - paused.entry.event.wall_ms >= 0
    assert find_drill(Workspace(workspace), drill)


def test_a_host_that_is_told_to_stop_stands_up(workspace: Path) -> None:
    host = hosted(workspace, "storm", "noc,care")
    drill = drill_of(host)
    until(host, "STARTEX")
    host.terminate()
    said = host.communicate(timeout=30)[0]

    assert host.returncode == 0
    assert f'come back with "drillkit resume {drill}"' in said
    assert Presence(folder_of(Workspace(workspace), drill)).sitters() == ()


@pytest.mark.soak
def test_first_light_with_one_department_by_script_comes_to_endex(
    tmp_path: Path, tried: Tried
) -> None:
    shutil.copytree(ROOT / "runbooks", tmp_path / "runbooks")
    plan, _ = read_plan([ROOT / "runbooks"])
    assert plan.organisation is not None
    others = [x for x in plan.organisation.model.departments if x != NOC]
    host = hosted(tmp_path, "first-light", ",".join(others))
    drill = drill_of(host)
    script = scripted(tmp_path, drill, NOC)
    rest = script.communicate(timeout=900)[0]
    host.communicate(timeout=60)

    assert host.returncode == script.returncode == 0, rest
    refused = {line for line in rest.splitlines() if line.startswith("refused")}
    assert refused <= {'refused MeetExpectation: "{seat}" is no seat for this'}
    stored = lived(tmp_path)
    ends = [x.entry.event for x in stored if isinstance(x.entry.event, DrillEnded)]
    assert [event.how for event in ends] == ["normal"]
    tried("entries of a whole drill between two processes", len(stored))
