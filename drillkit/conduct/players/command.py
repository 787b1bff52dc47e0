"""Simulated players who lead: who has command, and what was decided why."""

from drillkit.conduct.players.profile import MINUTE, SECOND
from drillkit.conduct.players.scene import Scene
from drillkit.conduct.players.table import is_lead
from drillkit.engine.commands import EnterDecision, TakeCommand
from drillkit.engine.drill import Drill
from drillkit.engine.events import MilestoneReached, StepSettled
from drillkit.language import N_

FIRST = (20 * SECOND, 2 * MINUTE)
HANDED_OVER = (12 * MINUTE, 35 * MINUTE)
LOOK_AGAIN = 30 * MINUTE
WHY = (
    N_("The reports at hand agree"),
    N_("Waiting would cost more than being wrong"),
    N_("The duty engineer and the site say the same"),
    N_("It can still be taken back at the next look"),
)


def reached(scene: Scene, drill: Drill, at: int, event: MilestoneReached) -> None:
    """The first rung leads from the answered alarm; the next one takes over."""
    if not is_lead(drill, event.run):
        return
    company = scene.play.company
    rungs = [
        rung.role
        for rung in scene.chart(drill, event.run).ladder
        if company.reaches_level(drill.level, rung.level)
    ]
    if event.name == "acknowledged" and rungs and not drill.command:
        _take(scene, at, rungs[0], FIRST)
    if event.name == "declared" and len(rungs) > 1:
        _take(scene, at, rungs[1], HANDED_OVER)


def _take(scene: Scene, at: int, role: str, after: tuple[int, int]) -> None:
    key = f"command:{role}"
    scene.diary.forget(key)
    scene.plan(
        at + scene.dice.between(*after, key),
        key,
        TakeCommand(role, scene.known.persons.get(role, "")),
        scene.origin(role, key),
        lambda now: now.command != role,
    )


def settled(scene: Scene, drill: Drill, at: int, event: StepSettled) -> None:
    """A decision is written down with its name and its reason."""
    step = scene.step(drill, event.run, event.path)
    key = f"decided:{event.run}/{event.path}#{event.visit}"
    if step.verb != "decide" or event.how != "done":
        return
    if not scene.dice.hit(scene.profile.decisions_written, key):
        return
    role = next(iter(step.crew), "")
    why = WHY[int(scene.dice.pair(key, 1)[0] * len(WHY))]
    rejected = ", ".join(name for name in step.outcomes if name != event.outcome)
    decision = EnterDecision(
        what=f"{scene.known.said(step.text)} {event.outcome}",
        by=scene.known.persons.get(role, role),
        why=scene.known.word(why),
        rejected=rejected,
        look_again=at + LOOK_AGAIN,
        run=event.run,
    )
    after = scene.dice.between(15 * SECOND, 2 * MINUTE, key)
    scene.plan(at + after, key, decision, scene.origin(role, key))
