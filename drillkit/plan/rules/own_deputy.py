"""Nobody stands in for themselves.

When a call is not answered it goes to the deputy; a role that is its own
deputy is asked twice and nobody else is.

Wrong:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-head: {deputy: noc-head}}}

Right:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-head: {deputy: chairman}, chairman: {}}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "own-deputy"
NEEDS_WHOLE = False
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    for name, department in plan.organisation.model.departments.items():
        for role, form in department.roles.items():
            if form.deputy == role:
                loc = ("departments", name, "roles", role, "deputy")
                yield Problem(
                    plan.organisation.tree.place(loc),
                    NAME,
                    N_('role "{role}" is its own deputy'),
                    {"role": role},
                    severity=SEVERITY,
                )
