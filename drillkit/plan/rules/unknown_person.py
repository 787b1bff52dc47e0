"""Whoever holds a role is listed among the persons.

A name without a number cannot be called.

Wrong:

    roles: {lead: {persons: [anan]}}

Right:

    roles: {lead: {persons: [anna]}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-person"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    says = N_('this roster has no person "{name}"')
    yield from unknown(uses(plan, "person"), (), NAME, says)
