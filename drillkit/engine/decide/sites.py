"""Work at a site: only while one may be there (semantics, rule 20).

Windows are the story's, in the zone of the place; a window opened by
amendment is in drill time.
"""

from drillkit.engine.calendar import closes_at, next_start
from drillkit.engine.charts import Step
from drillkit.engine.decide.promises import go_on, stand
from drillkit.engine.decide.steps import target_of
from drillkit.engine.decide.turn import Turn
from drillkit.engine.events import StepResumed, StepStarted, StepWaited


def start_at_site(turn: Turn, run: str, step: Step, visit: int) -> None:
    """Start inside the window, or wait for one that is long enough."""
    start = _start(turn, step)
    if start == turn.at:
        turn.act(StepStarted(run, step.path, visit, _shuts(turn, step.site)))
        return
    turn.act(StepStarted(run, step.path, visit))
    wait(turn, run, step, visit, start)


def wait(turn: Turn, run: str, step: Step, visit: int, until: int | None) -> None:
    """Stand before a shut gate; the target's clock stands too."""
    turn.emit(StepWaited(run, step.path, visit, "window", until))
    owed = turn.drill.obligations.get(target_of(run, step.path, visit))
    if owed is not None:
        stand(turn, owed, "window")


def gate_opens(turn: Turn, run: str, step: Step, visit: int) -> None:
    """The wait is over."""
    turn.emit(StepResumed(run, step.path, visit, _shuts(turn, step.site)))
    owed = turn.drill.obligations.get(target_of(run, step.path, visit))
    if owed is not None:
        go_on(turn, owed, "window")


def gate_closes(turn: Turn, run: str, step: Step, visit: int) -> None:
    """The window closes under the work, which goes on in the next one."""
    wait(turn, run, step, visit, _start(turn, step, 0))


def window_opened(turn: Turn, site: str) -> None:
    """Who stands before the gate may go in; who is inside may stay longer."""
    at_site = [
        (run.run, step, run.steps[step.path])
        for run in turn.drill.runs.values()
        for step in turn.chart(run.run).steps.values()
        if step.path in run.steps and (step.verb, step.site) == ("do", site)
    ]
    for run, step, state in at_site:
        if state.status == "waiting" and _start(turn, step) == turn.at:
            gate_opens(turn, run, step, state.visit)
        elif state.status == "waiting":
            wait(turn, run, step, state.visit, _start(turn, step))
        elif state.status == "working":
            until = _shuts(turn, step.site)
            turn.emit(StepResumed(run, step.path, state.visit, until))


def _start(turn: Turn, step: Step, need: int | None = None) -> int | None:
    """The first drill time from now at which work may start."""
    if _opened(turn, step.site, turn.at):
        return turn.at
    hours = turn.play.company.site_hours[step.site]
    wanted = (step.target or 0) if need is None else need
    starts = next_start(hours, turn.story(turn.at), wanted)
    regular = None if starts is None else turn.drill_time(starts)
    opened = [o for s, o, _ in turn.drill.windows if s == step.site and o > turn.at]
    return min((x for x in (regular, *opened) if x is not None), default=None)


def _opened(turn: Turn, site: str, at: int) -> list[int]:
    """When the windows close that amendments opened, of those open at *at*."""
    return [
        closes
        for place, opens, closes in turn.drill.windows
        if place == site and opens <= at < closes
    ]


def _shuts(turn: Turn, site: str) -> int | None:
    """The first drill time from now on at which no window is open."""
    hours = turn.play.company.site_hours[site]
    at = turn.at
    while True:
        closes = closes_at(hours, turn.story(at))
        if closes is None:
            return None
        further = max((turn.drill_time(closes), *_opened(turn, site, at)))
        if further == at:
            return at
        at = further
