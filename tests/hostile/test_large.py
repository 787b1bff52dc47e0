"""A file under a megabyte is judged within a second and 200 MB, whatever it says."""

import json
import subprocess
import sys

import pytest

from tests.hostile.judge import judged
from tests.hostile.large import LARGE

SECONDS = 1.0
MEGABYTES = 200
MOST_TOLD = 400


def costs(names: list[str]) -> list[dict[str, float]]:
    """What judging each costs; the peak is that of all so far."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.hostile.judge", *names],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout[-300:] + told.stderr[-2000:]
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.mark.parametrize("third", range(3))
def test_what_is_large_is_judged_soon_and_in_little_room(third: int):
    several = costs(list(LARGE)[third::3])

    assert len(several) == len(list(LARGE)[third::3])
    assert [cost for cost in several if cost["seconds"] > SECONDS] == []
    assert [cost for cost in several if cost["megabytes"] > MEGABYTES] == []
    assert [cost for cost in several if cost["said"] > MOST_TOLD] == []


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_still_under_a_megabyte(name: str):
    assert 0 < len(LARGE[name]().encode()) < 1_000_000


def test_the_hundredth_problem_of_a_kind_is_the_last_but_one():
    said = judged(LARGE["unknown phases"]())
    of_a_kind = [one for one in said if "[unknown-phase]" in one]

    assert len(of_a_kind) == 101
    assert sum("no more are told" in one for one in of_a_kind) == 1
