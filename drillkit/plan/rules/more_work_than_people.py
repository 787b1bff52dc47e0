"""A step asks for no more people than its role has.

Such a step would wait for ever: all its people are needed at once, and there
are not so many.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {field-engineer: {people: 2}, noc-head: {}}}
    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: {field-engineer: 3}}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {field-engineer: {people: 2}, noc-head: {}}}
    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: {field-engineer: 2}}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import shape_of

NAME = "more-work-than-people"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    model, tree = plan.organisation.model, plan.organisation.tree
    people = {
        role: (form.people, ("departments", name, "roles", role))
        for name, department in model.departments.items()
        for role, form in department.roles.items()
    }
    for file in plan.runbooks.values():
        for spot, name, step in shape_of(file.model).steps:
            for role, asked in (step.by or {}).items():
                there, loc = people.get(role, (asked, ()))
                # A role without any people has a rule of its own.
                if 0 < there < asked:
                    yield Problem(
                        file.tree.place((*spot.at, "steps", name, "by", role)),
                        NAME,
                        N_(
                            'step "{step}" asks for {asked} of role "{role}", '
                            "which has {people}, {path} line {line}"
                        ),
                        {
                            "step": name,
                            "asked": str(asked),
                            "role": role,
                            "people": str(there),
                            "path": tree.path,
                            "line": str(tree.place(loc, key=True).line),
                        },
                        severity=SEVERITY,
                    )
