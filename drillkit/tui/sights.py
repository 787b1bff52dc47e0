"""What the screens show and offer, as one value: the views and the registry.

The screens are given it, so that they can be tried on values that somebody made up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drillkit.tui.actions import registry
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.filtering import read_filter
from drillkit.tui.scene import Scene
from drillkit.tui.view.control import control
from drillkit.tui.view.frame import frame
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.mine import mine
from drillkit.tui.view.report import report_so_far
from drillkit.tui.view.timeline import timeline
from drillkit.tui.view.values import Control, Frame, Mine, Page, Ref, Timeline


@dataclass(frozen=True, slots=True)
class Sights:
    """Functions of a scene; ``timeline`` is also given what to filter by and how
    wide its lanes are."""

    frame: Callable[[Scene], Frame]
    mine: Callable[[Scene], Mine]
    instructions: Callable[[Scene, Ref], Page]
    control: Callable[[Scene], Control]
    timeline: Callable[[Scene, str, int], Timeline]
    report: Callable[[Scene], str]
    actions: Sequence[Action]
    offered: Callable[[Scene, Ref | None, Mode], Sequence[Action]]

    def action(self, name: str) -> Action | None:
        """The action of a name."""
        return next((one for one in self.actions if one.name == name), None)


def every_sight() -> Sights:
    """The views and actions there are."""

    def filtered(scene: Scene, text: str, width: int) -> Timeline:
        return timeline(scene, read_filter(scene, text), width)

    return Sights(
        frame=frame,
        mine=mine,
        instructions=instructions,
        control=control,
        timeline=filtered,
        report=report_so_far,
        actions=registry.ACTIONS,
        offered=registry.offered,
    )
