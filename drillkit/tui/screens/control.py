"""The control room: every department at once, and the controller's own work."""

from collections.abc import Iterable

from drillkit.tui.scene import Scene
from drillkit.tui.screens.mode import ModeScreen, Panel
from drillkit.tui.widgets.table import TableView

# In the order in which a wide screen lays them out.
TABLES = (
    "departments",
    "injects",
    "feed",
    "expected",
    "affected",
    "updates",
    "calls",
    "requests",
    "observations",
    "hotwash",
    "seats",
    "workload",
)


class ControlScreen(ModeScreen):
    """Key 2.  A panel that this seat may not know of is not there."""

    mode = "control"
    places = (
        ("departments",),
        ("injects", "expected", "observations", "hotwash", "updates", "calls"),
        ("feed", "affected", "requests", "seats", "workload"),
    )

    def panels(self) -> Iterable[Panel]:
        return (TableView(id=name) for name in TABLES)

    def show(self, scene: Scene) -> None:
        control = self.sights.control(scene)
        for name in TABLES:
            table = getattr(control, name)
            view = self.query_one(f"#{name}", TableView)
            view.set_class(table is None, "-unknown")
            if table is not None:
                view.show(table)
