"""A phase has steps or lanes, not both.

With both, nobody could say when the phase is done.  Work beside the lanes is
a lane of its own.

Wrong:

    phases:
      restore:
        steps:
          tell: {notify: executives, by: noc-shift-lead}
        lanes:
          repair:
            phases:
              field:
                steps:
                  fix: {do: Replace the card, by: noc-duty-engineer}
                leads-to: {done: repaired}
              repaired: {final: true}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      restore:
        lanes:
          command:
            phases:
              announce:
                steps:
                  tell: {notify: executives, by: noc-shift-lead}
                leads-to: {done: told}
              told: {final: true}
          repair:
            phases:
              field:
                steps:
                  fix: {do: Replace the card, by: noc-duty-engineer}
                leads-to: {done: repaired}
              repaired: {final: true}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import shape_of

NAME = "steps-and-lanes"
NEEDS_WHOLE = False
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if not (spot.phase.steps and spot.phase.lanes):
                continue
            yield Problem(
                file.tree.place((*spot.at, "steps"), key=True),
                NAME,
                N_('phase "{phase}" has steps, and lanes on line {line}'),
                {
                    "phase": spot.name,
                    "line": str(file.tree.place((*spot.at, "lanes"), key=True).line),
                },
                N_("give the steps a lane of their own"),
                severity=SEVERITY,
            )
