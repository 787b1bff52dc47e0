"""Something has to lead to every phase but the first.

A phase that nothing leads to is work nobody will ever be asked to do.  Often
the way to it was renamed, or ends one phase too early.

Wrong:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
        leads-to: {done: normal}
      restore:
        steps:
          fix: {do: Replace the card, by: noc-duty-engineer}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
        leads-to: {done: restore}
      restore:
        steps:
          fix: {do: Replace the card, by: noc-duty-engineer}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import Region, shape_of

NAME = "unreachable-phase"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        root = shape_of(file.model)
        for region in (root, *root.inner):
            for name, leader in _cut_off(region).items():
                yield Problem(
                    file.tree.place((*region.at, name), key=True),
                    NAME,
                    N_('only "{leader}" leads to phase "{phase}"; no way begins there')
                    if leader
                    else N_('nothing leads to phase "{phase}"'),
                    {"phase": name, "leader": leader},
                    severity=SEVERITY,
                )


def _cut_off(region: Region) -> dict[str, str]:
    """The phases where what cannot be reached begins, and who leads there."""
    lost = [name for name in region.spots if name not in region.reached]
    # A way with a wrong name may have been meant for any of them.
    if not lost or any(spot.is_broken for spot in region.spots.values()):
        return {}
    leaders: dict[str, str] = {}
    for name in lost:
        for way in region.spots[name].ways:
            if way.to not in region.reached and way.to != name:
                leaders.setdefault(way.to, name)
    found = {name: "" for name in lost if name not in leaders}
    told: set[str] = set()
    for name in found:
        _follow(region, name, told)
    for name in lost:
        if name not in told:
            found[name] = leaders[name]
            _follow(region, name, told)
    return found


def _follow(region: Region, name: str, told: set[str]) -> None:
    """Adds to *told* all that *name* leads to, itself too."""
    todo = [name]
    while todo:
        here = todo.pop()
        if here not in told:
            told.add(here)
            todo += [way.to for way in region.spots[here].ways]
