"""Injects: sent, held, left out, edited, written on the spot, and hints."""

from drillkit.engine import commands
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Question, Wrong
from drillkit.tui.actions.exercise import is_exercise
from drillkit.tui.actions.times import since_start
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import InjectRef, Ref


def _inject(ref: Ref | None) -> str:
    assert isinstance(ref, InjectRef), "the registry offers these for injects only"
    return ref.inject


def status_of(scene: Scene, ref: Ref | None) -> str:
    """How an inject stands; "" for what is none."""
    if not isinstance(ref, InjectRef):
        return ""
    known = scene.drill.injects.get(ref.inject)
    if known is not None:
        return known.status
    story = scene.play.story
    scripted = story.injects.get(ref.inject) if story else None
    return "" if scripted is None else "held" if scripted.hold else "coming"


def _trigger(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.TriggerInject(_inject(ref))


def _hold(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    if status_of(scene, ref) == "held":
        return commands.ReleaseInject(_inject(ref))
    return commands.HoldInject(_inject(ref))


def _skip(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.SkipInject(_inject(ref), answers["reason"])


def _edit_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    name = _inject(ref)
    known = scene.drill.injects.get(name)
    story = scene.play.story
    scripted = story.injects.get(name) if story else None
    says = (known.says if known else {}) or (scripted.says if scripted else {})
    due = known.due if known and known.due is not None else None
    if due is None and scripted is not None:
        due = scripted.at
    return (
        asking.prose(scene, N_("what it says"), scene.reader.texts(says)),
        Question(
            "due",
            scene.reader._(N_("when it comes")),
            "time",
            proposed="" if due is None else since_start(due),
            is_optional=True,
        ),
    )


def _edit(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    due = asking.time_of(scene, answers, "due")
    if isinstance(due, Wrong):
        return due
    said = answers.get("text", "")
    says: dict[str, str] = {scene.reader.lang: said} if said else {}
    return commands.EditInject(_inject(ref), says, due)


def _write_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    to = (*asking.departments(scene), *asking.roles(scene))
    return (
        asking.choice(scene, "to", N_("to"), to, scene.seat.department),
        Question("from", words(N_("from whom"))),
        asking.prose(scene, N_("what it says")),
        Question("due", words(N_("when it comes")), "time", (), "+0m"),
    )


def _write(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    due = asking.time_of(scene, answers, "due")
    if isinstance(due, Wrong):
        return due
    lang = scene.reader.lang
    return commands.WriteInject(
        f"written-{len(scene.drill.injects) + 1}-{len(scene.stored)}",
        answers["to"],
        {lang: answers["text"]},
        {lang: answers.get("from", "")},
        due=scene.now if due is None else due,
    )


def _hint_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (asking.department(scene, ref), asking.prose(scene, N_("hint")))


def _hint(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    lang = scene.reader.lang
    return commands.WriteInject(
        f"hint-{len(scene.drill.injects) + 1}-{len(scene.stored)}",
        answers["department"],
        {lang: answers["text"]},
        {"en": "exercise control", "ru": "руководство учения"},
        via="hint",
        due=scene.now,
    )


def _is_waiting(scene: Scene, ref: Ref | None) -> bool:
    return status_of(scene, ref) in ("coming", "held")


INJECTS = (InjectRef,)

ACTIONS = (
    Action(
        "inject.send",
        "i",
        N_("send now"),
        _trigger,
        of=INJECTS,
        offered=_is_waiting,
        confirm=N_("Send it now?"),
        short=N_("send"),
    ),
    Action(
        "inject.hold",
        "H",
        N_("hold, release"),
        _hold,
        of=INJECTS,
        offered=_is_waiting,
        short=N_("hold"),
    ),
    Action(
        "inject.skip",
        "s",
        N_("leave out"),
        _skip,
        lambda scene, _ref: (asking.reason(scene),),
        INJECTS,
        offered=_is_waiting,
    ),
    Action(
        "inject.edit",
        "e",
        N_("edit"),
        _edit,
        _edit_form,
        INJECTS,
        offered=_is_waiting,
    ),
    Action(
        "inject.write",
        "w",
        N_("write an inject"),
        _write,
        _write_form,
        offered=is_exercise,
        short=N_("inject"),
    ),
    Action(
        "hint.give",
        "M",
        N_("give a hint"),
        _hint,
        _hint_form,
        offered=is_exercise,
        short=N_("hint"),
    ),
)
