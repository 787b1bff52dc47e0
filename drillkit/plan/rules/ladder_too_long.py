"""The escalation ladder has to be climbed before its promises are due.

Each rung has the level's acknowledge-within, and then its deputy has it again.
A ladder that takes longer than the level's restore-within ends when the promise
is already broken.  And whoever stands on its last rung is asked too late if an
audience should have heard before, even when no deputy is asked on the way.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      minor: {acknowledge-within: 1h, restore-within: 2h}
    until-classified: minor
    departments:
      network-operations:
        roles: {noc-shift-lead: {deputy: noc-head}, noc-head: {}, chairman: {}}
    # file: plan.yaml
    runbook: backbone-outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    classification: {minor: otherwise}
    escalation: [{call: noc-shift-lead}, {call: chairman}]
    phases:
      normal: {final: true}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      minor: {acknowledge-within: 15m, restore-within: 2h}
    until-classified: minor
    departments:
      network-operations:
        roles: {noc-shift-lead: {deputy: noc-head}, noc-head: {}, chairman: {}}
    # file: plan.yaml
    runbook: backbone-outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    classification: {minor: otherwise}
    escalation: [{call: noc-shift-lead}, {call: chairman}]
    phases:
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import levels_of
from drillkit.plan.wording import spoken

NAME = "ladder-too-long"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    organisation = plan.organisation.model
    for file in plan.runbooks.values():
        for level in levels_of(file.model, organisation):
            rungs = _rungs(file.model, organisation, level)
            if rungs:
                yield from _whole(file, organisation, level, rungs)
                yield from _last(file, organisation, level, rungs)


def _rungs(runbook: Runbook, organisation: Organisation, level: str) -> list[int]:
    """The rungs that are climbed at *level*, by their number."""
    ladder = list(organisation.levels)
    return [
        number
        for number, rung in enumerate(runbook.escalation)
        if rung.from_ is None
        or (rung.from_ in ladder and ladder.index(level) <= ladder.index(rung.from_))
    ]


def _asked(runbook: Runbook, organisation: Organisation, rungs: list[int]) -> int:
    """How many are asked one after the other, nobody twice."""
    asked: dict[str, None] = {}
    for number in rungs:
        name = runbook.escalation[number].call
        role = organisation.role(name)
        asked[name] = None
        if role is not None and role.deputy is not None:
            asked[role.deputy] = None
    return len(asked)


def _whole(
    file: PlanFile[Runbook], organisation: Organisation, level: str, rungs: list[int]
) -> Iterator[Problem]:
    form = organisation.levels[level]
    took = _asked(file.model, organisation, rungs) * form.acknowledge_within
    if took > form.restore_within:
        yield Problem(
            file.tree.place(("escalation",), key=True),
            NAME,
            N_(
                'at level "{level}" the ladder takes {sum}, deputies included, '
                "and restore-within is {limit}"
            ),
            {"level": level, "sum": spoken(took), "limit": spoken(form.restore_within)},
            severity=SEVERITY,
        )


def _last(
    file: PlanFile[Runbook], organisation: Organisation, level: str, rungs: list[int]
) -> Iterator[Problem]:
    form = organisation.levels[level]
    took = (len(rungs) - 1) * form.acknowledge_within
    soonest = min(form.tell, key=form.tell.__getitem__, default=None)
    if soonest is not None and took > form.tell[soonest]:
        yield Problem(
            file.tree.place(("escalation", rungs[-1], "call")),
            NAME,
            N_(
                'at level "{level}" "{role}" is asked after {sum}, '
                'and "{audience}" should have heard within {limit}'
            ),
            {
                "level": level,
                "role": file.model.escalation[rungs[-1]].call,
                "sum": spoken(took),
                "audience": soonest,
                "limit": spoken(form.tell[soonest]),
            },
            severity=SEVERITY,
        )
