"""What people do with steps: take in hand, settle, skip, undo, count, report."""

from drillkit.engine.charts import Step
from drillkit.engine.commands import (
    Count,
    ReportFacts,
    SettleStep,
    SkipStep,
    TakeStep,
    UndoStep,
)
from drillkit.engine.decide.journeys import begin_journey, is_journey
from drillkit.engine.decide.milestones import reach
from drillkit.engine.decide.outside import make_request
from drillkit.engine.decide.promises import keep, open_promise
from drillkit.engine.decide.severity import classify
from drillkit.engine.decide.sites import start_at_site
from drillkit.engine.decide.steps import How, find, settle, target_of
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import StepState
from drillkit.engine.events import (
    FactsReported,
    ItemsCounted,
    StepReopened,
    StepStarted,
)
from drillkit.plan.problem import N_

# What a verb may come out as besides being done.
OUTCOMES = {
    "request": ("refused",),
    "approve": ("refused", "requested"),
    "dispatch": ("no-part", "missed"),
    "travel": ("missed",),
    "roll-call": ("short",),
}

OUTWARD = frozenset({"notify", "update", "request", "dispatch"})


def _open(
    turn: Turn, act: TakeStep | SettleStep | SkipStep | Count
) -> tuple[Step, StepState] | None:
    """The open step that *act* is about; None after refusing."""
    found = find(turn, act.run, act.path)
    if found is None:
        why = N_('"{step}" is not a step of the present phases')
    elif found[1].status == "settled":
        why = N_('"{step}" is settled already')
    elif turn.drill.status != "running":
        why = N_("drill time stands; nothing is done until it goes on")
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
    elif is_journey(turn, step):
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
    elif found[1].how == "overtaken" or _has_consequence(turn, act, found[0]):
        why = N_('something has come of "{step}"; correct it or return to its phase')
    else:
        step, state = found
        turn.act(StepReopened(act.run, act.path, state.visit, act.reason))
        _owe_again(turn, act.run, step, state)
        return
    turn.refuse(act, why, step=f"{act.run}/{act.path}")


def _has_consequence(turn: Turn, act: UndoStep, step: Step) -> bool:
    if step.verb in OUTWARD or any(
        name in turn.run(act.run).milestones for name in step.reaches.values()
    ):
        return True
    phase = turn.chart(act.run).phase_of(act.path)
    states = turn.run(act.run).steps
    return any(
        step.name in other.needs
        and other.path in states
        and states[other.path].status != "open"
        for other in phase.steps
    )


def _owe_again(turn: Turn, run: str, step: Step, state: StepState) -> None:
    if step.target is not None:
        open_promise(
            turn,
            target_of(run, step.path, state.visit),
            "step-target",
            f"{run}/{step.path}",
            run=run,
            anchor="opened",
            anchored_at=state.opened_at,
            limit=step.target,
        )


def count(turn: Turn, act: Count) -> None:
    """So many of a roll-call or batch are counted; enough of them settle it."""
    found = find(turn, act.run, act.path)
    if found is None or found[0].verb not in ("roll-call", "batch"):
        turn.refuse(act, N_('"{step}" counts nothing'), step=f"{act.run}/{act.path}")
        return
    step, state = found
    turn.act(ItemsCounted(act.run, act.path, state.visit, act.count, step.total))
    # Later answers are kept, though nobody waits for them.
    if state.status != "settled" and act.count >= step.enough:
        settle(turn, act.run, step, state.visit)


def report_facts(turn: Turn, act: ReportFacts) -> None:
    """A department says what it knows; its level follows."""
    if act.run not in turn.drill.runs:
        turn.refuse(act, N_('no run is called "{run}"'), run=act.run)
        return
    chart = turn.chart(act.run)
    strange = next((name for name in act.facts if name not in chart.facts), None)
    if strange is not None:
        turn.refuse(act, N_('"{fact}" is not a fact of this plan'), fact=strange)
        return
    turn.act(FactsReported(act.run, act.facts))
    _settle_asked(turn, act)
    classify(turn, act.run)
    if turn.run(act.run).level:
        reach(turn, act.run, "classified")


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
    name = target_of(run, step.path, state.visit)
    keep(turn, name)
    if step.every is not None:
        open_promise(
            turn,
            name,
            "step-target",
            f"{run}/{step.path}",
            run=run,
            anchor="reported",
            limit=step.every,
        )
