"""A phase leads to a phase beside it: in the same runbook, or in the same lane.

A run that leaves for a phase that does not exist has nowhere to go.

Wrong:

    phases:
      triage: {leads-to: {done: normla}}
      normal: {final: true}

Right:

    phases:
      triage: {leads-to: {done: normal}}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-phase"
NEEDS_WHOLE = False
BESIDE = N_('phase "{phase}" leads to "{name}", and no phase beside it has that id')
IN_RUN = N_('run "{phase}" has no phase "{name}"')


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for use in uses(plan, "phase"):
        is_inject = use.loc[0] == "injects"
        yield from unknown([use], (), NAME, IN_RUN if is_inject else BESIDE)
