"""The runs a plan makes: one per runbook, or those a scenario names."""

from collections.abc import Iterator
from functools import lru_cache

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.runbook import Runbook
from drillkit.plan.scenario import Scenario
from drillkit.plan.shape.milestones import Run
from drillkit.plan.shape.progress import Field
from drillkit.plan.shape.shared import dream_of, shape_of


@lru_cache(maxsize=1)
def field_of(plan: Plan) -> Field:
    """How far all runbooks get together; several rules ask, of one plan at a time."""
    return Field(runs_of_plan(plan))


def runs_of_plan(plan: Plan) -> list[Run]:
    """Every runbook as one run."""
    return [_run(name, name, file) for name, file in plan.runbooks.items()]


def runs_of_scenario(plan: Plan, scenario: PlanFile[Scenario]) -> list[Run]:
    """The runs of one drill; a runbook nobody knows makes none."""
    runs = []
    for name, named in scenario.model.runs.items():
        file = plan.runbooks.get(named.runbook)
        if file is not None:
            begins = named.begins.await_ if named.begins else ""
            runs.append(_run(name, named.runbook, file, begins))
    return runs


def scenarios_with_runs(
    plan: Plan,
) -> Iterator[tuple[PlanFile[Scenario], list[Run]]]:
    """Each drill whose runs are all known; an unknown one may do whatever is missed."""
    for file in plan.scenarios.values():
        runs = runs_of_scenario(plan, file)
        if len(runs) == len(file.model.runs):
            yield file, runs


def _run(name: str, path: str, file: PlanFile[Runbook], begins: str = "") -> Run:
    shape, dream = shape_of(file.model), dream_of(file.model)
    return Run(name, file.model.department, path, shape, dream, begins)
