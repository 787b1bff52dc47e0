"""Whoever holds a role, or stands in, can be reached.

A person without contacts is a broken link in the call tree.

Wrong:

    roster: Example
    persons:
      anna: {name: Anna A.}
    roles:
      noc-head: {persons: [anna]}

Right:

    roster: Example
    persons:
      anna: {name: Anna A., contacts: ["tel:+7-000-000-00-01"]}
    roles:
      noc-head: {persons: [anna]}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "contact-missing"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.roster is None:
        return
    model, tree = plan.roster.model, plan.roster.tree
    needed = {
        person: role
        for role, holders in reversed(model.roles.items())
        for person in (*holders.persons, *holders.substitutes)
    }
    for name, person in model.persons.items():
        if name in needed and not person.contacts:
            yield Problem(
                tree.place(("persons", name), key=True),
                NAME,
                N_('"{person}" is listed for role "{role}" and has no contact'),
                {"person": name, "role": needed[name]},
                severity=SEVERITY,
            )
