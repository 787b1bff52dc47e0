"""The targets inside a phase may not add up to more than the phase's own.

People who meet every target of their steps, or of their lane, and still miss
the phase's were given a promise nobody had added up.  Steps with a condition
are left out, for another may be done in their place.

Wrong:

    phases:
      triage:
        target: 10m
        steps:
          confirm: {do: Confirm the alarm, by: noc-duty-engineer, target: 5m}
          size-up: {do: Find out how bad it is, by: noc-duty-engineer, target: 8m}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        target: 15m
        steps:
          confirm: {do: Confirm the alarm, by: noc-duty-engineer, target: 5m}
          size-up: {do: Find out how bad it is, by: noc-duty-engineer, target: 8m}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import (
    Spot,
    Stretch,
    by_target,
    is_final,
    longest,
    longest_chain,
    shape_of,
    whole_phase,
)
from drillkit.plan.wording import listed, spoken

NAME = "target-over-phase"
SEVERITY: Severity = "error"

WEIGH = by_target()


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            target = spot.phase.target
            if target is None or _is_plainly_short(spot, target):
                continue
            way = _longest_inside(spot)
            if way is not None and way.ms > target:
                yield Problem(
                    file.tree.place((*spot.at, "target")),
                    NAME,
                    N_(
                        "targets add up to {sum} by way of {way}, "
                        'and phase "{phase}" has {target}'
                    ),
                    {
                        "sum": spoken(way.ms),
                        "way": listed(way.names),
                        "phase": spot.name,
                        "target": spoken(target),
                    },
                    severity=SEVERITY,
                )


def _is_plainly_short(spot: Spot, target: int) -> bool:
    """Whether all steps one after the other would still keep *target*."""
    return not spot.lanes and sum(map(WEIGH, spot.phase.steps.values())) <= target


def _longest_inside(spot: Spot) -> Stretch | None:
    if not spot.lanes:
        names = tuple(longest_chain(spot.phase, WEIGH))
        return Stretch(whole_phase(spot.phase, WEIGH), names)
    found = [longest(lane, is_final, WEIGH) for lane in spot.lanes.values()]
    choose = min if spot.phase.join == "any" else max
    ways = [way for way in found if way is not None]
    return choose(ways, key=lambda way: way.ms, default=None)
