"""An inject and an action it asks for, in full, for whoever may know them."""

from collections.abc import Iterator

from drillkit.engine.charts import Inject
from drillkit.engine.events import InjectDelivered, InjectSpoken, NoteWritten
from drillkit.review.telling import tell
from drillkit.review.telling.story import whom
from drillkit.review.words import spoken
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.expected import asked, standing_of
from drillkit.tui.view.injects import fate_of, scripted
from drillkit.tui.view.seeing import (
    SPOKEN,
    is_told,
    judges,
    knows_the_story,
    reads_scripts,
)
from drillkit.tui.view.times import span, stamp
from drillkit.tui.view.values import Cell, ExpectedRef, InjectRef, Page


def inject_page(scene: Scene, ref: InjectRef) -> Page | None:
    """News that came, or, for those in the know, that is still to come."""
    came = scene.reader.record.delivered.get(ref.inject)
    if came is not None and not is_told(scene, ref.inject):
        return None
    plan = scripted(scene, ref.inject) if knows_the_story(scene) else None
    if came is None and plan is None:
        return None
    reader = scene.reader
    lines: list[Cell] = []
    if came is not None:
        lines += _came(scene, came)
    elif plan is not None:
        lines += _to_come(scene, plan)
    if judges(scene):
        lines += _expected(scene, ref.inject, plan)
    lines += _heard(scene, ref.inject)
    title = reader._("Inject {name}") if knows_the_story(scene) else reader._("Inject")
    return page(title.format(name=ref.inject), lines)


def _came(scene: Scene, came: InjectDelivered) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    sender = reader.texts(came.sender) or _("exercise staff")
    yield cell(reader.texts(came.says), "strong")
    yield cell(_("From: {sender}").format(sender=sender))
    yield cell(_("To: {to}").format(to=whom(reader, came.to)))
    yield cell(_("By: {channel}").format(channel=reader.channel(came.via)))
    if reads_scripts(scene):
        if came.number:
            yield cell(_("Number: {number}").format(number=came.number))
        if came.script:
            text = _("Script: {text}")
            yield cell(text.format(text=reader.texts(came.script)))
        if came.via in SPOKEN:
            yield from _answers(scene)


def _answers(scene: Scene) -> Iterator[Cell]:
    """What a role-player knows when asked."""
    if scene.answers:
        yield cell(scene.reader._("When asked:"), "strong")
    for name, says in scene.answers.items():
        yield cell(f"{spoken(name)}: {scene.reader.texts(says)}")


def _to_come(scene: Scene, plan: Inject) -> Iterator[Cell]:
    reader = scene.reader
    _ = reader._
    fate = fate_of(scene, plan)
    yield cell(fate.words, fate.tone)
    yield cell(reader.texts(fate.says), "strong")
    sender = reader.texts(plan.sender) or _("exercise staff")
    yield cell(_("From: {sender}").format(sender=sender))
    yield cell(_("To: {to}").format(to=whom(reader, plan.to)))
    yield cell(_("By: {channel}").format(channel=reader.channel(plan.via)))
    if plan.number:
        yield cell(_("Number: {number}").format(number=plan.number))
    if plan.script:
        yield cell(_("Script: {text}").format(text=reader.texts(plan.script)))


def _expected(scene: Scene, inject: str, plan: Inject | None) -> Iterator[Cell]:
    came = scene.reader.record.delivered.get(inject)
    if came is None:
        for wanted in plan.expects if plan else ():
            text = scene.reader._("Will be expected within {time}: {what}")
            what = scene.reader.texts(wanted.text)
            yield cell(text.format(time=span(wanted.within), what=what), "dim")
        return
    if came.expects:
        yield cell(scene.reader._("Expected:"), "strong")
    for number in range(1, came.expects + 1):
        stands = standing_of(scene, inject, number)
        words = asked(scene, inject, number)
        yield cell(f"{stands.mark} {words}, {stands.words}", stands.tone)


def _heard(scene: Scene, inject: str) -> Iterator[Cell]:
    """What role-players heard when they told it, and what people wrote about it."""
    if reads_scripts(scene):
        for told in scene.reader.record.of(InjectSpoken):
            if told.event.inject == inject:
                yield cell(f"{stamp(told.at)} {tell(scene.reader, told.event)}")
    for h in scene.reader.record.of(NoteWritten):
        if h.event.subject == inject:
            yield cell(f"{stamp(h.at)} {h.event.text}", "dim")


def expected_page(scene: Scene, ref: ExpectedRef) -> Page | None:
    """One expected action: by whom, how soon, and whether it was seen."""
    if not judges(scene):
        return None
    reader = scene.reader
    plan = scripted(scene, ref.inject) if knows_the_story(scene) else None
    stands = standing_of(scene, ref.inject, ref.number)
    lines = [
        cell(asked(scene, ref.inject, ref.number), "strong"),
        cell(f"{stands.mark} {stands.words}", stands.tone),
        cell(reader._("After: {inject}").format(inject=reader.inject(ref.inject))),
    ]
    if plan is not None and 1 <= ref.number <= len(plan.expects):
        wanted = plan.expects[ref.number - 1]
        within = reader._("Within: {time}").format(time=span(wanted.within))
        lines.append(cell(within))
        if wanted.by:
            lines.append(
                cell(reader._("By: {crew}").format(crew=reader.role(wanted.by)))
            )
        if wanted.objective:
            objective = reader.objective(wanted.objective)
            text = reader._("Objective: {objective}")
            lines.append(cell(text.format(objective=objective)))
    return page(reader._("Expected action"), lines)
