"""Every step says who does it.

A step that is nobody's is everybody's, and in a crisis nobody does it.
Waiting, watching, and what goes by itself needs no owner.

Wrong:

    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    phases:
      restore:
        steps:
          fix: {do: Replace the card}
        leads-to: {done: normal}
      normal: {final: true}

Right:

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

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Await, Watch
from drillkit.plan.shape import shape_of

NAME = "step-without-owner"
SEVERITY: Severity = "warning"


_BY_ITSELF = (Await, Watch)


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot, name, step in shape_of(file.model).steps:
            if step.by or isinstance(step, _BY_ITSELF):
                continue
            yield Problem(
                file.tree.place((*spot.at, "steps", name), key=True),
                NAME,
                N_('step "{step}" does not say who does it'),
                {"step": name},
                N_('name the role in "by"'),
                severity=SEVERITY,
            )
