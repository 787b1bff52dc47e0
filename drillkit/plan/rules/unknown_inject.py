"""A contingency inject names the inject it stands in for.

It would never come, whatever was missed.

Wrong:

    injects:
      alarm: {at: 0m, says: "Alarm"}
      hint: {if-missed: alram, says: "Look at the alarm"}

Right:

    injects:
      alarm: {at: 0m, says: "Alarm"}
      hint: {if-missed: alarm, says: "Look at the alarm"}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-inject"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    says = N_('this scenario has no inject "{name}"')
    yield from unknown(uses(plan, "inject"), (), NAME, says)
