"""Clocks: what is promised and not yet done, soonest first, with what is left."""

from collections.abc import Callable
from dataclasses import dataclass

from drillkit.engine.drill import Obligation
from drillkit.review.telling.promises import promise_title
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.seeing import concerns, is_shown
from drillkit.tui.view.times import bar, left_of, left_words, pressing, stands_words
from drillkit.tui.view.values import Cell, PromiseRef, Row, Table

FITS = (Fit("", 2), Fit(), Fit("", 18), Fit("", 10, drops=1))


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise at one moment; ``left`` is below zero when it is late."""

    owed: Obligation
    left: int
    stands: bool


def clocks_of(
    scene: Scene, wanted: Callable[[Scene, Obligation], bool] = concerns
) -> list[Clock]:
    """The clocks a seat has before it: counting ones soonest first, then the rest."""
    found = [
        _clock(scene, owed)
        for owed in scene.drill.obligations.values()
        if is_shown(scene, owed) and wanted(scene, owed)
    ]
    return sorted(found, key=lambda c: (c.stands, c.left, c.owed.obligation))


def _clock(scene: Scene, owed: Obligation) -> Clock:
    return Clock(owed, left_of(scene, owed), owed.due is None)


def title_of(scene: Scene, owed: Obligation) -> str:
    """What was promised, in words; a step's own words say enough."""
    if owed.kind == "step-target":
        return scene.reader.path(owed.run, owed.subject)
    if owed.kind == "phase-target":
        phase = scene.reader.path(owed.run, owed.subject)
        return scene.reader._("phase: {phase}").format(phase=phase)
    return promise_title(scene.reader, owed.kind, owed.subject, owed.run)


def clocks(scene: Scene) -> Table:
    """The seat's clocks as a panel."""
    _ = scene.reader._
    rows = [clock_row(scene, clock) for clock in clocks_of(scene)]
    return fitted(_("Clocks"), FITS, rows, _("No clock runs."))


def clock_row(scene: Scene, clock: Clock) -> Row:
    """One clock on one line."""
    owed, left = clock.owed, clock.left
    ref = PromiseRef(owed.obligation)
    words = cell(title_of(scene, owed))
    if clock.stands:
        return row(ref, cell("||", "dim"), words, _standing(scene, clock), cell(""))
    press = pressing(left, owed.limit)
    drawn = bar(owed.limit - left, owed.limit)
    time = cell(left_words(scene.reader, left), press.tone)
    if owed.accepted:
        time = cell(scene.reader._("lost, accepted"), "dim")
        return row(ref, cell(""), words, time, cell(drawn, "dim"))
    return row(ref, cell(press.mark, press.tone), words, time, cell(drawn, press.tone))


def _standing(scene: Scene, clock: Clock) -> Cell:
    if clock.owed.jumped:
        return cell(scene.reader._("jumped over"), "dim")
    return cell(stands_words(scene.reader, clock.left), "dim")


def soonest(scene: Scene) -> Clock | None:
    """The clock that runs out first: a seat's own, else anybody's, else a late one."""
    own = clocks_of(scene)
    running = [clock for clock in own if not clock.stands]
    coming = [clock for clock in running if clock.left >= 0]
    if not coming:
        others = clocks_of(scene, lambda *_: True)
        coming = [c for c in others if not c.stands and c.left >= 0]
    return next(iter(coming or running), None)


def soonest_cell(scene: Scene) -> Cell:
    """That clock, in few words."""
    clock = soonest(scene)
    if clock is None:
        return cell(scene.reader._("no clock runs"), "dim")
    press = pressing(clock.left, clock.owed.limit)
    words = f"{title_of(scene, clock.owed)}: {left_words(scene.reader, clock.left)}"
    return cell(f"{press.mark} {words}", press.tone)
