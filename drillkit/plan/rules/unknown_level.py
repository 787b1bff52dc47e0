"""Levels are those of the organisation's ladder.

What begins at a level that does not exist never begins.

Wrong:

    escalation: [{call: lead, from: critcal}]

Right:

    escalation: [{call: lead, from: critical}]
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-level"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "level")
    if names is not None:
        says = N_('the organisation has no level "{name}"')
        yield from unknown(uses(plan, "level"), names, NAME, says)
