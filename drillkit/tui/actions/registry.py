"""All actions, and which of them make sense on a row right now.

Keys, footer, help, palette and the line mode are read from here.  Two actions may
share a key if they are never offered for the same kind of row.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from drillkit.tui.actions import exercise, outside, people, plan, steps
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref

ACTIONS: Final[tuple[Action, ...]] = tuple(
    chain(
        steps.ACTIONS,
        people.ACTIONS,
        outside.ACTIONS,
        exercise.ACTIONS,
        plan.ACTIONS,
    )
)
BY_NAME: Final = {action.name: action for action in ACTIONS}


def offered(
    scene: Scene, ref: Ref | None, mode: Mode, actions: Sequence[Action] = ACTIONS
) -> tuple[Action, ...]:
    """What can be done now, with the row *ref* selected; those of the row first."""
    able = [
        action
        for action in actions
        if mode in action.modes
        and (not action.of or isinstance(ref, action.of))
        and action.offered(scene, ref)
    ]
    return tuple(sorted(able, key=lambda action: not action.of))
