"""What a forecast takes to be so, because the plan does not say it."""

from collections.abc import Iterator

from drillkit.engine.charts import Play, Step
from drillkit.engine.events import DrillBegan
from drillkit.forecast.steps import DECLARED
from drillkit.forecast.tables import Assumption
from drillkit.plan.problem import N_


def assumptions(play: Play, began: DrillBegan) -> tuple[Assumption, ...]:
    """Every assumption that matters for this scenario, in a fixed order."""
    steps = [
        (run.run, step)
        for run in began.runs
        for step in play.charts[run.runbook].steps.values()
    ]
    return (*_of_people(), *_of_steps(steps, began), *_of_items(began))


def _of_people() -> Iterator[Assumption]:
    yield Assumption(
        N_("who is called answers within 20 s to 4 min; 6% after 6 to 18 min, 3% never")
    )
    yield Assumption(
        N_("people take a step as soon as they are free, and report rightly at once")
    )
    yield Assumption(
        N_("a word to an audience is begun 5 min before it is due and takes 1 to 5")
    )
    yield Assumption(
        N_("injects, calls outside a ladder and words on the way take nobody's time")
    )


def _of_steps(steps: list[tuple[str, Step]], began: DrillBegan) -> Iterator[Assumption]:
    for run, step in steps:
        where = {"step": f"{run}/{step.path}"}
        if step.verb == "request" and step.takes is None:
            yield Assumption(
                N_("{step}: the provider takes from a third of its promise to all"),
                where,
            )
        if began.items and DECLARED in step.reaches.values() and step.chance:
            yield Assumption(N_("{step}: the alarm is a real one"), where)
        if step.later is not None:
            yield Assumption(
                N_("{step}: the paper is asked for, not waited for"), where
            )


def _of_items(began: DrillBegan) -> Iterator[Assumption]:
    if began.items:
        yield Assumption(
            N_("everything affected is back when the lead department says so")
        )
        yield Assumption(
            N_("no client's clock is stopped for a reason in its contract")
        )
