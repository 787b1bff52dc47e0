"""Whenever a seat is killed, the log has what was acknowledged, and no half append."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drillkit.log.sqlite import SqliteLog
from tests.faults import kills
from tests.tally import Tried

ROOT = Path(__file__).parents[2]


def swept(folder: Path, runs: int) -> list[dict[str, Any]]:
    if sys.platform != "linux":
        pytest.skip("ptrace is Linux's: no seat was killed")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", str(folder), str(runs), "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode == kills.UNTRACEABLE:
        pytest.skip("the kernel lets nobody trace a process here: no seat was killed")
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def sweep(folder: Path, runs: int) -> None:
    lives = swept(folder, runs)

    assert len(lives) == runs
    assert [life for life in lives if life["wrong"]] == []
    # Were all killed too early or too late, nothing would have been tried.
    assert len({life["acked"] for life in lives}) > len(kills.APPENDS) / 2
    assert len({life["stop"] for life in lives}) == runs


def test_a_seat_killed_between_any_two_system_calls_loses_nothing(
    tmp_path: Path,
) -> None:
    sweep(tmp_path, 50)


@pytest.mark.soak
def test_a_seat_killed_at_a_thousand_places_loses_nothing(
    tmp_path: Path, tried: Tried
) -> None:
    sweep(tmp_path, 1_000)
    tried("kills between two system calls of an append", 1_000)


def test_a_log_that_forgot_what_it_acknowledged_would_be_noticed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.db"
    with SqliteLog(path, lambda: 7) as log:
        log.append("d", 0, kills.entries(0))
        log.append("d", 1, kills.entries(1)[:1])

    assert kills.aftermath(path, 4) == [
        "4 acknowledged, 2 found",
        "half an append: 2",
    ]
