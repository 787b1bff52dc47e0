"""A phase waits for its lanes, so each of them has to be able to end.

With "join: all" one lane that cannot reach a final phase holds the whole phase
for ever; with "join: any" it takes all of them.

Wrong:

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
          inform:
            phases:
              tell:
                steps:
                  send: {update: clients, by: client-manager}
                leads-to: {done: tell}
        join: all
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

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
          inform:
            phases:
              tell:
                steps:
                  send: {update: clients, by: client-manager}
                leads-to: {done: tell}
        join: any
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import DONE, Region, Spot, shape_of

NAME = "lane-never-joins"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            for lane in _never(spot):
                has_final = any(s.phase.final for s in spot.lanes[lane].spots.values())
                yield Problem(
                    file.tree.place((*spot.at, "lanes", lane), key=True),
                    NAME,
                    N_('phase "{phase}" waits for lane "{lane}", which never ends')
                    if has_final
                    else N_(
                        'phase "{phase}" waits for lane "{lane}", '
                        "which has no final phase"
                    ),
                    {"phase": spot.name, "lane": lane},
                    severity=SEVERITY,
                )


def _never(spot: Spot) -> list[str]:
    waits = DONE in spot.phase.leads_to or not spot.phase.after
    lanes = [name for name, lane in spot.lanes.items() if not _may_end(lane)]
    if not waits or (spot.phase.join == "any" and len(lanes) < len(spot.lanes)):
        return []
    return lanes


def _may_end(lane: Region) -> bool:
    # A dead end has a rule of its own, and may be where the end was meant.
    return lane.first in lane.ending or any(
        not lane.spots[name].ways for name in lane.reached
    )
