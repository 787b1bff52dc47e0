"""What happens to a run: phases, milestones, facts, level, amendments."""

from collections.abc import Callable
from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.amendments import StepReassigned, WindowOpened
from drillkit.engine.drill import Drill, Run, changed


def with_run(drill: Drill, name: str, change: Callable[[Run], Run]) -> Drill:
    """The drill with one run changed."""
    return changed(drill, runs={**drill.runs, name: change(drill.runs[name])})


def run_joined(drill: Drill, event: events.RunJoined, at: int) -> Drill:
    """A further run stands by."""
    run = Run(event.run, event.runbook, event.begins)
    return changed(drill, runs={**drill.runs, event.run: run})


def run_began(drill: Drill, event: events.RunBegan, at: int) -> Drill:
    """Its clocks start."""
    return with_run(
        drill,
        event.run,
        lambda run: changed(run, begun_at=at, department=event.department),
    )


def phase_entered(drill: Drill, event: events.PhaseEntered, at: int) -> Drill:
    """One more active phase, in document order; its old steps are forgotten."""

    def enter(run: Run) -> Run:
        orders = {**run.orders, event.path: event.order}
        active = sorted((*run.configuration, event.path), key=orders.__getitem__)
        kept = {p: s for p, s in run.steps.items() if _phase(p) != event.path}
        return changed(
            run,
            configuration=tuple(active),
            orders=orders,
            visits={**run.visits, event.path: event.visit},
            entered_at={**run.entered_at, event.path: at},
            steps=kept,
        )

    return with_run(drill, event.run, enter)


def _phase(step: str) -> str:
    return step.rpartition("/")[0]


def phase_left(drill: Drill, event: events.PhaseLeft, at: int) -> Drill:
    """One active phase less."""

    def leave(run: Run) -> Run:
        active = tuple(p for p in run.configuration if p != event.path)
        return changed(run, configuration=active)

    return with_run(drill, event.run, leave)


def milestone_reached(drill: Drill, event: events.MilestoneReached, at: int) -> Drill:
    """A milestone holds, of a run or of the company."""
    if not event.run:
        return changed(drill, milestones={**drill.milestones, event.name: at})
    return with_run(
        drill,
        event.run,
        lambda run: changed(
            run,
            milestones={**run.milestones, event.name: at},
            reached_by={**run.reached_by, event.name: event.path},
        ),
    )


def milestone_withdrawn(
    drill: Drill, event: events.MilestoneWithdrawn, at: int
) -> Drill:
    """A milestone does not hold any more."""
    if not event.run:
        rest = {n: t for n, t in drill.milestones.items() if n != event.name}
        return changed(drill, milestones=rest)

    def withdraw(run: Run) -> Run:
        rest = {n: t for n, t in run.milestones.items() if n != event.name}
        by = {n: path for n, path in run.reached_by.items() if n != event.name}
        return changed(run, milestones=rest, reached_by=by)

    return with_run(drill, event.run, withdraw)


def facts_reported(drill: Drill, event: events.FactsReported, at: int) -> Drill:
    """The last word on a fact counts."""
    return with_run(
        drill, event.run, lambda run: changed(run, facts={**run.facts, **event.facts})
    )


def classified(drill: Drill, event: events.Classified, at: int) -> Drill:
    """The run has a level."""
    return with_run(drill, event.run, lambda run: changed(run, level=event.level))


def plan_amended(drill: Drill, event: events.PlanAmended, at: int) -> Drill:
    """The drill's plan is different; a window is the whole drill's."""
    change = event.change
    if isinstance(change, WindowOpened):
        window = (change.site, change.opens, change.closes)
        return changed(drill, windows=(*drill.windows, window))

    def amend(run: Run) -> Run:
        steps = run.steps
        if isinstance(change, StepReassigned) and change.path in steps:
            step = replace(steps[change.path], crew=change.crew)
            steps = {**steps, change.path: step}
        return changed(run, changes=(*run.changes, change), steps=steps)

    return with_run(drill, change.run, amend)
