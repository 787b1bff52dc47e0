"""A call, a promise and a seat in full."""

from collections.abc import Iterator

from drillkit.engine.drill import Call, Obligation
from drillkit.engine.events import CallMade, ObligationAccepted
from drillkit.engine.evolve.people import LADDER
from drillkit.language import N_
from drillkit.review.telling.people import ANSWERS, WHY_CALLED
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.clocks import title_of
from drillkit.tui.view.ladder import is_at_the_top
from drillkit.tui.view.names import crew_words, seat_called
from drillkit.tui.view.seeing import crew_of, department_of, is_shown, owner
from drillkit.tui.view.times import (
    left_of,
    left_words,
    pressing,
    span,
    stamp,
    story_clock,
)
from drillkit.tui.view.values import CallRef, Cell, Page, PromiseRef, SeatRef

ANCHORS = {
    "detected": N_("since it was detected"),
    "declared": N_("since it was declared"),
    "classified": N_("since it was classified"),
    "onset": N_("since it began"),
    "ticket": N_("since the ticket"),
    "entered": N_("since the phase was entered"),
    "opened": N_("since the step was opened"),
    "called": N_("since the call"),
    "delivered": N_("since the news"),
    "requested": N_("since it was asked for"),
    "last-update": N_("since the last word"),
    "reported": N_("since the last report"),
    "step": N_("since the step"),
}


def call_page(scene: Scene, ref: CallRef) -> Page | None:
    """Who is called, why, and which answer is wanted."""
    call = scene.drill.calls.get(ref.call)
    if call is None:
        return None
    _ = scene.reader._
    title = _("Call: {role}").format(role=scene.reader.role(call.role))
    return page(title, _call(scene, call))


def _call(scene: Scene, call: Call) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    yield cell(reader._(WHY_CALLED[call.why]), "strong")
    if call.run:
        yield cell(_("From: {run}").format(run=reader.run(call.run)))
    if call.audience:
        text = _("To all of: {audience}")
        yield cell(text.format(audience=reader.audience(call.audience)))
    if call.deputy_for:
        text = _("In place of: {role}")
        yield cell(text.format(role=reader.role(call.deputy_for)))
    if call.run and call.subject in scene.charts[call.run].places:
        yield cell(reader.path(call.run, call.subject))
    for h in reader.record.of(CallMade):
        if h.event.call == call.call and h.event.says:
            yield cell(reader.texts(h.event.says))
    text = _("Answer wanted: {answer}")
    yield cell(text.format(answer=reader._(ANSWERS[call.answer])))
    yield cell(_("Called {time} ago.").format(time=span(scene.now - call.made_at)))
    if call.why in LADDER and is_at_the_top(scene, scene.drill.runs[call.run]):
        text = _("Everybody has been called; the last rung is called again.")
        yield cell(text, "attention")
    owed = scene.drill.obligations.get(f"answer:{call.call}")
    if owed is not None:
        yield from _due(scene, owed)


def promise_page(scene: Scene, ref: PromiseRef) -> Page | None:
    """What was promised to whom, by whom, since when and until when."""
    owed = scene.drill.obligations.get(ref.obligation)
    if owed is None or not is_shown(scene, owed):
        return None
    title = scene.reader._("Promise: {what}").format(what=title_of(scene, owed))
    return page(title, _promise(scene, owed))


def _promise(scene: Scene, owed: Obligation) -> Iterator[Cell]:
    reader = scene.reader
    yield cell(title_of(scene, owed), "strong")
    yield cell(reader._("Answers for it: {who}").format(who=_who(scene, owed)))
    since = reader._(ANCHORS[owed.anchor]) if owed.anchor in ANCHORS else owed.anchor
    text = reader._("{limit} {since}, {time}").format(
        limit=span(owed.limit), since=since, time=stamp(owed.anchored_at)
    )
    yield cell(text)
    yield from _due(scene, owed)
    if owed.jumped:
        yield cell(reader._("Jumped over: shown, not rated."), "dim")
    for h in reader.record.of(ObligationAccepted):
        if h.event.obligation == owed.obligation:
            until = reader.story(h.event.until_ms - scene.drill.starts_ms)
            text = reader._("Accepted as lost by {by}, new date {until}: {reason}")
            by, reason = reader.role(h.event.by), h.event.reason
            yield cell(text.format(by=by, until=until, reason=reason))


def _who(scene: Scene, owed: Obligation) -> str:
    reader = scene.reader
    if crew := crew_of(scene, owed):
        return crew_words(reader, dict.fromkeys(crew, 1))
    if named := owner(scene, owed):
        return reader.role(named)
    return reader.department(department_of(scene, owed))


def _due(scene: Scene, owed: Obligation) -> Iterator[Cell]:
    reader = scene.reader
    if owed.due is None:
        text = reader._("Its clock stands; left: {time}")
        yield cell(text.format(time=span(owed.remaining or 0)), "dim")
        return
    left = left_of(scene, owed)
    text = reader._("Due: {time}, {left}").format(
        time=story_clock(scene, owed.due), left=left_words(reader, left)
    )
    yield cell(text, pressing(left, owed.limit).tone)


def seat_page(scene: Scene, ref: SeatRef) -> Page:
    """Whether somebody is there."""
    reader = scene.reader
    seen = scene.present.get(ref.seat)
    text = reader._("Nobody is there.")
    if seen is not None:
        ago = span(scene.wall_ms - seen)
        text = reader._("Last seen {time} ago.").format(time=ago)
    return page(seat_called(reader, ref.seat), (cell(text),))
