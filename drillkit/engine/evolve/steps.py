"""What happens to a step: opened, taken in hand, waiting, settled."""

from collections.abc import Callable
from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.drill import Drill, Run, StepState, changed
from drillkit.engine.evolve.runs import with_run


def with_step(
    drill: Drill, run: str, path: str, change: Callable[[StepState], StepState]
) -> Drill:
    """The drill with one step changed."""

    def change_step(state: Run) -> Run:
        return changed(state, steps={**state.steps, path: change(state.steps[path])})

    return with_run(drill, run, change_step)


def step_opened(drill: Drill, event: events.StepOpened, at: int) -> Drill:
    """One more step to work on."""
    step = StepState(
        status="open",
        visit=event.visit,
        verb=event.verb,
        crew=event.crew,
        optional=event.optional,
        opened_at=at,
    )
    return with_run(
        drill,
        event.run,
        lambda run: changed(run, steps={**run.steps, event.path: step}),
    )


def step_started(drill: Drill, event: events.StepStarted, at: int) -> Drill:
    """Somebody has it in hand."""
    return with_step(
        drill,
        event.run,
        event.path,
        lambda step: replace(step, status="working", started_at=at, until=event.until),
    )


def step_waited(drill: Drill, event: events.StepWaited, at: int) -> Drill:
    """Work stands, until a time if that is known."""
    return with_step(
        drill,
        event.run,
        event.path,
        lambda step: replace(step, status="waiting", until=event.until),
    )


def step_resumed(drill: Drill, event: events.StepResumed, at: int) -> Drill:
    """Work goes on."""
    return with_step(
        drill,
        event.run,
        event.path,
        lambda step: replace(step, status="working", until=event.until),
    )


def step_settled(drill: Drill, event: events.StepSettled, at: int) -> Drill:
    """It needs nobody any more."""
    return with_step(
        drill,
        event.run,
        event.path,
        lambda step: replace(
            step,
            status="settled",
            settled_at=at,
            how=event.how,
            outcome=event.outcome,
            until=None,
        ),
    )


def step_reopened(drill: Drill, event: events.StepReopened, at: int) -> Drill:
    """It is open again, in its old place; what it had opened is not open yet."""

    def withdraw(run: Run) -> Run:
        steps = {p: s for p, s in run.steps.items() if p not in event.withdrawn}
        return changed(run, steps=steps)

    return with_step(
        with_run(drill, event.run, withdraw),
        event.run,
        event.path,
        lambda step: replace(
            step, status="open", settled_at=None, started_at=None, how="", outcome=""
        ),
    )


def items_counted(drill: Drill, event: events.ItemsCounted, at: int) -> Drill:
    """The count stands where it was said to stand."""
    return with_step(
        drill,
        event.run,
        event.path,
        lambda step: replace(step, counted=event.count),
    )
