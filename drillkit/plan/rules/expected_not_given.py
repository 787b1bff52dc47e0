"""The expected level is what the lead's classification makes of the expected facts.

Otherwise whoever classifies by the book is rated wrong.

Wrong:

    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    facts: {clients: {ask: How many clients?, count: true}}
    classification: {crisis: clients > 50, minor: otherwise}
    phases: {normal: {final: true}}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    expected: {level: minor, facts: {clients: 60}}

Right:

    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    facts: {clients: {ask: How many clients?, count: true}}
    classification: {crisis: clients > 50, minor: otherwise}
    phases: {normal: {final: true}}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    expected: {level: crisis, facts: {clients: 60}}
"""

from collections.abc import Iterator, Mapping
from datetime import date

from drillkit.plan.conditions import FactType, Value
from drillkit.plan.guards import OTHERWISE, facts_of
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.scenario import Scenario

NAME = "expected-not-given"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        expected = file.model.expected
        for book in _leading(plan, file.model):
            given = _level(book, expected.facts)
            if expected.level and given and given != expected.level:
                row = book.tree.place(("classification", given), key=True)
                yield Problem(
                    file.tree.place(("expected", "level")),
                    NAME,
                    N_(
                        'level "{expected}" is expected, and the expected facts '
                        'give "{given}", {path} line {line}'
                    ),
                    {
                        "expected": expected.level,
                        "given": given,
                        "path": row.path,
                        "line": str(row.line),
                    },
                    severity=SEVERITY,
                )
                break


def _leading(plan: Plan, scenario: Scenario) -> Iterator[PlanFile[Runbook]]:
    """The runbooks of the leading department that classify, in order of runs."""
    for name in dict.fromkeys(named.runbook for named in scenario.runs.values()):
        book = plan.runbooks.get(name)
        if book is None or book.model.department != scenario.lead:
            continue
        if book.model.classification:
            yield book


def _level(book: PlanFile[Runbook], told: Mapping[str, str]) -> str | None:
    """The level the told facts settle; None while others could change it."""
    types = facts_of(book.model)
    known = {
        name: _value(types[name], text) for name, text in told.items() if name in types
    }
    for level, text in book.model.classification.items():
        if text == OTHERWISE:
            return level
        condition = book.conditions.get(("classification", level))
        holds = condition.settled(known) if condition else None
        if holds is not False:
            return level if holds else None
    return None


def _value(kind: FactType, text: str) -> Value:
    if kind.kind == "count" and text.isdecimal():
        return int(text)
    if kind.kind == "yes-no":
        return text in ("true", "yes")
    return text
