"""Whoever is told is an audience, a role or a department of the organisation.

A message to nobody is a message that nobody misses.

Wrong:

    phases:
      tell:
        steps:
          say: {notify: cleints, by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      tell:
        steps:
          say: {notify: clients, by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import Sort, known, unknown, uses

NAME = "unknown-audience"
NEEDS_WHOLE = False
SAYS: dict[Sort, str] = {
    "audience": N_('the organisation has no audience "{name}"'),
    "told": N_('"{name}" is no role, audience or department'),
}


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for sort, says in SAYS.items():
        names = known(plan, sort)
        if names is not None:
            yield from unknown(uses(plan, sort), names, NAME, says)
