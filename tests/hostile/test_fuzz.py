"""Whatever an author writes is answered, soon, by problems that have a place."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.fuzz import (
    Choose,
    condition_of,
    hold_for_condition,
    hold_for_text,
    text_of,
)
from tests.tally import Tried

MINUTES = 5
# The search itself holds some 150 MB; a hang is what takes ten seconds on a busy day.
LIMITS = (
    f"-max_total_time={MINUTES * 60}",
    "-rss_limit_mb=400",
    "-timeout=10",
    "-max_len=4000",
    "-len_control=0",
    "-print_final_stats=1",
)

# libFuzzer asks for the most memory a process ever had, and a child begins with what
# its parent had when it forked: after hours of other tests, more than the limit.
SMALL_PARENT = ("sh", "-c", '"$0" "$@"; exit $?')


@st.composite
def made(draw: st.DrawFn, make: object) -> str:
    choose: Choose = lambda most: draw(st.integers(0, most))  # noqa: E731
    return make(choose)


@settings(max_examples=60)
@given(made(text_of))
def test_a_spoilt_file_is_judged_without_a_fault_of_ours(text: str):
    hold_for_text(text)


@given(st.text(max_size=60))
def test_any_text_at_all_is_judged(text: str):
    hold_for_text(text)


@settings(max_examples=300)
@given(made(condition_of))
def test_any_words_in_any_order_are_a_condition_or_say_why_not(text: str):
    hold_for_condition(text)


@pytest.mark.soak
def test_a_guided_search_finds_no_text_that_does_harm(tmp_path: Path, tried: Tried):
    pytest.importorskip("atheris", reason="atheris is not there: nothing was guided")
    guided = [sys.executable, "-m", "tests.hostile.guided", str(tmp_path), *LIMITS]
    told = subprocess.run(
        [*SMALL_PARENT, *guided],
        capture_output=True,
        text=True,
        check=False,
    )
    [texts] = re.findall(r"stat::number_of_executed_units: *([0-9]+)", told.stderr)
    [peak] = re.findall(r"stat::peak_rss_mb: *([0-9]+)", told.stderr)
    print(f"{texts} texts tried, {peak} MB at the most")

    assert told.returncode == 0, told.stderr[-4000:]
    assert int(texts) > 1_000
    tried("texts of a search guided by coverage", int(texts))
