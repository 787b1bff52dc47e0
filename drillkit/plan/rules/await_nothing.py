"""What is awaited has to be able to come.

A milestone that stands only in phases nothing leads to will never be reached.
And in a scenario whose runs do not reach it, everybody who has no other way
out waits until somebody helps by hand.

Wrong:

    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        leads-to: {done: normal}
      told:
        steps:
          tell: {do: Tell client care, by: noc-shift-lead}
        reaches: restored-reported
        leads-to: {done: normal}
      normal: {final: true}
    # file: care.yaml
    runbook: updates
    department: client-care
    title: Clients hear from us
    owner: client-manager
    phases:
      wait:
        steps:
          back: {await: network-operations/restored-reported, by: client-manager}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        leads-to: {done: told}
      told:
        steps:
          tell: {do: Tell client care, by: noc-shift-lead}
        reaches: restored-reported
        leads-to: {done: normal}
      normal: {final: true}
    # file: care.yaml
    runbook: updates
    department: client-care
    title: Clients hear from us
    owner: client-manager
    phases:
      wait:
        steps:
          back: {await: network-operations/restored-reported, by: client-manager}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.place import Place
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.scenario import Scenario
from drillkit.plan.shape import (
    Field,
    Loc,
    Reach,
    Run,
    explore,
    field_of,
    parts_of,
    reaches_of,
    runs_of_scenario,
)
from drillkit.plan.uses import known
from drillkit.plan.uses.use import filled

NAME = "await-nothing"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    field = field_of(plan)
    yield from _unreached(plan, field)
    for scenario in plan.scenarios.values():
        yield from _not_run(plan, scenario, field)


def _awaits(run: Run) -> Iterator[tuple[Loc, str, str]]:
    """Where each await stands, its step, and what it waits for."""
    for spot, name, step in run.region.awaits:
        for wanted in filled(step.await_, spot.bindings):
            yield (*spot.at, "steps", name, "await"), name, wanted


def _unreached(plan: Plan, field: Field) -> Iterator[Problem]:
    """Awaits of what those who are meant never reach."""
    milestones = known(plan, "milestone")
    for run in field.runs:
        for at, name, wanted in _awaits(run):
            who, milestone = parts_of(wanted)
            meant = [other for other in field.runs if other.is_meant_by(who)]
            # A run, or a milestone, that nobody has heard of has been told.
            heard = milestones is not None and milestone in milestones
            if not meant or not heard or field.providers(wanted):
                continue
            place = plan.runbooks[run.path].tree.place(at)
            written = next(_written(meant, milestone), None)
            if written is None:
                says = N_(
                    'step "{step}" awaits "{milestone}", and "{who}" never has it'
                )
                words = {"step": name, "milestone": milestone, "who": who}
                yield Problem(place, NAME, says, words, severity=SEVERITY)
            else:
                other, reach = written
                there = plan.runbooks[other.path].tree.place(reach.at)
                yield _out_of_reach(place, name, wanted, reach, there)


def _written(meant: list[Run], milestone: str) -> Iterator[tuple[Run, Reach]]:
    for run in meant:
        for reach in reaches_of(run.region):
            if reach.milestone == milestone:
                yield run, reach


def _out_of_reach(
    place: Place, step: str, wanted: str, reach: Reach, there: Place
) -> Problem:
    return Problem(
        place,
        NAME,
        N_(
            'step "{step}" awaits "{wanted}", and nothing leads to '
            'phase "{phase}", which reaches it, {path} line {line}'
        ),
        {
            "step": step,
            "wanted": wanted,
            "phase": reach.spot.name,
            "path": there.path,
            "line": str(there.line),
        },
        severity=SEVERITY,
    )


def _not_run(
    plan: Plan, scenario: PlanFile[Scenario], everything: Field
) -> Iterator[Problem]:
    """Awaits of milestones that other runbooks reach, which this drill does not run."""
    field = Field(runs_of_scenario(plan, scenario))
    for number, run in enumerate(field.runs):
        for at, name, wanted in _awaits(run):
            if field.providers(wanted) or not everything.providers(wanted):
                continue
            if not field.could_end(number) or _ends_without(run, wanted):
                continue
            place = plan.runbooks[run.path].tree.place(at)
            yield Problem(
                scenario.tree.place(("runs",), key=True),
                NAME,
                N_(
                    'no run of this drill reaches "{wanted}", which step "{step}" '
                    "awaits, {path} line {line}"
                ),
                {
                    "step": name,
                    "wanted": wanted,
                    "path": place.path,
                    "line": str(place.line),
                },
                # Somebody at the drill can help by hand.
                severity="warning",
            )


def _ends_without(run: Run, wanted: str) -> bool:
    return explore(run, lambda other: other != wanted).ends
