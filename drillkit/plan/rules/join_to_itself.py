"""A phase whose lanes are over at once may not lead back to itself.

A lane that begins in its final phase is over when it is entered; if the phase
then leads to itself, it would be entered and left for ever in one instant.

Wrong:

    phases:
      restore:
        lanes:
          repair:
            phases:
              repaired: {final: true}
        leads-to: {done: restore}

Right:

    phases:
      restore:
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
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import DONE, shape_of

NAME = "join-to-itself"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if spot.phase.leads_to.get(DONE) != spot.name:
                continue
            for name, lane in spot.lanes.items():
                if lane.spots[lane.first].phase.final:
                    yield Problem(
                        file.tree.place((*spot.at, "leads-to", DONE)),
                        NAME,
                        N_(
                            'phase "{phase}" leads to itself, '
                            'and its lane "{lane}" begins at its end'
                        ),
                        {"phase": spot.name, "lane": name},
                        severity=SEVERITY,
                    )
