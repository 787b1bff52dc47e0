"""A role that works has people in it.

Work given to a role with no people is never begun.

Wrong:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-head: {people: 0}}}

Right:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-head: {people: 1}}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "role-nobody-fills"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    for name, department in plan.organisation.model.departments.items():
        for role, form in department.roles.items():
            if form.people == 0:
                loc = ("departments", name, "roles", role, "people")
                yield Problem(
                    plan.organisation.tree.place(loc),
                    NAME,
                    N_('role "{role}" has no people'),
                    {"role": role},
                    severity=SEVERITY,
                )
    yield from _roster(plan, plan.organisation.model.roles())


def _roster(plan: Plan, roles: dict[str, str]) -> Iterator[Problem]:
    """Roles that the roster, where there is one, gives to nobody."""
    if plan.roster is None:
        return
    for role, holders in plan.roster.model.roles.items():
        if role in roles and not holders.persons:
            yield Problem(
                plan.roster.tree.place(("roles", role, "persons"), key=True),
                NAME,
                N_('nobody on the roster holds role "{role}"'),
                {"role": role},
                severity=SEVERITY,
            )
