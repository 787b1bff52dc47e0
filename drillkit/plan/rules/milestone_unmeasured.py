"""The lead department reaches the milestones that promises are measured by.

"declared" and "restored-confirmed" are the company's when a runbook of the lead
department reaches them; others do not count. Messages promised by a level run from
"declared", its restore-within runs until "restored-confirmed", and an objective
may need one more. What nobody reaches is never measured, and the report cannot
say whether the promise was kept. A drill that ends at an earlier milestone needs
no later ones.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-shift-lead: {people: 1}}}
    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        leads-to: {done: over}
      over: {final: true, reaches: normal}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 8h}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      network-operations: {roles: {noc-shift-lead: {people: 1}}}
    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        reaches: restored-confirmed
        leads-to: {done: over}
      over: {final: true, reaches: normal}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 8h}
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity, Words
from drillkit.plan.scenario import Scenario
from drillkit.plan.shape import RESTORED, Loc, Run, scenarios_with_runs
from drillkit.plan.uses.known import MILESTONES
from drillkit.plan.wording import spoken

NAME = "milestone-unmeasured"
SEVERITY: Severity = "warning"
DECLARED, NORMAL = "declared", "normal"

# What each measure waits for; the name may go on, as that of an audience does.
MEASURED_BY = {
    "time-to-declare": DECLARED,
    "time-to-plan": "plan-approved",
    "time-to-workaround": "workaround",
    "time-to-restore-reported": "restored-reported",
    "time-to-restore": RESTORED,
    "time-to-normalisation": NORMAL,
    "time-to-notify-from-onset": "",
    "time-to-notify": DECLARED,
    "longest-silence": DECLARED,
    "cadence-kept": DECLARED,
}


@dataclass(frozen=True, slots=True)
class _Need:
    """A milestone, the place of whoever needs it, and what for."""

    milestone: str
    at: Loc
    says: str
    words: Words = field(default_factory=dict)


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    company = plan.organisation.model
    for file, runs in scenarios_with_runs(plan):
        if file.model.lead not in company.departments:
            continue
        told: set[str] = set()
        for need in _needs(file.model, company):
            if need.milestone not in told | _reached(runs, file.model.lead):
                told.add(need.milestone)
                yield _problem(file, need, runs)


def _reached(runs: list[Run], lead: str) -> set[str]:
    """The company's milestones: the lead's, and normal, to which all belong."""
    by_lead = [run for run in runs if run.department == lead]
    found = {name for run in by_lead for name in run.dream.reached}
    if any(NORMAL in run.dream.reached for run in runs):
        found.add(NORMAL)
    return found


def _needs(scenario: Scenario, company: Organisation) -> Iterator[_Need]:
    yield from _end(scenario)
    yield from _promises(scenario, company)
    for name, objective in scenario.objectives.items():
        measure = objective.measure or ""
        means = next((key for key in MEASURED_BY if measure.startswith(key)), "")
        if milestone := MEASURED_BY.get(means):
            at = ("objectives", name, "measure")
            yield _Need(milestone, at, _needs_it(milestone), {"measure": measure})


def _needs_it(milestone: str) -> str:
    if milestone == NORMAL:
        return N_('"{measure}" needs "{milestone}", which no run reaches')
    return N_(
        '"{measure}" needs "{milestone}", which no run of the lead "{lead}" reaches'
    )


def _end(scenario: Scenario) -> Iterator[_Need]:
    # Anybody's normal counts; that nobody reaches it has a rule of its own.
    if scenario.ends.when not in (None, NORMAL):
        says = N_(
            'the drill ends with "{milestone}", '
            'which no run of the lead "{lead}" reaches'
        )
        yield _Need(str(scenario.ends.when), ("ends", "when"), says)


def _promises(scenario: Scenario, company: Organisation) -> Iterator[_Need]:
    end = scenario.ends.when
    for name, level in company.levels.items():
        if (level.tell or level.update) and _comes_to(DECLARED, end):
            says = N_(
                'level "{level}" promises messages from "{milestone}" on, '
                'which no run of the lead "{lead}" reaches'
            )
            yield _Need(DECLARED, ("lead",), says, {"level": name})
        if _comes_to(RESTORED, end):
            says = N_(
                'level "{level}" promises "{milestone}" within {limit}, '
                'and no run of the lead "{lead}" reaches it'
            )
            words = {"level": name, "limit": spoken(level.restore_within)}
            yield _Need(RESTORED, ("lead",), says, words)


def _comes_to(milestone: str, end: str | None) -> bool:
    """Whether a drill that ends with *end* goes on until *milestone*."""
    if end is None:
        return True
    later = MILESTONES[MILESTONES.index(milestone) :]
    return end in later


def _problem(file: PlanFile[Scenario], need: _Need, runs: list[Run]) -> Problem:
    milestone = need.milestone
    other = next((run.name for run in runs if milestone in run.dream.reached), "")
    return Problem(
        file.tree.place(need.at),
        NAME,
        need.says,
        {**need.words, "milestone": milestone, "lead": file.model.lead},
        N_('"{run}" reaches it, and only the lead department counts')
        if other
        else N_('name it in "reaches" of the phase or step that brings it'),
        {"run": other} if other else {},
        severity=SEVERITY,
    )
