"""A text by languages is in languages that the organisation lists.

A misspelt language is words that nobody is ever shown.

Wrong:

    title: {en: A cable is cut, rn: Обрыв кабеля}

Right:

    title: {en: A cable is cut, ru: Обрыв кабеля}
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem
from drillkit.plan.scalars import Text
from drillkit.plan.source import Loc, Tree
from drillkit.plan.uses import unknown
from drillkit.plan.uses.use import Use

NAME = "unknown-language"
NEEDS_WHOLE = False
# What might be a language; few files have any but those that are listed.
_TWO_LETTERS = re.compile(r"(?<![\w-])([a-z]{2}):")


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None or _is_lost(plan.organisation):
        return
    listed = plan.organisation.model.languages
    says = N_('the organisation has no language "{name}"')
    for file in _files(plan):
        if set(_TWO_LETTERS.findall(file.tree.text)) <= {*listed}:
            continue
        for loc in _texts(file.tree, (), file.model):
            for lang in file.tree.keys(loc):
                use = Use("language", lang, file.tree, (*loc, lang), True)
                yield from unknown([use], listed, NAME, says)


def _is_lost(file: PlanFile[Any]) -> bool:
    return any(loc[0] == "languages" for loc in file.mended)


def _files(plan: Plan) -> Iterator[PlanFile[Any]]:
    yield from (file for file in (plan.organisation, plan.roster) if file)
    yield from plan.runbooks.values()
    yield from plan.scenarios.values()


def _texts(tree: Tree, at: Loc, value: Any) -> Iterator[Loc]:
    """Where each text in *value* stands."""
    if isinstance(value, Text):
        yield at
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(tree, (*at, field.alias or name), getattr(value, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(tree, (*at, key), inner)
    elif isinstance(value, Collection) and not isinstance(value, str):
        for index, inner in enumerate(value):
            # One expectation may stand without its list.
            deeper = (*at, index)
            yield from _texts(tree, deeper if tree.holds(deeper) else at, inner)
