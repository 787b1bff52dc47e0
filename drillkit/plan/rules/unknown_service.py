"""A request names a service of its provider.

A provider is held to what its contract lists.

Wrong:

    phases:
      mend:
        steps:
          splice: {request: volga-fibre/repiar, by: lead}
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
from drillkit.plan.uses import unknown, uses

NAME = "unknown-service"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    providers = plan.organisation.model.providers
    says = N_('provider "{provider}" has no service "{name}"')
    for use in uses(plan, "service"):
        provider = providers.get(use.words["provider"])
        if provider:
            yield from unknown([use], tuple(provider.services), NAME, says)
