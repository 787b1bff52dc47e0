"""Facts that are asked, watched or expected are declared.

A question about something undeclared has no answer that counts.

Wrong:

    phases:
      look:
        steps:
          ask: {ask: [clents], by: lead}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      look:
        steps:
          ask: {ask: [clients], by: lead}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-fact"
NEEDS_WHOLE = False
DECLARED = N_('fact "{name}" is not declared in this runbook')
EXPECTED = N_('no runbook of this drill declares fact "{name}"')


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for use in uses(plan, "fact"):
        is_expected = use.loc[0] == "expected"
        yield from unknown([use], (), NAME, EXPECTED if is_expected else DECLARED)
