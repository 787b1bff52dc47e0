"""What evaluators saw and how they rated it, the newest first."""

from typing import Final

from drillkit.engine.events import Observed, Rated
from drillkit.review.record import Happening
from drillkit.review.retelling import observed
from drillkit.review.telling.story import RATINGS
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.kept import kept
from drillkit.tui.view.seeing import home_of
from drillkit.tui.view.times import stamp
from drillkit.tui.view.values import EntryRef, Row, Table

# The newest; the timeline and the report have all of them.
LENGTH: Final = 40

FITS = (Fit("", 8, is_right=True), Fit("", 16, drops=1), Fit(), Fit("", 26))


def observations(scene: Scene) -> Table:
    """Observations and ratings, told once for each record."""
    key = ("observations", scene.reader.lang, home_of(scene))
    return kept(scene.reader.record, key, lambda: _observations(scene))


def _observations(scene: Scene) -> Table:
    record, home = scene.reader.record, home_of(scene)
    found: list[Happening[Observed | Rated]] = [
        *record.of(Observed),
        *record.of(Rated),
    ]
    found.sort(key=lambda h: h.seq, reverse=True)
    rows = [
        _row(scene, h) for h in found if h.event.department in ("", home) or not home
    ]
    _ = scene.reader._
    return fitted(_("Observations"), FITS, rows, _("Nothing has been observed yet."))


def _row(scene: Scene, h: Happening[Observed | Rated]) -> Row:
    reader, event = scene.reader, h.event
    if isinstance(event, Observed):
        text, rating = observed(reader, event), ""
        if event.objective:
            text = f"{text} ({reader.objective(event.objective)})"
    else:
        text = reader.objective(event.objective)
        text = f"{text}: {event.text}" if event.text else text
        rating = reader._(RATINGS[event.rating])
    department = reader.department(event.department) if event.department else ""
    return row(
        EntryRef(h.seq),
        cell(stamp(h.at), "dim"),
        cell(department, "dim"),
        cell(text),
        cell(rating),
    )
