"""A scenario runs runbooks that exist, and waits for runs that exist.

A run is called by its department, its runbook's path, or the name a scenario gives
it.

Wrong:

    runs: [network-operations/ctu]

Right:

    runs: [network-operations/cut]
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import Sort, known, unknown, uses

NAME = "unknown-runbook"
NEEDS_WHOLE = False
SAYS: dict[Sort, str] = {
    "runbook": N_('there is no runbook "{name}"'),
    "run": N_('nothing runs as "{name}"'),
}


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for sort, says in SAYS.items():
        names = known(plan, sort)
        if names is not None:
            yield from unknown(uses(plan, sort), names, NAME, says)
