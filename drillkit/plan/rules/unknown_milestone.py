"""A milestone that is waited for is a standard one, or some runbook reaches it.

Whoever waits for a word that nobody says waits for ever.

Wrong:

    phases:
      wait:
        steps:
          power: {await: network-operations/mains-bakc, by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      wait:
        steps:
          power: {await: network-operations/restored-confirmed, by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-milestone"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "milestone")
    if names is not None:
        says = N_('no runbook reaches milestone "{name}"')
        yield from unknown(uses(plan, "milestone"), names, NAME, says)
