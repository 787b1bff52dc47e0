"""A request goes to a provider of the organisation.

A provider without a contract has promised nothing.

Wrong:

    phases:
      mend:
        steps:
          splice: {request: vogla-fibre/repair, by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      mend:
        steps:
          splice: {request: volga-fibre/repair, by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-provider"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "provider")
    if names is not None:
        says = N_('the organisation has no provider "{name}"')
        yield from unknown(uses(plan, "provider"), names, NAME, says)
