"""The screen of people in the drill: what I must do now."""

from drillkit.tui.scene import Scene
from drillkit.tui.view.clocks import clocks
from drillkit.tui.view.coming import coming
from drillkit.tui.view.feed import feed
from drillkit.tui.view.steps import steps
from drillkit.tui.view.values import Mine
from drillkit.tui.view.waiting import waiting


def mine(scene: Scene) -> Mine:
    """A seat's own work at this moment."""
    return Mine(
        steps=steps(scene),
        clocks=clocks(scene),
        waiting=waiting(scene),
        coming=coming(scene),
        feed=feed(scene),
    )
