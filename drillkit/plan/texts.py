"""Every text that people read, and where in its file it stands."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.scalars import Text
from drillkit.plan.source import Loc, Tree


def files_of(plan: Plan) -> Iterator[PlanFile[Any]]:
    """All files of *plan*."""
    yield from (file for file in (plan.organisation, plan.roster) if file)
    yield from plan.runbooks.values()
    yield from plan.scenarios.values()


def texts_in(tree: Tree, at: Loc, value: Any) -> Iterator[Loc]:
    """Where each text in *value*, which stands *at* a place of *tree*, is written."""
    if isinstance(value, Text):
        yield at
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts_in(tree, (*at, field.alias or name), getattr(value, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(tree, (*at, key), inner)
    elif isinstance(value, Collection) and not isinstance(value, str):
        for index, inner in enumerate(value):
            # One expectation may stand without its list.
            deeper = (*at, index)
            yield from texts_in(tree, deeper if tree.holds(deeper) else at, inner)
