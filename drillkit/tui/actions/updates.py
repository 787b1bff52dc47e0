"""Word to those outside: an update with the next time promised, or plain telling.

What the draft says follows from whom it is for and from how it stands now, until
somebody writes their own.
"""

from drillkit.conduct.permissions import refusal, writes_for
from drillkit.engine import commands
from drillkit.language import N_
from drillkit.review.drafts import draft_update
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import PromiseRef, Ref, RunRef, StepRef


def audiences(scene: Scene) -> tuple[Choice, ...]:
    """Whom this seat tells, those we owe word first."""
    owed = {
        o.subject: o.due or 0
        for o in scene.drill.obligations.values()
        if o.kind in ("update", "tell")
    }
    told = [x for x in scene.play.company.audiences if _may_tell(scene, x)]
    names = sorted(told, key=lambda x: (x not in owed, owed.get(x, 0)))
    return tuple(Choice(name, scene.reader.audience(name)) for name in names)


def _may_tell(scene: Scene, audience: str) -> bool:
    """A scribe, who writes for those who tell, may be asked for any."""
    act = commands.SendUpdate(audience)
    refused = refusal(scene.seat, act, scene.drill, scene.play)
    return refused is None or bool(writes_for(scene.seat, scene.drill, scene.play))


def _tells(scene: Scene, ref: Ref | None) -> bool:
    return bool(audiences(scene))


def _audience_of(scene: Scene, ref: Ref | None) -> str:
    if isinstance(ref, PromiseRef):
        owed = scene.drill.obligations.get(ref.obligation)
        if owed is not None and owed.kind in ("update", "tell"):
            return owed.subject
    if isinstance(ref, StepRef) and ref.run in scene.charts:
        step = scene.charts[ref.run].steps.get(ref.path)
        if step is not None and step.verb in ("update", "notify"):
            return step.about
    return ""


def _update_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    listed = audiences(scene)
    first = _audience_of(scene, ref) or (listed[0].value if listed else "")
    draft = _drafts(scene, ref, {"audience": first})
    return (
        asking.choice(scene, "audience", N_("to"), listed, first),
        asking.prose(scene, N_("text"), draft["text"]),
        Question(
            "next",
            scene.reader._(N_("next word in")),
            "duration",
            proposed=draft["next"],
            is_optional=True,
        ),
    )


def _drafts(scene: Scene, ref: Ref | None, answers: Answers) -> dict[str, str]:
    """The text and the promise, for the audience that is picked, as it stands now."""
    audience = answers.get("audience", "")
    period = scene.play.company.levels[scene.drill.level].update.get(audience)
    return {
        "text": draft_update(scene.drill, scene.reader, audience, scene.now),
        "next": "" if period is None else f"{period // 60_000}m",
    }


def texts(scene: Scene, said: str) -> dict[str, str]:
    """What was typed, in the language of whoever typed it."""
    return {scene.reader.lang: said} if said else {}


def _update(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    next_in = asking.span_of(scene, answers, "next")
    if isinstance(next_in, Wrong):
        return next_in
    says = texts(scene, answers.get("text", ""))
    return commands.SendUpdate(answers["audience"], says, next_in, _run(ref))


def _run(ref: Ref | None) -> str:
    return ref.run if isinstance(ref, StepRef | RunRef) else ""


def _tell_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    first = _audience_of(scene, ref)
    to = asking.choice(scene, "audience", N_("to"), audiences(scene), first)
    return (to, asking.prose(scene))


def _tell(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    says = texts(scene, answers.get("text", ""))
    return commands.Tell(answers["audience"], says, _run(ref))


ACTIONS = (
    Action(
        "update.send",
        "U",
        N_("send an update"),
        _update,
        _update_form,
        offered=_tells,
        drafts=_drafts,
        short=N_("update"),
    ),
    Action(
        "audience.tell",
        "T",
        N_("tell an audience"),
        _tell,
        _tell_form,
        offered=_tells,
        short=N_("tell"),
    ),
)
