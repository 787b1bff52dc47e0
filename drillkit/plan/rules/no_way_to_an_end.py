"""From every phase there has to be a way to an end.

Phases that lead only to each other keep people in a crisis that the plan never
lets finish.

Wrong:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
          real:
            decide: Is it real?
            outcomes: {no: Stand down, yes: Go on}
            by: noc-shift-lead
        leads-to: {no: normal, yes: restore}
      restore:
        steps:
          fix: {do: Replace the card, by: noc-duty-engineer}
        leads-to: {done: verify}
      verify:
        steps:
          look-again: {do: Compare traffic, by: noc-duty-engineer}
        leads-to: {done: restore}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
          real:
            decide: Is it real?
            outcomes: {no: Stand down, yes: Go on}
            by: noc-shift-lead
        leads-to: {no: normal, yes: restore}
      restore:
        steps:
          fix: {do: Replace the card, by: noc-duty-engineer}
        leads-to: {done: verify}
      verify:
        steps:
          look-again: {do: Compare traffic, by: noc-duty-engineer}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import Region, circles, shape_of
from drillkit.plan.wording import quoted_list

NAME = "no-way-to-an-end"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        root = shape_of(file.model)
        # A lane that cannot end at all is told by the phase that waits for it.
        lanes = [lane for lane in root.inner if lane.first in lane.ending]
        for region in (root, *lanes):
            for trap in _traps(region):
                yield Problem(
                    file.tree.place((*region.at, trap[0]), key=True),
                    NAME,
                    N_("phases {phases} lead only to each other, and none is final")
                    if len(trap) > 1
                    else N_("phase {phases} leads only to itself and is not final"),
                    {"phases": quoted_list(trap)},
                    severity=SEVERITY,
                )


def _traps(region: Region) -> list[list[str]]:
    """The circles among reached phases that cannot be left."""
    lost = [name for name in region.reached if name not in region.ending]
    if not lost:
        return []
    inside = {
        name: [way.to for way in spot.ways]
        for name, spot in region.spots.items()
        if name in lost
    }
    return [
        circle
        for circle in circles(inside)
        if all(to in circle for name in circle for to in inside[name])
    ]
