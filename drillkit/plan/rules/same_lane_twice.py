"""Lanes made with "each" need names that no other lane has.

"each: {provider: [volga-fibre]}" on the lane "repair" makes the lane
"repair-volga-fibre"; a lane of that name, or the same provider listed twice,
leaves two lanes under one name.

Wrong:

    phases:
      restore:
        lanes:
          repair:
            each: {provider: [volga-fibre, volga-fibre]}
            phases:
              field:
                steps:
                  fix: {request: "{provider}/repair", by: partner-duty}
                leads-to: {done: repaired}
              repaired: {final: true}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      restore:
        lanes:
          repair:
            each: {provider: [volga-fibre, ural-link]}
            phases:
              field:
                steps:
                  fix: {request: "{provider}/repair", by: partner-duty}
                leads-to: {done: repaired}
              repaired: {final: true}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator, Mapping
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Lane
from drillkit.plan.shape import Loc, shape_of

NAME = "same-lane-twice"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if all(lane.each is None for lane in spot.phase.lanes.values()):
                continue
            first: dict[str, Loc] = {}
            for name, loc in _names(spot.phase.lanes):
                at = (*spot.at, "lanes", *loc)
                if name not in first:
                    first[name] = at
                    continue
                line = file.tree.place(first[name], key=True).line
                yield Problem(
                    file.tree.place(at),
                    NAME,
                    N_('this makes lane "{lane}", which line {line} makes too'),
                    {"lane": name, "line": str(line)},
                    severity=SEVERITY,
                )


def _names(lanes: Mapping[str, Lane]) -> Iterator[tuple[str, Loc]]:
    """The names the lanes will have; those written out come first."""
    for lane, form in lanes.items():
        if not form.each:
            yield lane, (lane,)
    for lane, form in lanes.items():
        for word, values in (form.each or {}).items():
            for index, value in enumerate(values):
                yield f"{lane}-{value}", (lane, "each", word, index)
