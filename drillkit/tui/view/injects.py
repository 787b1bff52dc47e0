"""The inject queue: what comes next and when, what waits, what has come.

For those in the know alone; whoever calls this has asked `seeing` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from drillkit.engine.charts import Inject
from drillkit.engine.events import ExpectationMet, InjectDelivered
from drillkit.review.record import Happening
from drillkit.review.telling.story import whom
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.times import span, stamp
from drillkit.tui.view.values import InjectRef, Row, Table, Tone

FITS: Final = (
    Fit("", 1),
    Fit("", 9, is_right=True),
    Fit("", 14, drops=2),
    Fit(),
    Fit("", 24, drops=1),
)
COMING, ON_CONDITION, HELD, CAME, SKIPPED = range(5)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an inject, or will; ``rank`` and ``at`` give its place."""

    rank: int
    at: int
    words: str
    says: Mapping[str, str]
    tone: Tone = "plain"
    short: str = ""


def scripted(scene: Scene, name: str) -> Inject | None:
    """An inject of the scenario, or one written on the spot."""
    story = scene.play.story
    if story is not None and name in story.injects:
        return story.injects[name]
    state = scene.drill.injects.get(name)
    if state is None:
        return None
    return Inject(
        name=name,
        order=len(story.injects) if story else 0,
        to=state.to,
        via=state.via or "message",
        says=state.says,
        sender=state.sender,
        at=state.due,
    )


def all_injects(scene: Scene) -> list[Inject]:
    """Every inject there is, the scenario's first."""
    story = scene.play.story
    names = dict.fromkeys((*(story.injects if story else ()), *scene.drill.injects))
    found = (scripted(scene, name) for name in names)
    return [inject for inject in found if inject is not None]


def fate_of(scene: Scene, inject: Inject) -> Fate:
    """Where an inject stands now."""
    reader = scene.reader
    state = scene.drill.injects.get(inject.name)
    says = state.says if state is not None and state.says else inject.says
    status = state.status if state else "held" if inject.hold else "coming"
    if status == "delivered":
        return _delivered(scene, inject)
    if status == "skipped":
        word = reader._("skipped")
        return Fate(SKIPPED, inject.order, word, says, "dim", word)
    if status == "held":
        word = reader._("held")
        return Fate(HELD, inject.order, word, says, short=word)
    due = state.due if state is not None and state.due is not None else inject.at
    if due is not None:
        left = due - scene.now
        text = reader._("in {time}").format(time=span(left))
        return Fate(COMING, due, text, says)
    words, short = _condition(scene, inject), reader._("on event")
    return Fate(ON_CONDITION, inject.order, words, says, "dim", short)


def _condition(scene: Scene, inject: Inject) -> str:
    reader = scene.reader
    if inject.if_missed:
        return reader._("if missed: {inject}").format(inject=inject.if_missed)
    return reader._("at phase: {phase}").format(phase=_phase(scene, inject.when))


def _phase(scene: Scene, when: str) -> str:
    """The phase an inject waits for, named by its run and its path."""
    for run in scene.drill.runs.values():
        for name in (run.run, run.runbook):
            path = when.removeprefix(f"{name}/")
            if path != when and path in scene.charts[run.run].phases:
                return scene.reader.path(run.run, path)
    return when


def _delivered(scene: Scene, inject: Inject) -> Fate:
    reader = scene.reader
    came = _came(scene, inject.name)
    if came is None:
        return Fate(CAME, -scene.now, reader._("came"), inject.says, "dim")
    text, wanted = reader._("came"), came.event.expects
    if wanted:
        met = sum(
            h.event.inject == inject.name for h in reader.record.of(ExpectationMet)
        )
        text = reader._("came, seen {met}/{of}").format(met=met, of=wanted)
    return Fate(CAME, -came.at, text, came.event.says, "dim")


def _came(scene: Scene, name: str) -> Happening[InjectDelivered] | None:
    came = reversed(scene.reader.record.of(InjectDelivered))
    return next((h for h in came if h.event.inject == name), None)


def queue(scene: Scene) -> Table:
    """All injects: the next first, then conditions, held ones, and what has come."""
    listed = [(fate_of(scene, inject), inject) for inject in all_injects(scene)]
    listed.sort(key=lambda x: (x[0].rank, x[0].at, x[1].order))
    rows = [
        _row(scene, inject, fate, place == 0)
        for place, (fate, inject) in enumerate(listed)
    ]
    _ = scene.reader._
    return fitted(_("Injects"), FITS, rows, _("There are no injects."))


def _row(scene: Scene, inject: Inject, fate: Fate, is_first: bool) -> Row:
    reader = scene.reader
    is_next = is_first and fate.rank == COMING
    # Where there is little room the last column goes, and its word must not.
    time = stamp(abs(fate.at)) if fate.rank in (COMING, CAME) else fate.short
    phone = f"({reader.channel(inject.via)}) " if inject.via != "message" else ""
    return row(
        InjectRef(inject.name),
        cell(">" if is_next else ""),
        cell(time, "dim"),
        cell(whom(reader, inject.to), "dim"),
        cell(phone + reader.texts(fate.says), fate.tone),
        cell(fate.words, "strong" if is_next else fate.tone),
    )
