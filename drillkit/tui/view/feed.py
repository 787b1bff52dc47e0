"""The feed: what has happened lately that a seat should know, newest first."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from drillkit.engine.events import (
    CommandTaken,
    DecisionTaken,
    DirectorNoted,
    DirectorTold,
    Event,
    InjectDelivered,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    MoveRefused,
    NoteWritten,
    PhaseEntered,
    UpdateSent,
)
from drillkit.review.record import Happening
from drillkit.review.telling import QUIET, department_of, tell
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.kept import kept, told
from drillkit.tui.view.marks import CLOCK, TONES, mark_of
from drillkit.tui.view.seeing import home_of, may_see
from drillkit.tui.view.times import stamp
from drillkit.tui.view.values import EntryRef, Row, Table

# More than any screen shows at once; the timeline has all of them.
LENGTH: Final = 60

FITS = (Fit("", 8, is_right=True), Fit("", 7), Fit("", 14, drops=1), Fit())
# What other departments should hear of; the rest of their work is their own.
_PUBLIC: Final = (
    CommandTaken,
    DecisionTaken,
    InjectDelivered,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    NoteWritten,
    PhaseEntered,
    UpdateSent,
)
_NO_NEWS: Final = (*QUIET, DirectorNoted, DirectorTold, MoveRefused)


def feed(scene: Scene) -> Table:
    """The last entries that a seat should know of, told once for each record."""
    reader = scene.reader
    key = ("feed", reader.lang, scene.seat, scene.drill.is_over)
    return kept(reader.record, key, lambda: _feed(scene))


def _feed(scene: Scene) -> Table:
    _ = scene.reader._
    news = islice(_news(scene), LENGTH)
    rows = [entry_row(scene, happening) for happening in news]
    return fitted(_("Live"), FITS, rows, _("Nothing has happened yet."))


def _news(scene: Scene) -> Iterator[Happening[Event]]:
    home = home_of(scene)
    for happening in reversed(scene.reader.record.happenings):
        if isinstance(happening.event, _NO_NEWS) or not may_see(scene, happening):
            continue
        department = department_of(scene.reader, happening)
        is_public = isinstance(happening.event, _PUBLIC)
        if is_public or not (home and department) or department == home:
            yield happening


def entry_row(scene: Scene, happening: Happening[Event]) -> Row:
    """One entry on one line: when, what kind, which department, what happened."""
    reader = scene.reader
    # Joined plans and the opened scenario give things their titles.
    key = ("row", reader.lang, home_of(scene), id(reader.record.books))
    return told(happening, key, lambda: _entry_row(scene, happening))


def _entry_row(scene: Scene, happening: Happening[Event]) -> Row:
    reader = scene.reader
    kind = mark_of(happening.event)
    department = department_of(reader, happening)
    is_own = department and department == home_of(scene)
    text = tell(reader, happening.event)
    if happening.is_void:
        text = reader._("{text} (did not happen)").format(text=text)
    return row(
        EntryRef(happening.seq),
        cell(stamp(happening.at), "dim"),
        cell(f"{kind[0]} {reader._(kind[1])}", TONES.get(kind, "plain")),
        cell(reader.department(department) if department else "", "dim"),
        cell(text, "strong" if is_own and kind != CLOCK else "plain"),
    )
