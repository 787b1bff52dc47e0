"""A text by languages is in languages that the organisation lists.

A misspelt language is words that nobody is ever shown.

Wrong:

    title: {en: A cable is cut, rn: Обрыв кабеля}

Right:

    title: {en: A cable is cut, ru: Обрыв кабеля}
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem
from drillkit.plan.texts import files_of, texts_in
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
    for file in files_of(plan):
        if set(_TWO_LETTERS.findall(file.tree.text)) <= {*listed}:
            continue
        for loc in texts_in(file.tree, (), file.model):
            for lang in file.tree.keys(loc):
                use = Use("language", lang, file.tree, (*loc, lang), True)
                yield from unknown([use], listed, NAME, says)


def _is_lost(file: PlanFile[Any]) -> bool:
    return any(loc[0] == "languages" for loc in file.mended)
