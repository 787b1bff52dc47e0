"""A runbook belongs to a department, and an inject goes to a department or a role.

What is addressed to nobody is delivered to nobody.

Wrong:

    department: netwrok-operations

Right:

    department: network-operations
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import Sort, known, unknown, uses

NAME = "unknown-department"
NEEDS_WHOLE = False
SAYS: dict[Sort, str] = {
    "department": N_('the organisation has no department "{name}"'),
    "addressee": N_('"{name}" is no department and no role'),
}


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for sort, says in SAYS.items():
        names = known(plan, sort)
        if names is not None:
            yield from unknown(uses(plan, sort), names, NAME, says)
