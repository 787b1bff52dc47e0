"""A phase has steps or lanes, unless it is an end.

A phase without either is over the moment it begins.  If it is an end, it
says so with "final".

Wrong:

    phases:
      triage: {leads-to: {done: normal}}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import shape_of

NAME = "empty-phase"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if spot.phase.final or spot.is_work:
                continue
            yield Problem(
                file.tree.place(spot.at, key=True),
                NAME,
                N_('phase "{phase}" has no steps and no lanes'),
                {"phase": spot.name},
                ""
                if spot.ways or spot.is_broken
                else N_('write "final: true" if it is an end'),
                severity=SEVERITY,
            )
