"""Simulated players who count: people at a roll-call, lines of a batch."""

from drillkit.conduct.players.scene import Scene, is_at
from drillkit.engine.charts import Step
from drillkit.engine.commands import Act, Count, SettleStep
from drillkit.engine.decide.turn import step_id
from drillkit.engine.draws import choose
from drillkit.engine.drill import Drill
from drillkit.engine.events import StepStarted

# So often somebody says how far it is.
WORDS = 6


def plan_counts(
    scene: Scene, at: int, takes: int, event: StepStarted, step: Step, by: str
) -> None:
    """The count rises evenly; a roll-call may come out short."""
    subject = step_id(event.run, event.path, event.visit)
    drawn = scene.dice.pair(f"{event.run}/{event.path}", event.visit)[1]
    outcome = choose(tuple(step.chance.items()), drawn) if step.chance else "done"
    last = _last(scene, step, subject, outcome)
    words = min(WORDS, max(1, last))
    for number in range(1, words + 1):
        count = Count(event.run, event.path, last * number // words)
        _plan(scene, at + takes * number // words, event, count, by)
    if outcome != "done":
        short = SettleStep(event.run, event.path, outcome)
        _plan(scene, at + takes, event, short, by)


def _last(scene: Scene, step: Step, subject: str, outcome: str) -> int:
    """How many there are in the end."""
    if outcome != "done":
        return max(0, step.enough - 1 - step.enough // 10)
    more = scene.dice.pair(f"count:{subject}")[0] * (step.total - step.enough + 1)
    return step.enough + int(more)


def _plan(scene: Scene, at: int, event: StepStarted, act: Act, by: str) -> None:
    subject = step_id(event.run, event.path, event.visit)

    def is_open(drill: Drill) -> bool:
        return is_at(drill, event.run, event.path, event.visit) is not None

    scene.plan(at, subject, act, scene.origin(by, subject), is_open, moves=True)
