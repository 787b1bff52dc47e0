"""A notice counts from an instant that every drill knows, or from another notice.

The clock of a notice that counts from nothing would never run.

Wrong:

    notices: {regulator: {within: {clasified: 4h}, by: lead}}

Right:

    notices: {regulator: {within: {classified: 4h}, by: lead}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-anchor"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "anchor")
    if names is not None:
        says = N_('no clock counts from "{name}"')
        yield from unknown(uses(plan, "anchor"), names, NAME, says)
