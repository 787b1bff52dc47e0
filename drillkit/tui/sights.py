"""What the screens show and offer, as one value: the views and the registry.

The screens are given it, so that they can be tried on values that somebody made up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import (
    Control,
    Frame,
    Mine,
    Page,
    Ref,
    Timeline,
)


@dataclass(frozen=True, slots=True)
class Sights:
    """Functions of a scene; ``timeline`` is also given what to filter by and how
    wide its lanes are."""

    frame: Callable[[Scene], Frame]
    mine: Callable[[Scene], Mine]
    instructions: Callable[[Scene, Ref], Page]
    control: Callable[[Scene], Control]
    timeline: Callable[[Scene, str, int], Timeline]
    detail: Callable[[Scene, Ref], Page]
    report: Callable[[Scene], str]
    actions: Sequence[Action]
    offered: Callable[[Scene, Ref | None, Mode], Sequence[Action]]

    def action(self, name: str) -> Action | None:
        """The action of a name."""
        return next((one for one in self.actions if one.name == name), None)
