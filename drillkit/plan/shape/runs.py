"""The runs a plan makes: one per runbook, or those a scenario names."""

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.scenario import Scenario
from drillkit.plan.shape.milestones import Run
from drillkit.plan.shape.shared import shape_of


def runs_of_plan(plan: Plan) -> list[Run]:
    """Every runbook as one run."""
    return [
        Run(name, file.model.department, name, shape_of(file.model))
        for name, file in plan.runbooks.items()
    ]


def runs_of_scenario(plan: Plan, scenario: PlanFile[Scenario]) -> list[Run]:
    """The runs of one drill; a runbook nobody knows makes none."""
    runs = []
    for name, named in scenario.model.runs.items():
        file = plan.runbooks.get(named.runbook)
        if file is not None:
            begins = named.begins.await_ if named.begins else ""
            region = shape_of(file.model)
            department = file.model.department
            runs.append(Run(name, department, named.runbook, region, begins))
    return runs
