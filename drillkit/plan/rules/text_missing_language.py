"""A text that is given by language is given in every language of the company.

Whoever reads in a language that is left out is shown another one, in the middle
of a drill. A text that needs no translation is written once, without languages.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    languages: [en, ru]
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-shift-lead: {title: {en: NOC shift lead}}}}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    languages: [en, ru]
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations:
        roles:
          noc-shift-lead: {title: {en: NOC shift lead, ru: Старший смены ЦУС}}
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.texts import files_of, texts_in
from drillkit.plan.tree import Map
from drillkit.plan.wording import quoted_list

NAME = "text-missing-language"
NEEDS_WHOLE = False
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    company = plan.organisation
    if company is None or any(loc[0] == "languages" for loc in company.mended):
        return
    listed = dict.fromkeys(company.model.languages)
    for file in files_of(plan):
        # Few files lack any, and walking a model takes longer than walking a tree.
        if not _is_suspect(file.tree.data, listed):
            continue
        for loc in texts_in(file.tree, (), file.model):
            if lacking := _lacking(file.tree.value(loc), listed):
                yield Problem(
                    file.tree.place(loc),
                    NAME,
                    N_("this text is given by language, and has no {languages}"),
                    {"languages": quoted_list(lacking)},
                    N_("add it, or write the words alone if they suit every language"),
                    severity=SEVERITY,
                )


def _is_suspect(node: Any, listed: Collection[str]) -> bool:
    if isinstance(node, Map):
        inner: Collection[Any] = node.values()
        return bool(_lacking(node, listed)) or any(
            _is_suspect(one, listed) for one in inner
        )
    return isinstance(node, list) and any(_is_suspect(one, listed) for one in node)


def _lacking(node: Any, listed: Collection[str]) -> list[str]:
    """The languages a text does not have; one that nobody knows may be any of them."""
    if not isinstance(node, Map) or not node or not node.keys() <= set(listed):
        return []
    return [lang for lang in listed if lang not in node]
