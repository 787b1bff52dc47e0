"""News has to come before the drill is over.

At its latest hour the drill ends, and what was to come then never comes.

Wrong:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    injects:
      press: {at: 3h, to: executive, says: A journalist calls.}

Right:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    injects:
      press: {at: 1h, to: executive, says: A journalist calls.}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.wording import spoken

NAME = "inject-after-end"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        end = file.model.ends.at_latest
        for name, inject in file.model.injects.items():
            if inject.at is not None and inject.at > end:
                yield Problem(
                    file.tree.place(("injects", name, "at")),
                    NAME,
                    N_('inject "{inject}" comes at {at}, and the drill ends at {end}'),
                    {"inject": name, "at": spoken(inject.at), "end": spoken(end)},
                    severity=SEVERITY,
                )
