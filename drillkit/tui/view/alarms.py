"""Alarms: whatever nobody at this seat has acknowledged, loudest first.

An alarm stays until the thing itself is answered.  An inject counts as read once
somebody of its department wrote a note about it.
"""

from collections.abc import Iterator
from typing import Final

from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.engine.drill import Call, Obligation
from drillkit.engine.events import ExpectationMissed, InjectDelivered, NoteWritten
from drillkit.engine.evolve.people import LADDER
from drillkit.language import N_
from drillkit.review.measures.story import is_watched
from drillkit.review.telling.people import WHY_CALLED
from drillkit.review.telling.promises import promise_title
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell
from drillkit.tui.view.ladder import is_at_the_top, sees_to
from drillkit.tui.view.names import seat_called
from drillkit.tui.view.seeing import SPOKEN, home_of, is_own, judges
from drillkit.tui.view.stuck import stuck
from drillkit.tui.view.tasks import questions, to_tell
from drillkit.tui.view.times import MINUTE, late_words, left_of, left_words, span
from drillkit.tui.view.values import (
    Alarm,
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    PromiseRef,
    Ref,
    RunRef,
    SeatRef,
)

# What was expected and missed is news for so long; the list keeps it after that.
_MISSED_FOR: Final = 10 * MINUTE
_COMPANY: Final = ("restore", "sla", "tell", "update", "notice")


def alarms(scene: Scene) -> tuple[Alarm, ...]:
    """Everything unacknowledged for this seat."""
    if scene.drill.is_over:
        return ()
    found = (
        *_calls(scene),
        *_unanswered(scene),
        *_broken(scene),
        *_news(scene),
        *_staff(scene),
    )
    return tuple(_alarm(text, ref) for text, ref in found)


def _alarm(text: str, ref: Ref) -> Alarm:
    return Alarm(cell(text).text, ref)


def _calls(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Calls to this role, the oldest first."""
    reader, role = scene.reader, scene.seat.role
    for call in scene.drill.calls.values():
        if not role or call.role != role or not waits(scene, call):
            continue
        text = reader._("!! CALL {run}: {why}").format(
            run=reader.run(call.run), why=reader._(WHY_CALLED[call.why])
        )
        owed = scene.drill.obligations.get(f"answer:{call.call}")
        if owed is not None and owed.due is not None:
            text = f"{text}, {left_words(reader, left_of(scene, owed))}"
        yield text, CallRef(call.call)


def _unanswered(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Runs for which everybody was called in vain, where something can be done."""
    for run in scene.drill.runs.values():
        if is_at_the_top(scene, run) and sees_to(scene, run):
            text = scene.reader._("!! NOBODY ANSWERS {run}: everybody has been called")
            yield text.format(run=scene.reader.run(run.run)), RunRef(run.run)


def waits(scene: Scene, call: Call) -> bool:
    """Whether an answer is still wanted: somebody else may have taken charge."""
    return call.why not in LADDER or not scene.drill.runs[call.run].acknowledged


def _broken(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Promises that this seat answers for and that nobody accepted as lost."""
    late = [
        (left_of(scene, owed), owed)
        for owed in scene.drill.obligations.values()
        if owed.due is not None and not owed.accepted and _is_ours(scene, owed)
    ]
    for left, owed in sorted(late, key=lambda x: (x[0], x[1].obligation)):
        if left >= 0:
            break
        what = promise_title(scene.reader, owed.kind, owed.subject, owed.run)
        late_by = late_words(scene.reader, -left)
        yield f"! {late_by} {what}", PromiseRef(owed.obligation)


def _is_ours(scene: Scene, owed: Obligation) -> bool:
    if owed.kind in ("expected", "acknowledge", "answer"):
        return False
    if scene.seat.role:
        return is_own(scene, owed)
    # In a real event whoever directs it answers for what the company promised.
    is_live = scene.drill.mode == "live" and scene.seat.is_in_the_know
    return is_live and owed.kind in _COMPANY


def _news(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Injects to this role or its department about which nobody wrote a word."""
    reader, home = scene.reader, home_of(scene)
    if not scene.seat.role or not home:
        return
    read = {h.event.subject for h in reader.record.of(NoteWritten)}
    for h in reader.record.of(InjectDelivered):
        event = h.event
        if event.inject in read or event.to not in ("", home, scene.seat.role):
            continue
        if event.via in SPOKEN and scene.drill.mode == "drill":
            # Who was rung up has heard it.
            continue
        sender = reader.texts(event.sender) or reader._("exercise staff")
        text = reader._("! INJECT {sender}: {says}")
        says = reader.texts(event.says)
        yield text.format(sender=sender, says=says), InjectRef(event.inject)


def _staff(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """For those who run the drill: what was not seen, and who is gone."""
    reader = scene.reader
    if judges(scene):
        for h in reader.record.of(ExpectationMissed):
            if scene.now - h.at > _MISSED_FOR or not _is_expected(scene, h.event):
                continue
            what = reader.asked(h.event.inject, h.event.number)
            is_seen = is_watched(reader.record)
            says = N_("! NOT SEEN {what}") if is_seen else N_("! SEEN? {what}")
            text = reader._(says)
            ref = ExpectedRef(h.event.inject, h.event.number)
            yield text.format(what=what or h.event.inject), ref
    yield from _tasks(scene)
    if not scene.seat.is_in_the_know:
        return
    yield from _stuck(scene)
    for name, seen in sorted(scene.present.items()):
        away = scene.wall_ms - seen
        if away > OFFLINE_AFTER_MS:
            text = reader._("! OFFLINE {seat}, {time}")
            seat = seat_called(reader, name)
            yield text.format(seat=seat, time=span(away)), SeatRef(name)


def _tasks(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Calls that this seat is to make, and questions it is to answer."""
    reader = scene.reader
    for told in to_tell(scene):
        text = reader._("! CALL THEM {number} {says}")
        number, says = told.event.number, reader.texts(told.event.says)
        yield text.format(number=number, says=says), InjectRef(told.event.inject)
    for asked in questions(scene):
        by = reader.role(asked.origin.by) if asked.origin else ""
        text = reader._("! QUESTION {who}: {text}")
        yield text.format(who=by, text=asked.event.text), EntryRef(asked.seq)


def _stuck(scene: Scene) -> Iterator[tuple[str, Ref]]:
    """Departments that have not moved for long although they could."""
    home = home_of(scene)
    for run, ago in stuck(scene).items():
        if home in ("", scene.charts[run].department):
            text = scene.reader._("! STUCK {run}, {time}")
            said = text.format(run=scene.reader.run(run), time=span(ago))
            yield said, RunRef(run)


def _is_expected(scene: Scene, event: ExpectationMissed) -> bool:
    """Whether it is waited for still, in the department of this seat."""
    if f"expected:{event.inject}#{event.number}" not in scene.drill.obligations:
        return False
    home = home_of(scene)
    came = scene.reader.record.delivered.get(event.inject)
    if not home or came is None:
        return True
    role = scene.play.company.roles.get(came.to)
    return (role.department if role else came.to) in ("", home)
