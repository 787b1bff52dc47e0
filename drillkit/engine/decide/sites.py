"""Work at a site: only while one may be there (semantics, rule 20).

Windows are the story's, in the zone of the place; a window opened by
amendment is in drill time.
"""

from drillkit.engine.calendar import closes_at, is_open, next_start
from drillkit.engine.charts import Step
from drillkit.engine.decide.promises import go_on, stand
from drillkit.engine.decide.steps import target_of
from drillkit.engine.decide.turn import Turn
from drillkit.engine.events import StepResumed, StepStarted, StepWaited


def start_at_site(turn: Turn, run: str, step: Step, visit: int) -> None:
    """Start inside the window, or wait for one that is long enough."""
    start = _start(turn, step)
    if start == turn.at:
        turn.act(StepStarted(run, step.path, visit, _closes(turn, step)))
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
    turn.emit(StepResumed(run, step.path, visit, _closes(turn, step)))
    owed = turn.drill.obligations.get(target_of(run, step.path, visit))
    if owed is not None:
        go_on(turn, owed, "window")


def gate_closes(turn: Turn, run: str, step: Step, visit: int) -> None:
    """The window closes under the work, which goes on in the next one."""
    wait(turn, run, step, visit, _start(turn, step, 0))


def _start(turn: Turn, step: Step, need: int | None = None) -> int | None:
    """The first drill time from now at which work may start."""
    if _opened_now(turn, step.site) is not None:
        return turn.at
    hours = turn.play.company.site_hours[step.site]
    wanted = (step.target or 0) if need is None else need
    starts = next_start(hours, turn.story(turn.at), wanted)
    regular = None if starts is None else turn.drill_time(starts)
    opened = [o for s, o, _ in turn.drill.windows if s == step.site and o > turn.at]
    return min((x for x in (regular, *opened) if x is not None), default=None)


def _opened_now(turn: Turn, site: str) -> int | None:
    """When the window that an amendment opened closes, if one is open."""
    closing = [
        closes
        for place, opens, closes in turn.drill.windows
        if place == site and opens <= turn.at < closes
    ]
    return max(closing, default=None)


def _closes(turn: Turn, step: Step) -> int | None:
    hours = turn.play.company.site_hours[step.site]
    at = turn.story(turn.at)
    opened = _opened_now(turn, step.site)
    if not is_open(hours, at):
        return opened
    closes = closes_at(hours, at)
    if closes is None:
        return None
    return max(turn.drill_time(closes), opened or 0)
