"""Where people go, parts lie and legs lead is a site or a store of the organisation.

A place unknown has no time zone, no window and no way to it.

Wrong:

    phases:
      go:
        steps:
          drive: {travel: iland-node, by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      go:
        steps:
          drive: {travel: island-node, by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import Sort, known, unknown, uses

NAME = "unknown-site"
NEEDS_WHOLE = False
SAYS: dict[Sort, str] = {
    "site": N_('the organisation has no site "{name}"'),
    "store": N_('the organisation has no store "{name}"'),
}


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for sort, says in SAYS.items():
        names = known(plan, sort)
        if names is not None:
            yield from unknown(uses(plan, sort), names, NAME, says)
