"""A plan in which nothing is left out, compiled: every value that the engine is given.

``DRILLKIT_GOLDEN=write`` writes ``compiled/compiled.out`` anew.
"""

import os
from dataclasses import replace
from pathlib import Path

from drillkit.engine.compile import began, compile_play
from drillkit.plan.read import read_texts
from tests.engine.told import told

HERE = Path(__file__).parent / "compiled"


def test_a_plan_with_everything_is_compiled_value_for_value() -> None:
    texts = {path.name: path.read_text("utf-8") for path in HERE.glob("*.yaml")}
    plan, problems = read_texts(texts)
    first = began(plan, "story", drill="d", mode="drill", wall_ms=7, seed=9)
    first = replace(first, program="", plan=dict.fromkeys(first.plan, ""))
    lines = [
        *told(first, name="began"),
        *told(compile_play(plan, "story"), name="play"),
    ]
    said = "\n".join(lines) + "\n"
    golden = HERE / "compiled.out"
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        golden.write_text(said, "utf-8")

    assert [str(one) for one in problems] == []
    assert said == golden.read_text("utf-8")
