"""Between people: answers, updates, notices, notes, decisions, command."""

from drillkit.conduct.permissions import refusal, writes_for
from drillkit.engine import commands
from drillkit.engine.drill import Call
from drillkit.engine.events import Answer
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.actions.updates import texts
from drillkit.tui.scene import Scene
from drillkit.tui.view.tasks import FACILITATOR
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    InjectRef,
    ItemRef,
    PromiseRef,
    Ref,
    RunRef,
    StepRef,
)

ANSWERS: dict[Answer, str] = {
    "received": N_("received"),
    "took-charge": N_("take charge"),
    "read-back": N_("read back"),
    "written": N_("in writing"),
}


def _call(scene: Scene, ref: Ref | None) -> Call | None:
    return scene.drill.calls.get(ref.call) if isinstance(ref, CallRef) else None


def _answers(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    """Only a call that wants more than "received" needs to be asked how."""
    call = _call(scene, ref)
    if call is None or call.answer == "received":
        return ()
    picks = [Choice(x, scene.reader._(ANSWERS[x])) for x in (call.answer, "received")]
    return (asking.choice(scene, "answer", N_("answer"), picks, call.answer),)


def _answer(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, CallRef), "the registry offers it for calls only"
    said = answers.get("answer") or "received"
    known = next(x for x in ANSWERS if x == said)
    return commands.AnswerCall(ref.call, known)


def _run(ref: Ref | None) -> str:
    return ref.run if isinstance(ref, StepRef | RunRef) else ""


def _call_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (
        asking.choice(scene, "run", N_("for the plan of"), asking.runs(scene)),
        asking.choice(scene, "role", N_("whom"), asking.roles(scene)),
        asking.text(scene),
    )


def _call_out(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    says = texts(scene, answers.get("text", ""))
    return commands.CallOut(answers["run"], answers["role"], says)


def _may_send(scene: Scene, notice: str) -> bool:
    act = commands.SendNotice(notice)
    refused = refusal(scene.seat, act, scene.drill, scene.play)
    return refused is None or bool(writes_for(scene.seat, scene.drill, scene.play))


def _notices(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    waiting = [
        Choice(name, scene.reader.notice(name))
        for name in scene.play.company.notices
        if name not in scene.drill.notices and _may_send(scene, name)
    ]
    return (asking.choice(scene, "notice", N_("notice"), waiting),)


def _notice(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.SendNotice(answers["notice"])


def _subject(ref: Ref | None) -> str:
    """What a note on a row is about."""
    match ref:
        case StepRef():
            return f"{ref.run}/{ref.path}"
        case InjectRef():
            return ref.inject
        case EntryRef():
            return f"#{ref.seq}"
        case ItemRef():
            return ref.item
        case _:
            return _run(ref)


def _note(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Note(answers["text"], _subject(ref))


def _has_come(scene: Scene, ref: Ref | None) -> bool:
    if not isinstance(ref, InjectRef):
        return False
    state = scene.drill.injects.get(ref.inject)
    return state is not None and state.status == "delivered"


def _received(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Note(scene.reader._(N_("received")), _subject(ref))


def _ask(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Note(answers["text"], FACILITATOR)


def _decision_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    return (
        Question("what", words(N_("what is decided"))),
        Question("by", words(N_("by whom, by name")), proposed=scene.seat.person),
        Question("why", words(N_("why"))),
        Question("rejected", words(N_("what was rejected")), is_optional=True),
        Question("again", words(N_("look again at")), "time", is_optional=True),
    )


def _decision(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    again = asking.time_of(scene, answers, "again")
    if isinstance(again, Wrong):
        return again
    return commands.EnterDecision(
        answers["what"],
        answers["by"],
        answers["why"],
        answers.get("rejected", ""),
        again,
        _run(ref),
    )


def _command_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    role = asking.choice(
        scene, "role", N_("role"), asking.roles(scene), scene.seat.role
    )
    name = Question("person", scene.reader._(N_("name")), proposed=scene.seat.person)
    return (role, name)


def _command(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.TakeCommand(answers["role"], answers.get("person", ""))


def _is_paper(scene: Scene, ref: Ref | None) -> bool:
    if not isinstance(ref, PromiseRef):
        return False
    owed = scene.drill.obligations.get(ref.obligation)
    return owed is not None and owed.kind == "approval"


def _sign(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, PromiseRef), "the registry offers it for promises only"
    return commands.SignPaper(ref.obligation)


def _is_broken(scene: Scene, ref: Ref | None) -> bool:
    if not isinstance(ref, PromiseRef):
        return False
    owed = scene.drill.obligations.get(ref.obligation)
    return owed is not None and owed.broken and not owed.accepted


def _loss_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    return (
        Question("by", words(N_("by whom, by name")), proposed=scene.seat.person),
        Question("until", words(N_("new date")), "time"),
        asking.reason(scene),
    )


def _accept_loss(
    scene: Scene, ref: Ref | None, answers: Answers
) -> commands.Act | Wrong:
    assert isinstance(ref, PromiseRef), "the registry offers it for promises only"
    until = asking.time_of(scene, answers, "until")
    if isinstance(until, Wrong):
        return until
    until_ms = scene.drill.starts_ms + (scene.now if until is None else until)
    return commands.AcceptLoss(
        ref.obligation, answers["by"], until_ms, answers["reason"]
    )


def _correction_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    happened = words(N_("when it really happened"))
    picks = (Choice("no", words(N_("no"))), Choice("yes", words(N_("yes"))))
    return (
        Question("text", words(N_("what is right")), is_optional=True),
        Question("happened", happened, "time", is_optional=True),
        Question("void", words(N_("it did not happen")), "yes-no", picks, "no"),
        asking.reason(scene),
    )


def _correct(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    assert isinstance(ref, EntryRef), "the registry offers it for entries only"
    happened = asking.time_of(scene, answers, "happened")
    if isinstance(happened, Wrong):
        return happened
    return commands.Correct(
        ref.seq,
        answers["reason"],
        answers.get("text", ""),
        happened,
        answers.get("void") == "yes",
    )


ACTIONS = (
    Action(
        "call.answer",
        "a",
        N_("acknowledge"),
        _answer,
        _answers,
        (CallRef,),
        offered=lambda scene, ref: _call(scene, ref) is not None,
    ),
    Action(
        "inject.receive",
        "a",
        N_("acknowledge"),
        _received,
        of=(InjectRef,),
        offered=_has_come,
    ),
    Action(
        "role.call", "C", N_("call somebody"), _call_out, _call_form, short=N_("call")
    ),
    Action(
        "notice.send", "N", N_("send a notice"), _notice, _notices, short=N_("notice")
    ),
    Action(
        "note.write", "n", N_("note"), _note, lambda scene, _ref: (asking.text(scene),)
    ),
    Action(
        "facilitator.ask",
        "h",
        N_("ask the facilitator"),
        _ask,
        lambda scene, _ref: (asking.text(scene),),
        offered=lambda scene, _ref: scene.drill.mode != "live",
        short=N_("ask"),
    ),
    Action(
        "decision.enter",
        "D",
        N_("log a decision"),
        _decision,
        _decision_form,
        short=N_("decision"),
    ),
    Action(
        "command.take",
        "K",
        N_("take command"),
        _command,
        _command_form,
        short=N_("command"),
    ),
    Action("paper.sign", "S", N_("sign"), _sign, of=(PromiseRef,), offered=_is_paper),
    Action(
        "loss.accept",
        "A",
        N_("accept a lost promise"),
        _accept_loss,
        _loss_form,
        (PromiseRef,),
        offered=_is_broken,
        short=N_("accept"),
    ),
    Action(
        "entry.correct",
        "E",
        N_("correct an entry"),
        _correct,
        _correction_form,
        (EntryRef,),
    ),
)
