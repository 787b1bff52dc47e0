"""An affected item names a client of the organisation.

Promises are kept per client, so a client unknown is a promise unseen.

Wrong:

    affected: {mine: {kind: client, client: iland-mining}}

Right:

    affected: {mine: {kind: client, client: island-mining}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-client"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "client")
    if names is not None:
        says = N_('the organisation has no client "{name}"')
        yield from unknown(uses(plan, "client"), names, NAME, says)
