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
    limit = step.every if step.verb == "watch" else step.target
    if limit is not None:
        open_promise(
            turn,
            target_of(run, step.path, visit),
            "step-target",
            f"{run}/{step.path}",
            run=run,
            anchor="opened",
            limit=limit,
        )


def _not_needed(turn: Turn, run: str, step: Step) -> str:
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
        _follow(turn, run, step)
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


def _follow(turn: Turn, run: str, step: Step) -> None:
    if step.verb == "notify":
        _notify(turn, run, step)
    elif step.verb == "update":
        send_update(turn, step.about, step.says, step.next_update, run, step.path)


def _notify(turn: Turn, run: str, step: Step) -> None:
    """A role, an audience, or a department through the first of its roles."""
    company = turn.play.company
    if step.about in company.audiences:
        tell(turn, step.about, step.says, run, step.path, step.answer)
        return
    role = step.about
    if role not in company.roles:
        role = next(r.name for r in company.roles.values() if r.department == role)
    call(turn, run, role, "notify", step.path, answer=step.answer, says=step.says)
