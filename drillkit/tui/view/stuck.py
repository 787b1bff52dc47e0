"""Departments that have not moved for ten minutes while a clock of theirs runs.

Nobody is stuck who has nothing that could be done: whoever is on the way, waits for
others or is within the time for a step.
"""

from collections.abc import Mapping
from typing import Final

from drillkit.engine.charts import Step
from drillkit.engine.decide.steps import target_of
from drillkit.engine.drill import Run, StepState
from drillkit.tui.scene import Scene
from drillkit.tui.view.clocks import Clock, clocks_of
from drillkit.tui.view.kept import kept
from drillkit.tui.view.seeing import department_of
from drillkit.tui.view.times import MINUTE

STUCK_AFTER: Final = 10 * MINUTE


def stuck(scene: Scene) -> Mapping[str, int]:
    """Runs that are stuck, each with how long ago somebody did something in it."""
    if scene.drill.status != "running":
        return {}
    words = last_words(scene)
    silent = {
        run.run: scene.now - words.get(run.run, run.begun_at)
        for run in scene.drill.runs.values()
        if run.begun_at is not None and run.department not in scene.drill.time_outs
    }
    late = {
        name: ago
        for name, ago in silent.items()
        if ago > STUCK_AFTER and _has_idle_work(scene, scene.drill.runs[name])
    }
    # Clocks are asked last, for most of the time nobody is suspected.
    clocks = next_clocks(scene) if late else {}
    return {name: ago for name, ago in late.items() if name in clocks}


def next_clocks(scene: Scene) -> Mapping[str, Clock]:
    """The first clock of each run; what a department owes counts for its first run."""
    first: dict[str, str] = {}
    for run in scene.drill.runs.values():
        first.setdefault(scene.charts[run.run].department, run.run)
    found: dict[str, Clock] = {}
    for clock in clocks_of(scene, lambda _, owed: owed.kind != "expected"):
        if clock.stands or clock.owed.accepted:
            continue
        name = clock.owed.run or first.get(department_of(scene, clock.owed), "")
        found.setdefault(name, clock)
    return found


def last_words(scene: Scene) -> Mapping[str, int]:
    """When somebody last did something in each run."""
    record = scene.reader.record
    return kept(record, "last words", lambda: _last_words(scene))


def _last_words(scene: Scene) -> Mapping[str, int]:
    missing, found = set(scene.drill.runs), dict[str, int]()
    homes = {run: scene.charts[run].department for run in missing}
    roles = scene.play.company.roles
    for h in reversed(scene.reader.record.happenings):
        if not missing:
            break
        if h.origin is None:
            continue
        run = getattr(h.event, "run", "")
        role = roles.get(h.origin.by)
        home = role.department if role else ""
        for name in [x for x in missing if x == run or (not run and homes[x] == home)]:
            found[name] = h.recorded
            missing.discard(name)
    return found


def _has_idle_work(scene: Scene, run: Run) -> bool:
    """Whether something could be done that nobody has in hand, or that is late.

    Who is on the way, waits for others or is within the time for a step is not stuck.
    """
    chart = scene.charts[run.run]
    return scene.drill.status == "running" and any(
        _is_idle(scene, run, chart.steps[path], state)
        for path, state in run.steps.items()
        if path in chart.steps and chart.phase_of(path).path in run.configuration
    )


def _is_idle(scene: Scene, run: Run, step: Step, state: StepState) -> bool:
    if step.verb in ("await", "watch", "travel") or not step.crew:
        return False
    if state.status == "working":
        owed = scene.drill.obligations.get(target_of(run.run, step.path, state.visit))
        return owed is None or owed.broken
    return state.status == "open"
