"""A loop needs a person or a time in it.

Phases without either follow each other in no time: the drill would go round
for ever within one millisecond.  Waiting for a milestone does not count, for
one that was reached stays reached, nor do steps that may be left out.

Wrong:

    phases:
      watch-on:
        steps:
          back: {await: network-operations/restored-reported}
        leads-to: {done: tell}
      tell:
        steps:
          send: {update: clients, by: client-manager, from: crisis}
        leads-to: {done: watch-on}

Right:

    phases:
      tell:
        steps:
          send: {update: clients, by: client-manager}
          back: {await: network-operations/restored-reported, needs: []}
        after: {15m: tell}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import AnyStep, Await, Watch
from drillkit.plan.scalars import Fixed
from drillkit.plan.shape import (
    DONE,
    Region,
    Spot,
    Way,
    circles,
    may_be_skipped,
    one_round,
    shape_of,
)
from drillkit.plan.wording import quoted_list

NAME = "endless-loop"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        root = shape_of(file.model)
        for region in (root, *root.inner):
            edges = _edges_in_no_time(region)
            if not any(edges.values()):
                continue
            for circle in circles(edges):
                loop = one_round(edges, circle[0])
                yield Problem(
                    file.tree.place((*region.at, circle[0]), key=True),
                    NAME,
                    N_("phases {phases} follow each other without a person or a time")
                    if len(loop) > 1
                    else N_("phase {phases} follows itself without a person or a time"),
                    {"phases": quoted_list(loop)},
                    severity=SEVERITY,
                )


def _edges_in_no_time(region: Region) -> dict[str, list[str]]:
    return {
        name: [way.to for way in spot.ways if _takes_no_time(spot, way)]
        for name, spot in region.spots.items()
        if name in region.reached
    }


def _takes_no_time(spot: Spot, way: Way) -> bool:
    if way.after is not None:
        return way.after == 0
    return way.outcome == DONE and _is_done_at_once(spot)


def _is_done_at_once(spot: Spot) -> bool:
    phase = spot.phase
    if not phase.lanes:
        return all(_is_done_in_no_time(step) for step in phase.steps.values())
    # A first visit takes its time; in a second, lanes that keep are at their end.
    passes = [
        lane.keep or _ends_at_once(spot.lanes[name])
        for name, lane in phase.lanes.items()
    ]
    return any(passes) if phase.join == "any" else all(passes)


def _ends_at_once(lane: Region) -> bool:
    seen = {lane.first}
    todo = [lane.first]
    while todo:
        spot = lane.spots[todo.pop()]
        if spot.phase.final:
            return True
        for way in spot.ways:
            if way.to not in seen and _takes_no_time(spot, way):
                seen.add(way.to)
                todo.append(way.to)
    return False


def _is_done_in_no_time(step: AnyStep) -> bool:
    return (
        isinstance(step, Await | Watch)
        or may_be_skipped(step)
        or step.takes == Fixed(0)
    )
