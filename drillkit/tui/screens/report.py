"""The after-action report so far, as it would be written now."""

from collections.abc import Iterable
from typing import Final

from drillkit.language import N_
from drillkit.tui.scene import Scene
from drillkit.tui.screens.mode import ModeScreen, Panel
from drillkit.tui.widgets.document import DocumentView

# A whole report is dear to make, and nobody reads faster.
MADE_AGAIN_AFTER_MS: Final = 10_000


class ReportScreen(ModeScreen):
    """Key 4."""

    mode = "report"
    places = (("document",),)
    _made: tuple[int, str] = (0, "")

    def panels(self) -> Iterable[Panel]:
        yield DocumentView(id="document")

    def show(self, scene: Scene) -> None:
        made, lang = self._made
        is_fresh = scene.wall_ms - made < MADE_AGAIN_AFTER_MS
        if is_fresh and lang == scene.reader.lang:
            return
        self._made = scene.wall_ms, scene.reader.lang
        title = scene.reader._(N_("The report so far"))
        view = self.query_one(DocumentView)
        view.show_text(title, self.sights.report(scene))
