"""What is accepted is a rule that exists.

A misspelt rule silences nothing, and the risk it names is not the one accepted.

Wrong:

    accepts: {dead-edn: {because: "Known", by: lead, until: 2027-01-01}}

Right:

    accepts: {dead-end: {because: "Known", by: lead, until: 2027-01-01}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-rule"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    # Not at the top: the table of rules imports this one.
    from drillkit.plan.rules import RULES

    names = [rule.NAME for rule in RULES]
    yield from unknown(uses(plan, "rule"), names, NAME, N_('there is no rule "{name}"'))
