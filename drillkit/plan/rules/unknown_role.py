"""Whoever acts, owns, answers or stands in is a role of some department.

A step for a role that nobody can hold waits for ever, and so does a call to it.

Wrong:

    owner: laed

Right:

    owner: lead
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-role"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "role")
    if names is not None:
        says = N_('the organisation has no role "{name}"')
        yield from unknown(uses(plan, "role"), names, NAME, says)
