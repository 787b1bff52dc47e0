"""An inject tests an objective of its scenario.

An answer that counts for no objective is not rated.

Wrong:

    objectives:
      answer: {title: "Calls are answered", capability: notification}
    injects: {call: {at: 5m, says: "A call", objective: anwser}}

Right:

    objectives:
      answer: {title: "Calls are answered", capability: notification}
    injects: {call: {at: 5m, says: "A call", objective: answer}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-objective"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    says = N_('this scenario has no objective "{name}"')
    yield from unknown(uses(plan, "objective"), (), NAME, says)
