"""By word of mouth: what role-players told and heard, what facilitators answer."""

from typing import Final

from drillkit.engine import commands
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question
from drillkit.tui.scene import Scene
from drillkit.tui.view.seeing import SPOKEN, reads_scripts
from drillkit.tui.view.tasks import ANSWERS, asker, questions
from drillkit.tui.view.values import EntryRef, InjectRef, Ref

# Who speaks when the staff answers, whatever language it is asked in.
CONTROL: Final = {"en": "exercise control", "ru": "руководство учения"}


def _is_spoken(scene: Scene, ref: Ref | None) -> bool:
    """Whether it is news that somebody tells, at a seat that knows the script."""
    if not isinstance(ref, InjectRef) or scene.drill.mode == "live":
        return False
    came = scene.reader.record.delivered.get(ref.inject)
    return came is not None and came.via in SPOKEN and reads_scripts(scene)


def _heard_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    reached = (
        Choice("yes", words(N_("somebody answered"))),
        Choice("no", words(N_("nobody answered, it waits"))),
    )
    return (
        asking.choice(scene, "answered", N_("was anybody reached"), reached, "yes"),
        Question("whom", words(N_("who was spoken to"))),
        Question("heard", words(N_("what was heard")), "prose", is_optional=True),
    )


def _heard(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, InjectRef), "the registry offers it for injects only"
    return commands.ReportSpoken(
        ref.inject,
        answers.get("whom", ""),
        answers.get("heard", ""),
        answers.get("answered") != "no",
    )


def _is_question(scene: Scene, ref: Ref | None) -> bool:
    is_entry = isinstance(ref, EntryRef) and not scene.drill.is_over
    return is_entry and any(EntryRef(h.seq) == ref for h in questions(scene))


def _answer(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    """A message to the department that asked; an answer to the staff is a note."""
    asked = next(h for h in questions(scene) if EntryRef(h.seq) == ref)
    to = asker(scene, asked)
    if not to:
        return commands.Note(answers["text"], f"#{asked.seq}")
    return commands.WriteInject(
        f"{ANSWERS}-{asked.seq}",
        to,
        {scene.reader.lang: answers["text"]},
        CONTROL,
        via="hint",
        due=scene.now,
    )


ACTIONS = (
    Action(
        "call.heard",
        "v",
        N_("told, and heard"),
        _heard,
        _heard_form,
        (InjectRef,),
        offered=_is_spoken,
        short=N_("heard"),
    ),
    Action(
        "question.answer",
        "y",
        N_("answer"),
        _answer,
        lambda scene, _ref: (asking.prose(scene),),
        (EntryRef,),
        offered=_is_question,
    ),
)
