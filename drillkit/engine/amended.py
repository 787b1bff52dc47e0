"""A chart with a drill's amendments in it, from now on.

Phases and their order stay as they were, so the machine is untouched; only
steps and targets differ.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from drillkit.engine.amendments import (
    PhaseRetimed,
    RunChange,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
)
from drillkit.engine.charts import Chart, Phase, Play, Step
from drillkit.engine.drill import Run


def amended(chart: Chart, changes: tuple[RunChange, ...]) -> Chart:
    """*chart* with *changes* made, in the order they were decided."""
    phases = dict(chart.phases)
    for change in changes:
        path = phase_of(change)
        phases[path] = _changed(phases[path], change)
    return replace(chart, phases=phases)


def chart_of(play: Play, run: Run) -> Chart:
    """The chart a run follows, with the drill's amendments."""
    chart = play.charts[run.runbook]
    return amended(chart, run.changes) if run.changes else chart


def phase_of(change: RunChange) -> str:
    """The path of the phase a change is about."""
    match change:
        case StepAdded(phase=path) | PhaseRetimed(path=path):
            return path
        case StepDropped() | StepRetimed() | StepReassigned():
            return change.path.rpartition("/")[0]
        case _:
            assert_never(change)


def _changed(phase: Phase, change: RunChange) -> Phase:
    match change:
        case PhaseRetimed():
            return replace(phase, target=change.target)
        case StepAdded():
            return replace(phase, steps=_with_step(phase, change))
        case StepDropped():
            return replace(phase, steps=_without(phase, change.path))
        case StepRetimed():
            return _each(phase, change.path, lambda s: replace(s, target=change.target))
        case StepReassigned():
            return _each(phase, change.path, lambda s: replace(s, crew=change.crew))
        case _:
            assert_never(change)


def _each(phase: Phase, path: str, change: Callable[[Step], Step]) -> Phase:
    steps = (change(step) if step.path == path else step for step in phase.steps)
    return replace(phase, steps=tuple(steps))


def _with_step(phase: Phase, change: StepAdded) -> tuple[Step, ...]:
    names = [step.name for step in phase.steps]
    after = change.after or (names[-1] if names else "")
    at = names.index(after) + 1 if after in names else 0
    step = Step(
        path=f"{phase.path}/{change.step}",
        name=change.step,
        verb="do",
        about="",
        text=change.text,
        crew=change.crew,
        needs=_before(phase.steps[:at]),
        target=change.target,
    )
    return (*phase.steps[:at], step, *phase.steps[at:])


def _before(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The last of *steps* that ever ends: nobody waits for a watch."""
    return tuple(s.name for s in steps if s.verb != "watch")[-1:]


def _without(phase: Phase, path: str) -> tuple[Step, ...]:
    """What needed the dropped step needs what that one needed."""
    gone = next(s for s in phase.steps if s.path == path)
    return tuple(
        replace(s, needs=_relinked(s.needs, gone)) for s in phase.steps if s is not gone
    )


def _relinked(needs: tuple[str, ...], gone: Step) -> tuple[str, ...]:
    if gone.name not in needs:
        return needs
    rest = tuple(n for n in needs if n != gone.name)
    return (*rest, *(n for n in gone.needs if n not in rest))
