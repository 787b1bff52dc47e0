"""What people do with steps: take in hand, settle, skip, undo, count, report."""

from typing import Literal

from drillkit.engine.charts import Step
from drillkit.engine.commands import (
    AnswerRequest,
    Count,
    ReportFacts,
    SetLevel,
    SettleStep,
    SkipStep,
    TakeStep,
    UndoStep,
)
from drillkit.engine.decide.journeys import begin_journey, is_journey
from drillkit.engine.decide.milestones import reach
from drillkit.engine.decide.outside import answer_request, make_request
from drillkit.engine.decide.promises import close, keep
from drillkit.engine.decide.severity import classify, row_of, set_level
from drillkit.engine.decide.sites import start_at_site
from drillkit.engine.decide.steps import How, find, owe_target, settle, target_of
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.drill import StepState
from drillkit.engine.events import (
    FactsReported,
    FactValue,
    ItemsCounted,
    StepReopened,
    StepStarted,
)
from drillkit.plan.conditions import FactType
from drillkit.plan.problem import N_

# What a verb may come out as besides being done.
OUTCOMES = {
    "request": ("refused",),
    "approve": ("refused", "requested"),
    "dispatch": ("no-part", "missed"),
    "travel": ("missed",),
    "roll-call": ("short",),
}

OUTWARD = frozenset({"notify", "update", "request", "dispatch", "await"})


def _open(
    turn: Turn, act: TakeStep | SettleStep | SkipStep | Count
) -> tuple[Step, StepState] | None:
    """The open step that *act* is about; None after refusing."""
    found = find(turn, act.run, act.path)
    if found is None:
        why = N_('"{step}" is not a step of the present phases')
    elif found[1].status == "settled":
        why = N_('"{step}" is settled already')
    else:
        return found
    turn.refuse(act, why, step=f"{act.run}/{act.path}")
    return None


def take_step(turn: Turn, act: TakeStep) -> None:
    """Somebody takes a step in hand."""
    found = _open(turn, act)
    if found is None:
        return
    if found[1].status != "open":
        turn.refuse(
            act, N_('"{step}" is in hand already'), step=f"{act.run}/{act.path}"
        )
        return
    start(turn, act.run, act.path)


def start(turn: Turn, run: str, path: str) -> None:
    """Start a step: ask the provider, set out, or wait for the gate."""
    step = turn.chart(run).steps[path]
    visit = turn.run(run).steps[path].visit
    if step.site and step.verb == "do":
        start_at_site(turn, run, step, visit)
        return
    turn.act(StepStarted(run, path, visit))
    if step.verb == "request":
        make_request(turn, run, step, visit)
    elif step.verb == "dispatch" or is_journey(step):
        begin_journey(turn, run, step, visit)


def settle_step(turn: Turn, act: SettleStep) -> None:
    """Somebody says how a step came out."""
    found = _open(turn, act)
    if found is None:
        return
    step, state = found
    if refusal := _wrong_outcome(turn, act, step):
        turn.refuse(act, refusal, step=f"{act.run}/{act.path}", outcome=act.outcome)
        return
    request = step_id(act.run, act.path, state.visit)
    if request in turn.drill.requests:
        # Whoever says it is done has heard it from the provider.
        outcome: Literal["done", "refused"]
        outcome = "refused" if act.outcome == "refused" else "done"
        answer_request(turn, AnswerRequest(request, outcome))
        return
    how: How = "requested" if act.outcome == "requested" else "done"
    settle(turn, act.run, step, state.visit, how, act.outcome, by_hand=True)


def _wrong_outcome(turn: Turn, act: SettleStep, step: Step) -> str:
    allowed = step.outcomes or ("done", *OUTCOMES.get(step.verb, ()))
    if act.outcome not in allowed:
        return N_('"{outcome}" is not an outcome of "{step}"')
    if act.outcome == "requested" and step.later is None:
        return N_('"{step}" cannot be signed later')
    if step.verb == "ask" and not set(step.asks) <= set(turn.run(act.run).facts):
        return N_('"{step}" still has facts nobody reported')
    return ""


def skip_step(turn: Turn, act: SkipStep) -> None:
    """A step is left out; a decision can only be taken."""
    found = _open(turn, act)
    if found is None:
        return
    step, state = found
    if step.verb == "decide" or not act.reason:
        why = (
            N_('"{step}" is a decision; it can be taken, not skipped')
            if step.verb == "decide"
            else N_("skipping wants a reason")
        )
        turn.refuse(act, why, step=f"{act.run}/{act.path}")
        return
    settle(
        turn, act.run, step, state.visit, "skipped", "done", act.reason, by_hand=True
    )


def undo_step(turn: Turn, act: UndoStep) -> None:
    """A step is opened again, unless something has come of it (rule 23)."""
    found = find(turn, act.run, act.path)
    if found is None or found[1].status != "settled":
        why = N_('"{step}" is not settled in the present phases')
    elif found[1].how == "overtaken" or _has_consequence(turn, act.run, found[0]):
        why = N_('something has come of "{step}"; correct it or return to its phase')
    else:
        _reopen(turn, act, *found)
        return
    turn.refuse(act, why, step=f"{act.run}/{act.path}")


def _reopen(turn: Turn, act: UndoStep, step: Step, state: StepState) -> None:
    """Open a step again, and close what it had opened."""
    opened = _opened_by(turn, act.run, step)
    turn.act(StepReopened(act.run, act.path, state.visit, act.reason, opened))
    for path in opened:
        close(turn, target_of(act.run, path, state.visit), "withdrawn")
    close(turn, f"approval:{step_id(act.run, act.path, state.visit)}", "withdrawn")
    owe_target(turn, act.run, step, state.visit, "opened", state.opened_at)


def _has_consequence(turn: Turn, run: str, step: Step) -> bool:
    """Whether it was a move, a milestone or a delivery, or others went on from it."""
    state = turn.run(run)
    return (
        step.verb in OUTWARD
        or is_journey(step)
        or step.path in state.reached_by.values()
        or turn.chart(run).phase_of(step.path).path not in state.configuration
        or any(state.steps[p].status != "open" for p in _opened_by(turn, run, step))
    )


def _opened_by(turn: Turn, run: str, step: Step) -> tuple[str, ...]:
    """The steps of this visit that need *step*."""
    states = turn.run(run).steps
    phase = turn.chart(run).phase_of(step.path)
    return tuple(
        s.path for s in phase.steps if step.name in s.needs and s.path in states
    )


def count(turn: Turn, act: Count) -> None:
    """So many of a roll-call or batch are counted; enough of them settle it."""
    found = find(turn, act.run, act.path)
    if found is None or found[0].verb not in ("roll-call", "batch"):
        turn.refuse(act, N_('"{step}" counts nothing'), step=f"{act.run}/{act.path}")
        return
    if act.count < 0:
        turn.refuse(act, N_("fewer than none cannot be counted"))
        return
    step, state = found
    turn.act(ItemsCounted(act.run, act.path, state.visit, act.count, step.total))
    # Later answers are kept, though nobody waits for them.
    if state.status != "settled" and act.count >= step.enough:
        settle(turn, act.run, step, state.visit)


def report_facts(turn: Turn, act: ReportFacts) -> None:
    """A department says what it knows; its level follows."""
    if not _has_begun(turn, act):
        return
    chart = turn.chart(act.run)
    for name, value in act.facts.items():
        if name not in chart.facts:
            turn.refuse(act, N_('"{fact}" is not a fact of this plan'), fact=name)
            return
        if not _is_value(chart.facts[name], value):
            why = N_('"{fact}" cannot be "{value}"')
            turn.refuse(act, why, fact=name, value=str(value))
            return
    was = row_of(chart, turn.run(act.run))
    turn.act(FactsReported(act.run, act.facts))
    _settle_asked(turn, act)
    classify(turn, act.run, was)
    if turn.run(act.run).level:
        reach(turn, act.run, "classified")


def _is_value(fact: FactType, value: FactValue) -> bool:
    if fact.kind == "one-of":
        return value in fact.values
    if fact.kind == "yes-no":
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def decide_level(turn: Turn, act: SetLevel) -> None:
    """A level by decision, against or before the classification."""
    if not _has_begun(turn, act):
        return
    if act.level not in turn.play.company.levels:
        turn.refuse(act, N_('no level is called "{level}"'), level=act.level)
        return
    set_level(turn, act.run, act.level, act.reason or "by decision")
    reach(turn, act.run, "classified")


def _has_begun(turn: Turn, act: ReportFacts | SetLevel) -> bool:
    run = turn.drill.runs.get(act.run)
    if run is not None and run.begun_at is not None:
        return True
    turn.refuse(act, N_('no run "{run}" has begun'), run=act.run)
    return False


def _settle_asked(turn: Turn, act: ReportFacts) -> None:
    run = turn.run(act.run)
    for step in turn.chart(act.run).steps.values():
        state = run.steps.get(step.path)
        if state is None or state.status == "settled":
            continue
        if step.verb == "watch" and step.about in act.facts:
            _watch_again(turn, act.run, step, state)
        asked = step.verb == "ask" and not set(step.asks).isdisjoint(act.facts)
        if asked and set(step.asks) <= set(run.facts):
            settle(turn, act.run, step, state.visit)


def _watch_again(turn: Turn, run: str, step: Step, state: StepState) -> None:
    keep(turn, target_of(run, step.path, state.visit))
    owe_target(turn, run, step, state.visit, "reported")
