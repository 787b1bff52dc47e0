"""Whom a run has called in vain: the ladder, and whether it has come to its top."""

from drillkit.engine.drill import Run
from drillkit.engine.evolve.people import LADDER
from drillkit.tui.scene import Scene
from drillkit.tui.view.seeing import home_of


def is_searching(scene: Scene, run: Run) -> bool:
    """Whether somebody is being looked for, and nobody has answered."""
    return not run.acknowledged and any(
        call.run == run.run and call.why in LADDER
        for call in scene.drill.calls.values()
    )


def is_at_the_top(scene: Scene, run: Run) -> bool:
    """Whether everybody was called, and the last rung is called again and again."""
    # Only there is anybody called twice in one search (semantics, rule 10).
    again = len(set(run.asked)) < len(run.asked)
    return again and is_searching(scene, run)


def sees_to(scene: Scene, run: Run) -> bool:
    """Whether this seat may do something about a run that nobody answers for."""
    seat = scene.seat
    if seat.role:
        is_home = home_of(scene) == run.department
        return is_home or seat.role == scene.drill.command
    return seat.is_in_the_know and home_of(scene) in ("", run.department)
