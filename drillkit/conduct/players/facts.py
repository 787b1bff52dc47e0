"""Simulated players who report what they know, sometimes wrongly at first."""

from drillkit.conduct.players.profile import MINUTE
from drillkit.conduct.players.scene import Scene, is_at
from drillkit.engine.commands import ReportFacts
from drillkit.engine.decide.turn import step_id
from drillkit.engine.drill import Drill
from drillkit.engine.events import FactsReported, FactValue, StepStarted

CORRECTED_AFTER = (4 * MINUTE, 15 * MINUTE)
LATE_BY = (MINUTE, 6 * MINUTE)


def plan_report(
    scene: Scene, drill: Drill, at: int, event: StepStarted, by: str
) -> None:
    """All that a step asks for, in one report."""
    subject = step_id(event.run, event.path, event.visit)
    book = drill.runs[event.run].runbook
    asks = scene.step(drill, event.run, event.path).asks
    facts = {name: scene.known.facts[book][name] for name in asks}
    at, origin = scene.written(by, at, subject)
    key = f"wrong:{event.run}/{event.path}"
    if asks and event.visit == 1 and scene.dice.hit(scene.profile.wrong_facts, key):
        name = asks[int(scene.dice.pair(key, 1)[0] * len(asks))]
        right = facts[name]
        facts[name] = scene.known.wrong[book][name]
        _plan_correction(scene, at, event.run, name, right, by)
    scene.plan(
        at,
        subject,
        ReportFacts(event.run, facts),
        origin,
        lambda now: is_at(now, event.run, event.path, event.visit) is not None,
        moves=True,
    )


def _plan_correction(
    scene: Scene, at: int, run: str, name: str, right: FactValue, by: str
) -> None:
    def is_wrong(drill: Drill) -> bool:
        return name in drill.runs[run].facts and drill.runs[run].facts[name] != right

    subject = f"fact:{run}/{name}"
    after = scene.dice.between(*CORRECTED_AFTER, subject)
    report = ReportFacts(run, {name: right})
    scene.plan(at + after, subject, report, scene.origin(by, subject), is_wrong)


def plan_watch(
    scene: Scene, drill: Drill, at: int, run: str, path: str, visit: int
) -> None:
    """The next report of a fact that is watched: before its time, mostly."""
    step = scene.step(drill, run, path)
    key = f"watch:{run}/{path}@{at}"
    if scene.dice.hit(scene.profile.late_words, key):
        when = at + step.every + scene.dice.between(*LATE_BY, key)
    else:
        when = at + scene.dice.between(step.every * 3 // 4, step.every, key)
    fact = scene.known.facts[drill.runs[run].runbook][step.about]
    scene.plan(
        when,
        step_id(run, path, visit),
        ReportFacts(run, {step.about: fact}),
        scene.origin(next(iter(step.crew), ""), key),
        lambda now: is_at(now, run, path, visit) is not None,
    )


def reported(scene: Scene, drill: Drill, at: int, event: FactsReported) -> None:
    """Whoever watches a fact has said it now, and says it again in time."""
    run = drill.runs[event.run]
    for step in scene.chart(drill, event.run).steps.values():
        state = run.steps.get(step.path)
        if step.verb != "watch" or step.about not in event.facts or state is None:
            continue
        if state.status != "settled":
            scene.diary.forget(step_id(event.run, step.path, state.visit))
            plan_watch(scene, drill, at, event.run, step.path, state.visit)
