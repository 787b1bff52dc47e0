"""Names that stand where a file did not fit its model.

Whoever uses one of them may be right, so it is not called unknown.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.standin import is_stand_in

_PLACEHOLDER = re.compile(r"\\\{[^{}]*\}")


def lost_in(plan: Plan) -> Callable[[str], bool]:
    """Tells whether a name was lost with something in *plan* that was mended."""
    names = {name for file in _files(plan) for name in _lost(file)}
    # What a repeated lane fills in is any text.
    patterns = [
        re.compile(_PLACEHOLDER.sub(".*", re.escape(name)))
        for name in names
        if "{" in name
    ]

    def is_lost(name: str) -> bool:
        return (
            is_stand_in(name)
            or name in names
            or any(pattern.fullmatch(name) for pattern in patterns)
        )

    return is_lost


def _files(plan: Plan) -> Iterator[PlanFile[Any]]:
    yield from plan.runbooks.values()
    yield from plan.scenarios.values()
    yield from (file for file in (plan.organisation, plan.roster) if file)


def _lost(file: PlanFile[Any]) -> Iterator[str]:
    for loc in file.mended:
        for part in loc[-1:]:
            yield from _written(part)
        yield from _below(file.tree.value(loc))


def _below(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield from _written(node)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _written(key)
            yield from _below(value)
    elif isinstance(node, list):
        for item in node:
            yield from _below(item)


def _written(name: str | int) -> Iterator[str]:
    """A name, and the id that it would be were it written as one."""
    text = str(name).strip()
    yield text
    yield re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    # "department/runbook", "run/milestone": each of them is a name.
    yield from text.split("/") if "/" in text else ()
