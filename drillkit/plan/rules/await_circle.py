"""Departments may not wait for each other in a circle with no other way out.

Each would stand where it is until the other moves.  A deadline ("after"), or a
decision that does not wait, is a way out.

Wrong:

    phases:
      plan:
        steps:
          other: {await: network-operations/approved}
        leads-to: {done: approve}
      approve:
        steps:
          sign: {approve: The plan, by: noc-head, reaches: approved}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      plan:
        steps:
          other: {await: network-operations/approved}
        after: {30m: approve}
        leads-to: {done: approve}
      approve:
        steps:
          sign: {approve: The plan, by: noc-head, reaches: approved}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.place import Place
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.scenario import Scenario
from drillkit.plan.shape import (
    Field,
    Run,
    Wait,
    circles,
    field_of,
    one_round,
    runs_of_scenario,
)

NAME = "await-circle"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    told: set[Place] = set()
    drills = [
        (file, Field(runs_of_scenario(plan, file))) for file in plan.scenarios.values()
    ]
    for scenario, field in ((None, field_of(plan)), *drills):
        for problem in _problems(plan, scenario, field):
            if problem.place not in told:
                told.add(problem.place)
                yield problem


def _problems(
    plan: Plan, scenario: PlanFile[Scenario] | None, field: Field
) -> Iterator[Problem]:
    waits = {
        str(number): _first_waits(field, number)
        for number, progress in enumerate(field.progress)
        if progress.waits
    }
    edges = {number: list(by_run) for number, by_run in waits.items()}
    for circle in circles(edges):
        numbers = one_round(edges, circle[0])
        if any(_is_stuck(field, int(number)) for number in numbers):
            after = [*numbers[1:], numbers[0]]
            links = [
                (_place(plan, scenario, field.runs[int(one)], waits[one][other]), wait)
                for one, other in zip(numbers, after, strict=True)
                for wait in (waits[one][other],)
            ]
            yield _problem(links)


def _first_waits(field: Field, number: int) -> dict[str, Wait]:
    """For each run that this one waits for, the first await that says so."""
    found: dict[str, Wait] = {}
    for wait in field.progress[number].waits:
        # Each of these waits too: one that had come through would have reached it.
        for provider in field.providers(wait.wanted):
            found.setdefault(str(provider), wait)
    return found


def _is_stuck(field: Field, number: int) -> bool:
    return field.could_end(number) and not field.progress[number].ends


def _problem(links: list[tuple[Place, Wait]]) -> Problem:
    """The circle as seen from the first step in it that waits, or first begin."""
    steps = [link for link in links if link[1].step] or links
    here, wait = min(steps, key=lambda link: link[0])
    start = links.index((here, wait))
    there, other = links[(start + 1) % len(links)]
    if not wait.step:
        says = N_(
            'a run begins after "{wanted}", and there "{other}" '
            "is awaited first, {path} line {line}"
        )
    elif len(links) == 1:
        says = N_('step "{step}" awaits "{wanted}", which this run reaches only later')
    else:
        says = N_(
            'step "{step}" awaits "{wanted}", and there "{other}" '
            "is awaited first, {path} line {line}"
        )
    return Problem(
        here,
        NAME,
        says,
        {
            "step": wait.step,
            "wanted": wait.wanted,
            "other": other.wanted,
            "path": there.path,
            "line": str(there.line),
        },
        N_('a way out is a deadline, as in "after: {{30m: go-on}}"'),
        severity=SEVERITY,
    )


def _place(
    plan: Plan, scenario: PlanFile[Scenario] | None, run: Run, wait: Wait
) -> Place:
    """Where the await is written; a run's begin stands in its scenario."""
    if wait.spot is not None:
        at = (*wait.spot.at, "steps", wait.step, "await")
        return plan.runbooks[run.path].tree.place(at)
    assert scenario is not None
    return scenario.tree.place(("runs", run.name, "begins", "await"))
