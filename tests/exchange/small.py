"""A small company and its scenario, and a table on its way out and back."""

import json
from collections.abc import Mapping, Sequence

from drillkit.engine.calendar import from_local
from drillkit.exchange.commas import read_csv, write_csv
from drillkit.exchange.incoming import Incoming, read_injects
from drillkit.exchange.mapping import Mapping as Saved
from drillkit.exchange.moments import Story
from drillkit.exchange.outgoing import table_of
from drillkit.exchange.workbook import read_xlsx, write_xlsx
from drillkit.exchange.writing import with_drafts
from drillkit.language import Language
from drillkit.plan.organisation import Organisation
from drillkit.plan.read import read_texts
from drillkit.plan.scenario import Scenario

COMPANY = """\
organisation: Small
timezone: Europe/Moscow
languages: [en, ru]
levels: {minor: {acknowledge-within: 5m, restore-within: 4h}}
until-classified: minor
departments:
  centre: {title: {en: The centre, ru: Центр}, roles: {lead: {}, duty: {}}}
  billing: {roles: {billing-head: {title: Head of billing}}}
  legal: {roles: {lawyer: {}}}
"""
HEAD = """\
scenario: small
title: Small
exercise: drill
starts: 2026-11-24T09:00
runs: [centre/fault, billing/credits]
lead: centre
ends: {at-latest: 3d}
objectives:
  speed: {title: {en: Be quick, ru: Быстро}, capability: x, measure: y, at-most: 5m}
injects:
"""
STORY = Story("Europe/Moscow", from_local("Europe/Moscow", "2026-11-24T09:00:00"))


def read(text: str) -> tuple[Organisation, Scenario]:
    """The company and the scenario of *text*."""
    plan, problems = read_texts({"company.yaml": COMPANY, "s.yaml": text})
    assert not problems, problems
    assert plan.organisation is not None
    return plan.organisation.model, plan.scenarios["small"].model


def table(text: str, lang: Language = "en") -> list[list[str]]:
    """A scenario's injects as they go out."""
    company, scenario = read(text)
    return table_of(scenario, company.languages, STORY, lang)


def back(
    text: str,
    rows: Sequence[Sequence[str]],
    form: str = "csv",
    saved: Saved | None = None,
    story: Story = STORY,
) -> tuple[Incoming, str]:
    """A table as it comes in, and the scenario's text after it."""
    company, scenario = read(text)
    sheet = (
        read_csv(write_csv(rows), "t.csv")
        if form == "csv"
        else read_xlsx(write_xlsx(rows, "small"), "t.xlsx")
    )
    came = read_injects(sheet, "t", saved or Saved(), company, scenario, story)
    return came, with_drafts("s.yaml", text, scenario, came.drafts)


def lost(came: Incoming) -> list[str]:
    """The loss report, a line each."""
    return [
        f"{note.cells}: {note.said.says.format(**dict(note.said.words))}"
        for note in came.notes
        if note.is_lost
    ]


def scenario_of(injects: Mapping[str, Mapping[str, object]]) -> str:
    """The text of a scenario with these injects; JSON is YAML too."""
    lines = [
        f"  {name}: {json.dumps(keys, ensure_ascii=False)}"
        for name, keys in injects.items()
    ]
    return HEAD + "\n".join(lines) + "\n"
