"""At every hour somebody can do the work that a runbook gives to a role.

A role with hours is stood in for by its deputy, and that one by theirs.  Where
there is an hour that none of them covers, a crisis at that hour finds nobody.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations:
        roles:
          noc-head: {hours: {from: "09:00", to: "18:00"}}
          chairman: {}
    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-head}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations:
        roles:
          noc-head: {hours: {from: "09:00", to: "18:00"}, deputy: chairman}
          chairman: {}
    # file: plan.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-head}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import shape_of
from drillkit.plan.week import Stretch, first_gap, stretches, written

NAME = "hours-nobody-covers"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    model, tree = plan.organisation.model, plan.organisation.tree
    needed = _needed(plan)
    for role, department in model.roles().items():
        gap = _gap(model, role) if role in needed else None
        if gap is not None:
            loc = ("departments", department, "roles", role, "hours")
            yield Problem(
                tree.place(loc, key=True),
                NAME,
                N_(
                    'nobody covers role "{role}" from {begin}, deputies included, '
                    'and runbook "{runbook}" gives it work'
                ),
                {"role": role, "begin": written(gap), "runbook": needed[role]},
                severity=SEVERITY,
            )


def _needed(plan: Plan) -> dict[str, str]:
    """The roles that have work, and a runbook that gives it to them."""
    return {
        role: name
        for name, file in reversed(list(plan.runbooks.items()))
        for _, _, step in shape_of(file.model).steps
        for role in step.by or ()
    }


def _gap(model: Organisation, name: str) -> int | None:
    """The first minute of the week at which neither *name* nor a deputy is there."""
    opened: list[Stretch] = []
    asked: set[str] = set()
    who: str | None = name
    while who is not None and who not in asked:
        asked.add(who)
        role = model.role(who)
        # A deputy nobody knows has been told, and may be there at any hour.
        if role is None or role.hours == "always":
            return None
        opened += stretches(role.hours)
        who = role.deputy
    return first_gap(sorted(opened))
