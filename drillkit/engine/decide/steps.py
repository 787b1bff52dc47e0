"""How a step opens, and how it is settled with what follows from it."""

from typing import Literal

from drillkit.engine.charts import Step
from drillkit.engine.decide.milestones import reach
from drillkit.engine.decide.people import call, send_update, tell
from drillkit.engine.decide.promises import close, keep, open_promise
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.drill import StepState
from drillkit.engine.events import StepOpened, StepSettled

How = Literal["done", "skipped", "overtaken", "requested"]


def find(turn: Turn, run: str, path: str) -> tuple[Step, StepState] | None:
    """The step and how it stands, if it is open or settled in this visit."""
    if run not in turn.drill.runs:
        return None
    state = turn.run(run).steps.get(path)
    step = turn.chart(run).steps.get(path)
    if state is None or step is None:
        return None
    return step, state


def open_step(turn: Turn, run: str, step: Step, visit: int) -> None:
    """Open a step, or pass it over when its level or condition says so."""
    turn.emit(StepOpened(run, step.path, visit, step.verb, step.crew, not step.blocks))
    if reason := _not_needed(turn, run, step):
        turn.emit(StepSettled(run, step.path, visit, "skipped", "done", reason))
        return
    owe_target(turn, run, step, visit, "opened")


def _not_needed(turn: Turn, run: str, step: Step) -> str:
    if step.verb == "decide":
        # A decision cannot be skipped, only taken (semantics, rule 3).
        return ""
    state = turn.run(run)
    level = state.level or turn.drill.level
    if not turn.play.company.reaches_level(level, step.level):
        return "level"
    # A condition that unknown facts could still turn does not excuse a step.
    if step.when is not None and step.when.settled(state.facts) is False:
        return "condition"
    return ""


def target_of(run: str, path: str, visit: int) -> str:
    """The name of the obligation that a step's target makes."""
    return f"target:{step_id(run, path, visit)}"


def owe_target(
    turn: Turn,
    run: str,
    step: Step,
    visit: int,
    anchor: Literal["opened", "reported"],
    since: int | None = None,
) -> None:
    """Owe a step within its target, or the next word of what is watched."""
    limit = step.every if step.verb == "watch" else step.target
    if limit is not None:
        open_promise(
            turn,
            target_of(run, step.path, visit),
            "step-target",
            f"{run}/{step.path}",
            run=run,
            anchor=anchor,
            anchored_at=since,
            limit=limit,
        )


def settle(
    turn: Turn,
    run: str,
    step: Step,
    visit: int,
    how: How = "done",
    outcome: str = "done",
    reason: str = "",
    *,
    by_hand: bool = False,
) -> None:
    """Settle a step: its target closes, milestones are reached, word goes out."""
    event = StepSettled(run, step.path, visit, how, outcome, reason)
    if by_hand:
        turn.act(event)
    else:
        turn.emit(event)
    name = target_of(run, step.path, visit)
    if how in ("done", "requested"):
        keep(turn, name)
        _follow(turn, run, step, visit)
    else:
        close(turn, name, "skipped" if how == "skipped" else "overtaken")
    if how == "requested" and step.later is not None:
        open_promise(
            turn,
            f"approval:{step_id(run, step.path, visit)}",
            "approval",
            f"{run}/{step.path}",
            run=run,
            anchor="requested",
            limit=step.later,
        )
    if how == "done" and (milestone := step.reaches.get(outcome)):
        reach(turn, run, milestone, step.path)


def settle_waiting(
    turn: Turn, run: str, path: str, visit: int, outcome: str = "done"
) -> None:
    """Settle a step by what comes from outside, if it still waits for that."""
    found = find(turn, run, path)
    if found and is_waiting(turn, run, path, visit):
        settle(turn, run, found[0], visit, outcome=outcome)


def give_up_waiting(turn: Turn, run: str, path: str, visit: int, reason: str) -> None:
    """Skip a step whose help from outside was stood down, if it still waits for it.

    Nobody else brings it, so waiting on would hold up what needs it (rule 3).
    """
    found = find(turn, run, path)
    if found and is_waiting(turn, run, path, visit):
        settle(turn, run, found[0], visit, "skipped", reason=reason)


def is_waiting(turn: Turn, run: str, path: str, visit: int) -> bool:
    """Whether a step of this visit is in hand and not settled yet."""
    found = find(turn, run, path)
    in_hand = found is not None and found[1].status in ("working", "waiting")
    return found is not None and in_hand and found[1].visit == visit


def _follow(turn: Turn, run: str, step: Step, visit: int) -> None:
    if step.verb == "notify":
        _notify(turn, run, step)
    elif step.verb == "update":
        send_update(turn, step.about, step.says, step.next_update, run, step.path)
    for audience in [a for a, when in step.tells.items() if when == "done"]:
        owe_word(turn, audience, run, step_id(run, step.path, visit))


def owe_word(turn: Turn, audience: str, run: str, about: str) -> None:
    """A step may promise word to an audience (``tells``)."""
    open_promise(
        turn,
        f"tell:{audience}@{about}:{turn.at}",
        "tell",
        audience,
        run=run,
        anchor="step",
        limit=turn.level.acknowledge_within,
    )


def _notify(turn: Turn, run: str, step: Step) -> None:
    """A role, an audience, or a department through the first of its roles."""
    company = turn.play.company
    if step.about in company.audiences:
        tell(turn, step.about, step.says, run, step.path, step.answer)
        return
    role = company.role_at(step.about)
    call(turn, run, role, "notify", step.path, answer=step.answer, says=step.says)
