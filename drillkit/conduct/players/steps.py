"""Simulated players at their steps: taken, worked on, settled.

Durations and outcomes are drawn by the step's path and visit, as the forecast
draws them.  What goes on outside, journeys and providers, is not theirs to do.
"""

from drillkit.conduct.players import table
from drillkit.conduct.players.counts import plan_counts
from drillkit.conduct.players.crews import Waiting
from drillkit.conduct.players.diary import Planned
from drillkit.conduct.players.facts import plan_report, plan_watch
from drillkit.conduct.players.profile import MINUTE, SECOND
from drillkit.conduct.players.scene import Scene, is_at
from drillkit.engine.charts import Step
from drillkit.engine.commands import SettleStep, TakeStep
from drillkit.engine.decide.turn import step_id
from drillkit.engine.draws import choose, sample_ms
from drillkit.engine.draws import table as table_of
from drillkit.engine.drill import Drill
from drillkit.engine.events import (
    MilestoneReached,
    StepOpened,
    StepResumed,
    StepSettled,
    StepStarted,
    StepWaited,
)
from drillkit.engine.evolve.people import LADDER

QUICK = (30 * SECOND, 2 * MINUTE)
SHIFT = "the next shift"
DECLARED = "declared"


def opened(scene: Scene, drill: Drill, at: int, event: StepOpened) -> None:
    """A step may be worked on: it waits for its people, once they are alarmed."""
    state = is_at(drill, event.run, event.path, event.visit)
    if state is None or state.status != "open" or event.verb == "await":
        return
    if _is_unheard(drill, event.run):
        scene.unheard.setdefault(event.run, []).append(event)
        return
    if event.verb == "watch":
        plan_watch(scene, drill, at, event.run, event.path, event.visit)
        return
    level = drill.runs[event.run].level or drill.level
    runs, steps = list(drill.runs), list(scene.chart(drill, event.run).steps)
    scene.crews.want(
        Waiting(
            subject=step_id(event.run, event.path, event.visit),
            run=event.run,
            path=event.path,
            visit=event.visit,
            crew=event.crew,
            level=scene.play.company.levels[level].rank,
            ready_at=at,
            order=runs.index(event.run) * 10_000 + steps.index(event.path),
        )
    )


def _is_unheard(drill: Drill, run: str) -> bool:
    """Whether the department has been called out and nobody has answered yet."""
    called = any(c.run == run and c.why in LADDER for c in drill.calls.values())
    return called and "acknowledged" not in drill.runs[run].milestones


def alarmed(scene: Scene, drill: Drill, at: int, event: MilestoneReached) -> None:
    """Somebody answered: what has opened since the alarm can be worked on."""
    if event.name == "acknowledged":
        for step in scene.unheard.pop(event.run, ()):
            opened(scene, drill, at, step)


def share_out(scene: Scene, drill: Drill, at: int) -> None:
    """Whoever is free takes what waits; whoever is not there is waited for."""
    story = drill.starts_ms + at
    for work in scene.crews.share_out(story):
        _plan_taking(scene, at, work)
    scene.diary.forget(SHIFT)
    shift = scene.crews.next_shift(story)
    if shift is not None:
        scene.diary.plan(Planned(shift - drill.starts_ms, SHIFT))


def _plan_taking(scene: Scene, at: int, work: Waiting) -> None:
    def is_open(drill: Drill) -> bool:
        state = is_at(drill, work.run, work.path, work.visit)
        return state is not None and state.status == "open"

    noticed = scene.dice.between(
        0, scene.profile.notices_within, f"take:{work.run}/{work.path}", work.visit
    )
    by = next(iter(scene.crews.crew_of(work.subject)), "")
    scene.plan(
        at + noticed,
        work.subject,
        TakeStep(work.run, work.path),
        scene.origin(by, f"take:{work.subject}"),
        is_open,
        moves=True,
    )


def started(scene: Scene, drill: Drill, at: int, event: StepStarted) -> None:
    """A step is in hand: it takes its time."""
    subject = step_id(event.run, event.path, event.visit)
    step = scene.step(drill, event.run, event.path)
    if not step.crew:
        scene.crews.release(subject)
    if is_at(drill, event.run, event.path, event.visit) is None:
        return
    drawn = scene.dice.pair(f"{event.run}/{event.path}", event.visit)
    takes = duration(scene, step, event.run, event.visit)
    by = next(iter(scene.crews.crew_of(subject) or step.crew), "")
    match step.verb:
        case "request" | "watch" | "await":
            return
        case "dispatch" | "travel" if step.takes is None:
            return
        case "ask":
            plan_report(scene, drill, at + takes, event, by)
        case "roll-call" | "batch":
            plan_counts(scene, at, takes, event, step, by)
        case _:
            outcome = outcome_of(drill, step, drawn[1])
            _plan_settling(scene, at + takes, event, step, by, outcome)
            table.coming(scene, drill, at, at + takes, event.run, step, outcome)


def duration(scene: Scene, step: Step, run: str, visit: int) -> int:
    """How long a step takes its people."""
    key = f"{run}/{step.path}"
    if step.takes is None:
        if step.verb == "batch" and step.each is not None:
            return step.each * -(-step.total // max(1, step.at_once))
        return scene.dice.between(*QUICK, key, visit)
    drawn = scene.dice.pair(key, visit)[0] * scene.profile.luck
    ms = sample_ms(table_of(step.takes), drawn)
    return ms * round(scene.profile.pace * 100) // 100


def outcome_of(drill: Drill, step: Step, drawn: float) -> str:
    """How a step comes out; who can sign later is asked for it now.

    Chances are those of all alarms.  This scenario's is real: it breaks things.
    """
    if step.later is not None:
        return "requested"
    for outcome, milestone in step.reaches.items():
        if milestone == DECLARED and drill.items:
            return outcome
    if step.chance:
        return choose(tuple(step.chance.items()), drawn)
    return next(iter(step.outcomes), "done")


def _plan_settling(
    scene: Scene, at: int, event: StepStarted, step: Step, by: str, outcome: str
) -> None:
    subject = step_id(event.run, event.path, event.visit)
    origin = scene.origin(by, subject)
    if not step.site:
        # At a site work may stand, and nobody writes late what is not yet done.
        at, origin = scene.written(by, at, subject)
    scene.plan(
        at,
        subject,
        SettleStep(event.run, event.path, outcome),
        origin,
        lambda drill: is_at(drill, event.run, event.path, event.visit) is not None,
        moves=True,
    )


def waited(scene: Scene, drill: Drill, at: int, event: StepWaited) -> None:
    """Work stands; those who only asked or sent are free for other work."""
    subject = step_id(event.run, event.path, event.visit)
    step = scene.step(drill, event.run, event.path)
    if event.why == "window":
        scene.diary.put_aside(subject, at)
        table.stop_clocks(scene, drill, at, event.run, step)
    elif step.verb != "travel":
        scene.crews.release(subject)


def resumed(scene: Scene, drill: Drill, at: int, event: StepResumed) -> None:
    """Work goes on with what was left of it."""
    scene.diary.take_up(step_id(event.run, event.path, event.visit), at)
    step = scene.step(drill, event.run, event.path)
    table.start_clocks(scene, drill, at, event.run, step)


def settled(scene: Scene, drill: Drill, at: int, event: StepSettled) -> None:
    """Its people are free, and what they meant to do with it is void."""
    subject = step_id(event.run, event.path, event.visit)
    scene.diary.forget(subject)
    scene.crews.release(subject)
