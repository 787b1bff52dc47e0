"""Steps: take in hand, done, skip, undo, decide, count."""

from typing import Final

from drillkit.engine import commands
from drillkit.engine.charts import Step
from drillkit.engine.decide.work import OUTCOMES
from drillkit.engine.drill import StepState
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref, StepRef

# How steps are settled that are not simply done.
_INSTEAD: Final = {
    "decide": "step.decide",
    "ask": "facts.report",
    "watch": "facts.report",
    "roll-call": "step.count",
    "batch": "step.count",
}


def found(scene: Scene, ref: Ref | None) -> tuple[StepRef, Step, StepState] | None:
    """The step a row is about, if it is one of the present visit."""
    if not isinstance(ref, StepRef) or ref.run not in scene.drill.runs:
        return None
    step = scene.charts[ref.run].steps.get(ref.path)
    state = scene.drill.runs[ref.run].steps.get(ref.path)
    return None if step is None or state is None else (ref, step, state)


def is_open(scene: Scene, ref: Ref | None) -> bool:
    """Whether the row is a step that is not settled."""
    step = found(scene, ref)
    return step is not None and step[2].status != "settled"


def _is_verb(scene: Scene, ref: Ref | None, *verbs: str) -> bool:
    step = found(scene, ref)
    return is_open(scene, ref) and step is not None and step[1].verb in verbs


def _at(ref: Ref | None) -> StepRef:
    assert isinstance(ref, StepRef), "the registry offers these for steps only"
    return ref


def _can_take(scene: Scene, ref: Ref | None) -> bool:
    step = found(scene, ref)
    idle = ("decide", "await", "watch", "ask")
    return step is not None and step[2].status == "open" and step[1].verb not in idle


def _take(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    at = _at(ref)
    return commands.TakeStep(at.run, at.path)


def _can_be_done(scene: Scene, ref: Ref | None) -> bool:
    step = found(scene, ref)
    other = ("decide", "await", "watch", "ask", "roll-call", "batch")
    return is_open(scene, ref) and step is not None and step[1].verb not in other


def _meant(scene: Scene, ref: Ref | None) -> str:
    """What is done to a step that is not simply done."""
    step = found(scene, ref)
    return _INSTEAD.get(step[1].verb, "") if step and is_open(scene, ref) else ""


def _outcomes(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    """A step that can come out in several ways asks which; most are just done."""
    step = found(scene, ref)
    if step is None:
        return ()
    names = [x for x in OUTCOMES.get(step[1].verb, ()) if _may_be(step[1], x)]
    if not names:
        return ()
    picks = [_outcome(scene, step, name) for name in ("done", *names)]
    return (asking.choice(scene, "outcome", N_("how it came out"), picks, "done"),)


def _may_be(step: Step, outcome: str) -> bool:
    return outcome != "requested" or step.later is not None


def _outcome(scene: Scene, step: tuple[StepRef, Step, StepState], name: str) -> Choice:
    at, what, _state = step
    words = (
        scene.reader._(N_("done"))
        if name == "done"
        else scene.reader.outcome(at.run, at.path, name)
    )
    return Choice(name, words, consequence(scene, at, what, name))


def consequence(scene: Scene, at: StepRef, step: Step, outcome: str) -> str:
    """What an outcome brings about: the phase it leads to, the milestone it is."""
    chart = scene.charts[at.run]
    phase = chart.phase_of(at.path)
    said = []
    if to := phase.leads_to.get(outcome) if step.verb == "decide" else None:
        title = scene.reader.path(at.run, to)
        said.append(scene.reader._(N_("leads to: {phase}")).format(phase=title))
    reached = step.reaches.get(outcome) or (
        phase.reaches.get(outcome, "") if step.verb == "decide" else ""
    )
    if reached:
        name = scene.reader.milestone(reached)
        said.append(scene.reader._(N_("reaches: {milestone}")).format(milestone=name))
    return "; ".join(said)


def _settle(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    at = _at(ref)
    return commands.SettleStep(at.run, at.path, answers.get("outcome") or "done")


def _skip(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    at = _at(ref)
    return commands.SkipStep(at.run, at.path, answers["reason"])


def _can_skip(scene: Scene, ref: Ref | None) -> bool:
    step = found(scene, ref)
    return is_open(scene, ref) and step is not None and step[1].verb != "decide"


def _is_settled(scene: Scene, ref: Ref | None) -> bool:
    step = found(scene, ref)
    return step is not None and step[2].status == "settled"


def _undo(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    at = _at(ref)
    return commands.UndoStep(at.run, at.path, answers.get("reason", ""))


def _decisions(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    step = found(scene, ref)
    if step is None:
        return ()
    at, what, _state = step
    picks = [_outcome(scene, step, name) for name in what.outcomes]
    title = scene.reader.path(at.run, at.path)
    return (Question("outcome", title, "choice", tuple(picks)),)


def _count(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    at = _at(ref)
    number = asking.count_of(scene, answers, "count")
    if isinstance(number, Wrong):
        return number
    return commands.Count(at.run, at.path, number)


def _counted(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    step = found(scene, ref)
    if step is None:
        return ()
    prompt = scene.reader._(N_("how many of {total}")).format(total=step[1].total)
    return (Question("count", prompt, "count"),)


STEPS = (StepRef,)

ACTIONS = (
    Action(
        "step.take",
        "t",
        N_("take in hand"),
        _take,
        of=STEPS,
        offered=_can_take,
        short=N_("take"),
    ),
    Action(
        "step.done",
        "x",
        N_("done"),
        _settle,
        _outcomes,
        STEPS,
        offered=_can_be_done,
        instead=_meant,
    ),
    Action(
        "step.decide",
        "d",
        N_("decide"),
        _settle,
        _decisions,
        STEPS,
        offered=lambda scene, ref: _is_verb(scene, ref, "decide"),
    ),
    Action(
        "step.count",
        "c",
        N_("count"),
        _count,
        _counted,
        STEPS,
        offered=lambda scene, ref: _is_verb(scene, ref, "roll-call", "batch"),
    ),
    Action(
        "step.skip",
        "s",
        N_("skip"),
        _skip,
        lambda scene, _ref: (asking.reason(scene),),
        STEPS,
        offered=_can_skip,
        instead=_meant,
    ),
    Action(
        "step.undo",
        "u",
        N_("undo"),
        _undo,
        lambda scene, _ref: (asking.reason(scene, is_optional=True),),
        STEPS,
        offered=_is_settled,
    ),
)
