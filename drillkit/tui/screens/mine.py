"""My work: the steps before me, their instructions, my clocks, what waits and comes."""

from collections.abc import Iterable

from drillkit.tui.scene import Scene
from drillkit.tui.screens.mode import ModeScreen, Panel
from drillkit.tui.widgets.page import BLANK, PageView
from drillkit.tui.widgets.table import TableView


class MineScreen(ModeScreen):
    """Key 1."""

    mode = "mine"
    places = (
        ("steps",),
        ("clocks",),
        ("waiting",),
        ("feed", "coming", "instructions"),
    )

    def panels(self) -> Iterable[Panel]:
        yield TableView(id="steps")
        yield TableView(id="clocks")
        yield TableView(id="waiting")
        yield PageView(id="instructions")
        yield TableView(id="coming")
        yield TableView(id="feed")

    def show(self, scene: Scene) -> None:
        mine = self.sights.mine(scene)
        for name in ("steps", "clocks", "waiting", "coming", "feed"):
            self.query_one(f"#{name}", TableView).show(getattr(mine, name))
        self.show_row(scene)

    def show_row(self, scene: Scene) -> None:
        ref = self.ref or self.query_one("#steps", TableView).ref
        page = self.sights.instructions(scene, ref) if ref else BLANK
        self.query_one(PageView).show(page)
