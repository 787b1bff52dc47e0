"""Known bombs and odd bytes: each is told where it is, as its golden file says.

They are read from the disk as bytes, for line ends and encodings are what some of
them are about.  ``DRILLKIT_GOLDEN=write`` writes the ``.out`` files anew.
"""

import os
from pathlib import Path

import pytest

from drillkit.plan.check import check, in_order
from drillkit.plan.excerpt import excerpt
from drillkit.plan.lines import Lines
from drillkit.plan.read import read_plan

HERE = Path(__file__).parent / "bombs"
BOMBS = sorted(path.name for path in HERE.glob("*.yaml"))


def told(name: str) -> str:
    """What checking the file *name*, which lies here, prints."""
    plan, problems = read_plan([name])
    lines = Lines(name, plan.texts.get(name, ""))
    return "".join(
        f"{excerpt(problem, lines.line(problem.place.line), str)}\n"
        for problem in in_order((*problems, *check(plan)))
    )


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_and_does_no_harm(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(HERE)
    golden = Path(name).with_suffix(".out")
    said = told(name)
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        golden.write_text(said, "utf-8")

    assert said == golden.read_text("utf-8")
