"""How a run moves: phases left and entered, steps opened, to a fixed point.

The machine says which phase may follow; this says what that brings about.
Overtaken steps close in listed order, milestones are reached as a phase is
left, and awaits are answered before anything that time brings.
"""

from collections.abc import Iterator
from typing import Literal

from drillkit.engine import machine
from drillkit.engine.charts import Phase, Step
from drillkit.engine.decide.milestones import is_finished, reach, withdraw
from drillkit.engine.decide.people import alarm
from drillkit.engine.decide.promises import close, keep, open_promise
from drillkit.engine.decide.steps import open_step, settle
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.decide.work import start
from drillkit.engine.drill import Run
from drillkit.engine.events import (
    DrillEnded,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
    ScenarioRevealed,
)

How = Literal["done", "outcome", "deadline", "returned"]

# A run that is still moving after so many rounds in one instant turns in a
# circle; the checker reports such charts, and the drill stops turning.
MOST_ROUNDS = 500


def settle_all(turn: Turn) -> None:
    """Let everything that follows happen, then end the drill if it is over."""
    for _ in range(MOST_ROUNDS):
        waiting = [name for name in turn.drill.runs if name in turn.touched]
        if not waiting or turn.drill.is_over:
            break
        turn.touched.discard(waiting[0])
        _settle_run(turn, waiting[0])
    _end_when_over(turn)


def _settle_run(turn: Turn, name: str) -> None:
    run = turn.run(name)
    if run.begun_at is None:
        if run.begins and not holds(turn, run.begins):
            return
        begin_run(turn, name)
    for _ in range(MOST_ROUNDS):
        if not _progress(turn, name):
            return


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
    whose, _, name = milestone.rpartition("/")
    return any(
        name in run.milestones
        for run in turn.drill.runs.values()
        if whose in (run.run, run.runbook, run.department)
    )


def _progress(turn: Turn, name: str) -> bool:
    """One thing that can happen in the run now, if there is one."""
    run = turn.run(name)
    phases = turn.chart(name).phases
    for path in run.configuration:
        phase = phases[path]
        if phase.final or phase.lanes:
            continue
        if _answer_awaits(turn, run, phase) or _leave_by_answer(turn, run, phase):
            return True
        if _open_ready(turn, run, phase) or _leave_done(turn, run, phase):
            return True
    over = machine.joined(turn.plain_chart(name), run.configuration)
    return over is not None and leave(turn, name, over, "done", "done")


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
        if step.verb in ("request", "dispatch") and not step.crew:
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
    """Leave a phase by an outcome, if the chart allows it."""
    run = turn.run(name)
    chart = turn.plain_chart(name)
    change = machine.step(chart, run.configuration, path, outcome, _kept(turn, run))
    if change is None:
        return False
    phase = chart.phases[path]
    after = {machine.after(ms): to for ms, to in phase.after}
    to = phase.leads_to.get(outcome) or after[outcome]
    _apply(turn, name, change, path, how, outcome, to)
    return True


def return_to(turn: Turn, name: str, path: str) -> None:
    """Send a run back to a phase, by a controller's word."""
    run = turn.run(name)
    chart = turn.plain_chart(name)
    change = machine.move(chart, run.configuration, path, _kept(turn, run))
    _apply(turn, name, change, "", "returned", "", path)


def _apply(
    turn: Turn,
    name: str,
    change: machine.Change,
    path: str,
    how: How,
    outcome: str,
    to: str,
) -> None:
    _overtake(turn, name, change.left)
    for left in change.left:
        mine = left == path
        visit = turn.run(name).visits[left]
        turn.emit(
            PhaseLeft(
                name,
                left,
                visit,
                how if mine or how == "returned" else "overtaken",
                outcome if mine else "",
                to if mine else "",
            )
        )
        target = f"phase:{step_id(name, left, visit)}"
        if mine and how in ("done", "outcome"):
            keep(turn, target)
        else:
            close(turn, target, "overtaken")
    if path and how in ("done", "outcome"):
        reached = turn.chart(name).phases[path].reaches.get(outcome)
        if reached:
            reach(turn, name, reached, path)
    for entered in change.entered:
        _enter(turn, name, entered)


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
    is_kept = phase.final and path in _kept(turn, run).values()
    if not is_kept:
        for milestone in _reached_inside(turn, name, phase):
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
    _hear(turn, run, path)
    if phase.final and (final := phase.reaches.get("done")):
        reach(turn, name, final, path)


def _reached_inside(turn: Turn, name: str, phase: Phase) -> Iterator[str]:
    """Milestones that entering *phase* puts in doubt again."""
    chart = turn.chart(name)
    keeps = tuple(x.path + "/" for x in chart.lane_of.values() if x.keep)
    inside = [p for p in chart.inside(phase.path) if not p.path.startswith(keeps)]
    for one in (phase, *inside):
        if not one.final:
            yield from one.reaches.values()
            for step in one.steps:
                yield from step.reaches.values()


def _hear(turn: Turn, run: Run, path: str) -> None:
    """Injects that wait for this phase are news now."""
    if turn.play.story is None:
        return
    places = (f"{run.runbook}/{path}", f"{run.run}/{path}")
    turn.news += [
        inject.name
        for inject in turn.play.story.injects.values()
        if inject.when in places and inject.name not in turn.news
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
    if turn.play.story is not None:
        story = turn.play.story
        turn.emit(ScenarioRevealed(story.text, story.hash), "revealed")
