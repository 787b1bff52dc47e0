"""Reading and checking a thousand runbooks, beside merely parsing their YAML."""

from datetime import date

import yaml

from benchmarks.corpus import workspace
from benchmarks.rounds import Result, in_turns
from drillkit.plan.check import check
from drillkit.plan.read import read_texts
from drillkit.plan.source import FASTEST

NAME = "reading"

RUNBOOKS = 1000
TODAY = date(2026, 11, 24)


def run() -> tuple[Result, ...]:
    texts = workspace(RUNBOOKS)
    timing = in_turns(lambda: _read(texts), lambda: _drain(texts), rounds=5)
    lines = sum(text.count("\n") for text in texts.values())
    return (
        Result(
            f"read and check {RUNBOOKS} runbooks",
            timing.ratio,
            "their YAML events",
            12,
            f"{timing.detail}; {lines} lines",
        ),
    )


def _read(texts: dict[str, str]) -> None:
    plan, misread = read_texts(texts)
    found = (*misread, *check(plan, TODAY))
    # A corpus with problems would measure how they are worded.
    assert not found, found[0]
    assert len(plan.runbooks) == RUNBOOKS


def _drain(texts: dict[str, str]) -> None:
    for text in texts.values():
        for _ in yaml.parse(text, Loader=FASTEST):
            pass
