"""A client names a contract of the organisation.

Without its contract a client's clock has no limit.

Wrong:

    clients: {island-mining: {contract: crtical-4h}}

Right:

    clients: {island-mining: {contract: critical-4h}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-contract"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "contract")
    if names is not None:
        says = N_('the organisation has no contract "{name}"')
        yield from unknown(uses(plan, "contract"), names, NAME, says)
