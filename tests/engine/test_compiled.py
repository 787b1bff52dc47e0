"""A plan in which nothing is left out, compiled: every value that the engine is given.

``DRILLKIT_GOLDEN=write`` writes ``compiled/compiled.out`` anew.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from drillkit.engine.compile import compile_play
from drillkit.plan.conditions import Condition
from drillkit.plan.read import read_texts

HERE = Path(__file__).parent / "compiled"


def told(value: object, deep: int = 0, name: str = "") -> Iterator[str]:
    """A compiled value as lines, one a field that does not have its default."""
    head = "  " * deep + f"{name}: "
    if isinstance(value, Condition):
        yield f"{head}if {value.text}"
    elif is_dataclass(value):
        yield f"{head}{type(value).__name__}"
        for field in fields(value):
            if getattr(value, field.name) == field.default:
                continue
            yield from told(getattr(value, field.name), deep + 1, field.name)
    elif isinstance(value, Mapping) and any(map(is_dataclass, value.values())):
        yield f"{head}by name"
        for key, one in value.items():
            yield from told(one, deep + 1, str(key))
    elif isinstance(value, tuple) and any(map(is_dataclass, value)):
        yield f"{head}in order"
        for place, one in enumerate(value):
            yield from told(one, deep + 1, str(place))
    elif isinstance(value, frozenset):
        yield f"{head}{sorted(value)}"
    else:
        yield f"{head}{value!r}"


def test_a_plan_with_everything_is_compiled_value_for_value() -> None:
    texts = {path.name: path.read_text("utf-8") for path in HERE.glob("*.yaml")}
    plan, problems = read_texts(texts)
    said = "\n".join(told(compile_play(plan, "story"), name="play")) + "\n"
    golden = HERE / "compiled.out"
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        golden.write_text(said, "utf-8")

    assert [str(one) for one in problems] == []
    assert said == golden.read_text("utf-8")
