"""How a run moves: phases left and entered, steps opened, to a fixed point.

The machine says which phase may follow; this says what that brings about.
Overtaken steps close in listed order, milestones are reached as a phase is
left, and awaits are answered before anything that time brings.
"""

from collections.abc import Iterator
from typing import Literal

from drillkit.engine import machine
from drillkit.engine.charts import Phase, Step
from drillkit.engine.decide.milestones import company, is_finished, reach, withdraw
from drillkit.engine.decide.people import alarm
from drillkit.engine.decide.promises import close, keep, open_promise
from drillkit.engine.decide.steps import open_step, settle
from drillkit.engine.decide.story import reveal
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.decide.work import start
from drillkit.engine.drill import Run
from drillkit.engine.events import (
    DrillEnded,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
)

How = Literal["done", "outcome", "deadline", "overtaken", "returned"]

# Reached by every run, whatever its plan names.
OF_ITSELF = frozenset({"detected", "acknowledged", "classified"})

# A drill that is still moving after so many rounds in one instant turns in a
# circle; the checker reports such charts, and the drill stops turning.
MOST_ROUNDS = 2000


def settle_all(turn: Turn) -> None:
    """Let everything that follows happen, then end the drill if it is over."""
    for _ in range(MOST_ROUNDS):
        touched = (name for name in turn.drill.runs if name in turn.touched)
        name = next(touched, None)
        if name is None or turn.drill.status != "running":
            break
        if not _progress(turn, name):
            turn.touched.discard(name)
    _end_when_over(turn)


def begin_run(turn: Turn, name: str) -> None:
    """A department starts: it has detected, is called out, and enters its plan."""
    chart = turn.plain_chart(name)
    turn.emit(RunBegan(name, chart.department))
    reach(turn, name, "detected")
    alarm(turn, name)
    for path in machine.begin(chart):
        _enter(turn, name, path)


def holds(turn: Turn, milestone: str) -> bool:
    """Whether ``department/milestone`` or ``department/runbook/milestone`` holds."""
    name = milestone.rpartition("/")[2]
    return any(name in run.milestones for run in _meant(turn, milestone))


def can_come(turn: Turn, milestone: str) -> bool:
    """Whether a run of this drill has it, or a plan that reaches it."""
    name = milestone.rpartition("/")[2]
    return any(
        name in run.milestones or name in turn.chart(run.run).named | OF_ITSELF
        for run in _meant(turn, milestone)
    )


def _meant(turn: Turn, milestone: str) -> Iterator[Run]:
    whose = milestone.rpartition("/")[0]
    for run in turn.drill.runs.values():
        # A run that stands by has a department, though it has not begun.
        department = turn.plain_chart(run.run).department
        if whose in (run.run, run.runbook, department):
            yield run


def _progress(turn: Turn, name: str) -> bool:
    """One thing that can happen in the run now, if there is one."""
    run = turn.run(name)
    if run.begun_at is None:
        if run.begins and not holds(turn, run.begins):
            return False
        begin_run(turn, name)
        return True
    # Lanes that are joined go first: who would come second is overtaken (rule 18).
    over = machine.joined(turn.plain_chart(name), run.configuration)
    if over is not None:
        return leave(turn, name, over, "done", "done")
    phases = turn.chart(name).phases
    return any(
        _answer_awaits(turn, run, phase)
        or _leave_by_answer(turn, run, phase)
        or _open_ready(turn, run, phase)
        or _leave_done(turn, run, phase)
        for phase in (phases[path] for path in run.configuration)
        if not (phase.final or phase.lanes)
    )


def _answer_awaits(turn: Turn, run: Run, phase: Phase) -> bool:
    for step in phase.steps:
        state = run.steps.get(step.path)
        is_waiting = step.verb == "await" and state and state.status != "settled"
        if state and is_waiting and holds(turn, step.about):
            settle(turn, run.run, step, state.visit)
            return True
    return False


def _leave_by_answer(turn: Turn, run: Run, phase: Phase) -> bool:
    """A decision leaves at once; so does a miss or refusal that leads somewhere."""
    for step in phase.steps:
        state = run.steps.get(step.path)
        if (
            state
            and state.how == "done"
            and (step.verb == "decide" or state.outcome != "done")
            and state.outcome in phase.leads_to
        ):
            return leave(turn, run.run, phase.path, "outcome", state.outcome)
    return False


def _open_ready(turn: Turn, run: Run, phase: Phase) -> bool:
    opened = False
    for step in phase.steps:
        if step.path in run.steps or not _is_ready(run, phase, step):
            continue
        open_step(turn, run.run, step, run.visits[phase.path])
        opened = True
        is_open = turn.run(run.run).steps[step.path].status == "open"
        if is_open and step.verb in ("request", "dispatch") and not step.crew:
            start(turn, run.run, step.path)
    return opened


def _is_ready(run: Run, phase: Phase, step: Step) -> bool:
    needed = (run.steps.get(f"{phase.path}/{name}") for name in step.needs)
    return all(state is not None and state.status == "settled" for state in needed)


def _leave_done(turn: Turn, run: Run, phase: Phase) -> bool:
    if "done" not in phase.leads_to:
        return False
    for step in phase.steps:
        state = run.steps.get(step.path)
        if step.blocks and (state is None or state.status != "settled"):
            return False
    return leave(turn, run.run, phase.path, "done", "done")


def leave(turn: Turn, name: str, path: str, how: How, outcome: str) -> bool:
    """Leave a phase by an outcome that leads somewhere."""
    run = turn.run(name)
    chart = turn.plain_chart(name)
    change = machine.step(chart, run.configuration, path, outcome, _kept(turn, run))
    assert change is not None, (path, outcome)
    phase = chart.phases[path]
    after = {machine.after(ms): to for ms, to in phase.after}
    to = phase.leads_to.get(outcome) or after[outcome]
    _overtake(turn, name, change.left)
    for left in change.left:
        if left == path:
            _leave_one(turn, name, left, how, outcome, to)
        else:
            _leave_one(turn, name, left, "overtaken")
    reached = turn.chart(name).phases[path].reaches.get(outcome)
    if reached and how in ("done", "outcome"):
        reach(turn, name, reached, path)
    for entered in change.entered:
        _enter(turn, name, entered)
    return True


def return_to(turn: Turn, name: str, path: str, reason: str) -> None:
    """Send a run back to a phase, by a controller's word."""
    run = turn.run(name)
    chart = turn.plain_chart(name)
    change = machine.move(chart, run.configuration, path, _kept(turn, run))
    _overtake(turn, name, change.left)
    for left in change.left:
        _leave_one(turn, name, left, "returned", to=path, reason=reason)
    for entered in change.entered:
        _enter(turn, name, entered)


def _leave_one(
    turn: Turn,
    name: str,
    path: str,
    how: How,
    outcome: str = "",
    to: str = "",
    reason: str = "",
) -> None:
    visit = turn.run(name).visits[path]
    this = step_id(name, path, visit)
    event = PhaseLeft(name, path, visit, how, outcome, to, reason)
    if how == "returned":
        turn.act(event)
    else:
        turn.emit(event, f"{outcome}:{this}" if how == "deadline" else "")
    if how in ("done", "outcome"):
        keep(turn, f"phase:{this}")
    else:
        close(turn, f"phase:{this}", "overtaken")


def _overtake(turn: Turn, name: str, left: tuple[str, ...]) -> None:
    """Open steps of the phases left are overtaken, in listed order."""
    chart = turn.chart(name)
    for phase in sorted((chart.phases[p] for p in left), key=lambda p: p.order):
        for step in phase.steps:
            state = turn.run(name).steps.get(step.path)
            if state and state.status != "settled":
                settle(turn, name, step, state.visit, "overtaken", "")


def _enter(turn: Turn, name: str, path: str) -> None:
    run = turn.run(name)
    phase = turn.chart(name).phases[path]
    visit = run.visits.get(path, 0) + 1
    if path not in _kept(turn, run).values():
        for milestone in _put_in_doubt(turn, name, path):
            withdraw(turn, name, milestone)
    turn.emit(PhaseEntered(name, path, visit, phase.order))
    if phase.target is not None:
        open_promise(
            turn,
            f"phase:{step_id(name, path, visit)}",
            "phase-target",
            f"{name}/{path}",
            run=name,
            anchor="entered",
            limit=phase.target,
        )
    if phase.final and (final := phase.reaches.get("done")):
        reach(turn, name, final, path)
    if phase.final and not phase.parent:
        # A run that ended without it is not waited for.
        company(turn, "normal")


def _put_in_doubt(turn: Turn, name: str, path: str) -> list[str]:
    """Milestones that this phase, or what lies in it, reached in an earlier visit."""
    lanes = turn.plain_chart(name).lane_of.values()
    inside = f"{path}/"
    kept = tuple(f"{x.path}/" for x in lanes if x.keep and x.path.startswith(inside))
    return [
        milestone
        for milestone, by in turn.run(name).reached_by.items()
        if by == path or (by.startswith(inside) and not by.startswith(kept))
    ]


def _kept(turn: Turn, run: Run) -> dict[str, str]:
    """For every lane that keeps its result: the final it last came to."""
    kept = {}
    for lane in turn.plain_chart(run.run).lane_of.values():
        reached = [f for f in lane.finals if f in run.entered_at]
        if lane.keep and reached:
            kept[lane.path] = max(reached, key=lambda f: (run.entered_at[f], f))
    return kept


def _end_when_over(turn: Turn) -> None:
    drill = turn.drill
    if drill.is_over or drill.status != "running":
        return
    begun = [r for r in drill.runs.values() if r.begun_at is not None]
    all_over = bool(begun) and all(is_finished(turn, r) for r in drill.runs.values())
    is_live = drill.mode == "live"
    if drill.ends_when in drill.milestones or (all_over and not is_live):
        end(turn, "normal")


def end(
    turn: Turn,
    how: Literal["normal", "time", "director", "broken-off", "stalled"],
    reason: str = "",
    *,
    by_hand: bool = False,
) -> None:
    """ENDEX: everything open is not finished, and the scenario is told."""
    for name in list(turn.drill.obligations):
        close(turn, name, "not-finished")
    event = DrillEnded(how, reason)
    if by_hand:
        turn.act(event)
    else:
        turn.emit(event, "ended")
    reveal(turn)
