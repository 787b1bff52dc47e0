"""Every objective is tested by a measure, or by what an inject expects.

An objective that neither names is one the drill cannot say anything about.

Wrong:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    objectives:
      tell: {title: Executives are told, capability: notification}

Right:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    objectives:
      tell:
        title: Executives are told
        capability: notification
        measure: time-to-notify-executives
        at-most: 15m
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "objective-untested"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        tested = {inject.objective for inject in file.model.injects.values()} | {
            expected.objective
            for inject in file.model.injects.values()
            for expected in inject.expects
        }
        for name, objective in file.model.objectives.items():
            if objective.measure is None and name not in tested:
                yield Problem(
                    file.tree.place(("objectives", name), key=True),
                    NAME,
                    N_('nothing in the drill tests objective "{objective}"'),
                    {"objective": name},
                    N_('give it a "measure", or let an inject expect something for it'),
                    severity=SEVERITY,
                )
