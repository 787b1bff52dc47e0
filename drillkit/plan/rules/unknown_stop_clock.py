"""A contract stops its clock for reasons that the organisation lists.

Only where it lists any: then every report uses the same words.

Wrong:

    contracts: {critical-4h: {restore-within: 4h, stop-clock: [no-acces]}}

Right:

    contracts: {critical-4h: {restore-within: 4h, stop-clock: [no-access]}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import known, unknown, uses

NAME = "unknown-stop-clock"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    names = known(plan, "stop-clock")
    if names is not None:
        says = N_('the organisation has no stop-clock reason "{name}"')
        yield from unknown(uses(plan, "stop-clock"), names, NAME, says)
