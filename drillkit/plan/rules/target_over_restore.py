"""The phases' targets may not add up to more than the level's restore-within.

A runbook that meets every target and still misses the promise of its level
promises a recovery it has not planned for.  The longest way to the milestone
"restored-confirmed" counts, each loop once, for every level the runbook's
classification can give.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      crisis: {acknowledge-within: 5m, restore-within: 4h}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-shift-lead: {people: 1}}}
    # file: network-operations/backbone-outage.yaml
    runbook: backbone-outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    classification: {crisis: otherwise}
    phases:
      triage:
        target: 30m
        steps:
          look: {do: Confirm the alarm, by: noc-shift-lead}
        leads-to: {done: restore}
      restore:
        target: 4h
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        reaches: restored-confirmed
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      crisis: {acknowledge-within: 5m, restore-within: 4h}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-shift-lead: {people: 1}}}
    # file: network-operations/backbone-outage.yaml
    runbook: backbone-outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    classification: {crisis: otherwise}
    phases:
      triage:
        target: 30m
        steps:
          look: {do: Confirm the alarm, by: noc-shift-lead}
        leads-to: {done: restore}
      restore:
        target: 3h
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        reaches: restored-confirmed
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import (
    RESTORED,
    Stretch,
    by_target,
    levels_of,
    longest,
    place_of_level,
    shape_of,
    spots_reaching,
)
from drillkit.plan.wording import listed, spoken

NAME = "target-over-restore"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    for file in plan.runbooks.values():
        found = _worst(file.model, plan.organisation.model)
        if found is not None:
            level, way, limit = found
            yield _problem(file, level, way, limit)


def _worst(
    runbook: Runbook, organisation: Organisation
) -> tuple[str, Stretch, int] | None:
    """The level that is missed by most, the way that misses it, and its limit."""
    region = shape_of(runbook)
    ends = spots_reaching(region, RESTORED)
    levels = levels_of(runbook, organisation)
    if not (ends and levels):
        return None
    limits = {name: organisation.levels[name].restore_within for name in levels}
    whole = longest(region, ends.__contains__, by_target())
    # No level has steps that this sum does not have.
    if whole is None or whole.ms <= min(limits.values()):
        return None
    ladder = list(organisation.levels)
    found = [
        (name, way, limit)
        for name, limit in limits.items()
        for way in (longest(region, ends.__contains__, by_target(ladder, name)),)
        if way is not None and way.ms > limit
    ]
    return max(found, key=lambda one: one[1].ms - one[2], default=None)


def _problem(file: PlanFile[Runbook], level: str, way: Stretch, limit: int) -> Problem:
    return Problem(
        place_of_level(file, level),
        NAME,
        N_(
            "targets add up to {sum} by way of {way}, "
            'and level "{level}" restores within {limit}'
        ),
        {
            "sum": spoken(way.ms),
            "way": listed(way.names),
            "level": level,
            "limit": spoken(limit),
        },
        severity=SEVERITY,
    )
