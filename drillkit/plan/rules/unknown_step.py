"""A step needs steps of its own phase.

A step that needs what does not exist never begins.

Wrong:

    phases:
      mend:
        steps:
          look: {do: "Look", by: lead}
          fix: {do: "Fix", by: lead, needs: [loko]}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    phases:
      mend:
        steps:
          look: {do: "Look", by: lead}
          fix: {do: "Fix", by: lead, needs: [look]}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.uses import unknown, uses

NAME = "unknown-step"
NEEDS_WHOLE = False


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    says = N_('no step beside it is called "{name}"')
    yield from unknown(uses(plan, "step"), (), NAME, says)
