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


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("sixty thousand keys", "the file holds more than 10000 values [too-large]"),
        ("one scalar", "this text is longer than 10000 characters [too-large]"),
        (
            "conditions of a hundred words",
            "the conditions of this file have more than 50000 characters together"
            " [too-large]",
        ),
    ],
)
def test_what_is_too_large_is_told_by_one_problem(name: str, last: str):
    [said] = judged(LARGE[name]())

    assert said.splitlines()[0].endswith(last)


@pytest.mark.parametrize("name", ["ten thousand keys", "facts and facts misspelt"])
def test_of_one_file_no_more_than_a_hundred_problems_are_read(name: str):
    said = judged(LARGE[name]())
    rules = [one.splitlines()[0].rsplit(" ", 1)[1] for one in said]

    assert sum(rule != "[dead-end]" for rule in rules) == 100
