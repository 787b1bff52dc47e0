"""Simulated players who keep the affected table: what is back, what is expected.

Items come back one by one, emergency services first; clients' clocks stop while
access to a site is refused.
"""

from collections.abc import Callable, Sequence

from drillkit.conduct.players.profile import MINUTE, SECOND
from drillkit.conduct.players.scene import Scene
from drillkit.engine.charts import Client, Step
from drillkit.engine.commands import EstimateItem, MarkItem, StartClock, StopClock
from drillkit.engine.drill import Drill, Item
from drillkit.engine.events import MilestoneReached, MilestoneWithdrawn

WORKAROUND, REPORTED = "workaround", "restored-reported"
CONFIRMED, PLANNED = "restored-confirmed", "plan-approved"
# How long it takes at most from the first to the last item, and from one to the next.
SPREAD = {
    WORKAROUND: (25 * MINUTE, 3 * MINUTE),
    REPORTED: (8 * MINUTE, MINUTE),
    CONFIRMED: (4 * MINUTE, MINUTE),
}
NO_ACCESS = "site-access-refused"


def is_lead(drill: Drill, run: str) -> bool:
    """Whether a run is the lead department's."""
    return run in drill.runs and drill.runs[run].department == drill.lead


def speaker(scene: Scene, drill: Drill) -> str:
    """Who reports for the lead department: the first rung of its ladder."""
    for run in drill.runs:
        if is_lead(drill, run):
            ladder = scene.chart(drill, run).ladder
            return ladder[0].role if ladder else ""
    return ""


def coming(
    scene: Scene, drill: Drill, at: int, until: int, run: str, step: Step, outcome: str
) -> None:
    """A step at whose end a milestone is reached: items come before it."""
    milestone = step.reaches.get(outcome) or _of_phase(scene, drill, run, step, outcome)
    if is_lead(drill, run) and milestone in SPREAD:
        _spread(scene, drill, milestone, at, until)


def _of_phase(scene: Scene, drill: Drill, run: str, step: Step, outcome: str) -> str:
    """What the phase reaches, if this step is the last it waits for."""
    phase = scene.chart(drill, run).phase_of(step.path)
    states = drill.runs[run].steps
    others = (other for other in phase.steps if other.blocks and other != step)
    open_still = any(
        other.path not in states or states[other.path].status != "settled"
        for other in others
    )
    is_last = step.verb == "decide" or not open_still
    return phase.reaches.get(outcome, "") if is_last else ""


def reached(scene: Scene, drill: Drill, at: int, event: MilestoneReached) -> None:
    """The lead department has it; so have the items, soon."""
    if not is_lead(drill, event.run):
        return
    if event.name in SPREAD:
        longest, each = SPREAD[event.name]
        takes = min(longest, each * len(_without(drill, event.name)))
        _spread(scene, drill, event.name, at, at + takes)
    if event.name in (PLANNED, WORKAROUND):
        _estimate(scene, drill, at, event.name)


def withdrawn(scene: Scene, drill: Drill, at: int, event: MilestoneWithdrawn) -> None:
    """It was not true; items not yet marked are not marked for it."""
    if is_lead(drill, event.run):
        for item in drill.items.values():
            scene.diary.forget(f"item:{item.item}:{event.name}")


def _without(drill: Drill, milestone: str) -> list[Item]:
    left = [item for item in drill.items.values() if milestone not in item.marks]
    return sorted(left, key=lambda item: item.priority)


def _spread(scene: Scene, drill: Drill, milestone: str, since: int, until: int) -> None:
    left = _without(drill, milestone)
    gap = (until - since) // max(1, len(left))
    for place, item in enumerate(left):
        key = f"item:{item.item}:{milestone}"
        jitter = int(scene.dice.pair(key)[0] * gap)
        _mark(scene, drill, since + place * gap + jitter, item, milestone)


def _mark(scene: Scene, drill: Drill, at: int, item: Item, milestone: str) -> None:
    by = speaker(scene, drill)
    client = item.client if milestone == CONFIRMED else ""
    if milestone == CONFIRMED and REPORTED not in item.marks:
        # Nobody can confirm what nobody has reported.
        _mark(scene, drill, at, item, REPORTED)

    def is_news(now: Drill) -> bool:
        marks = now.items[item.item].marks
        is_back = milestone == WORKAROUND and REPORTED in marks
        return milestone not in marks and not is_back

    key = f"item:{item.item}:{milestone}"
    scene.diary.forget(key)
    scene.plan(
        at,
        key,
        MarkItem(item.item, milestone, client or by),
        scene.origin(by, key, "phone" if client else ""),
        is_news,
        moves=True,
    )


def _estimate(scene: Scene, drill: Drill, at: int, why: str) -> None:
    """An hour for every item: from the plan first, from the work later."""
    within = scene.play.company.levels[drill.level].restore_within
    by = speaker(scene, drill)
    for item in _without(drill, REPORTED):
        key = f"estimate:{item.item}:{why}"
        if why == WORKAROUND:
            expected = at + scene.dice.between(30 * MINUTE, within // 2, key)
        else:
            expected = at + scene.dice.between(within // 2, within, key)
        expected -= expected % (5 * MINUTE)
        after = scene.dice.between(SECOND * 30, 4 * MINUTE, key, 1)
        scene.plan(
            at + after,
            key,
            EstimateItem(item.item, expected, by),
            scene.origin(by, key),
            _is_out(item.item),
        )


def _subjects(drill: Drill) -> list[str]:
    """What marks of items are planned under."""
    return [f"item:{item}:{milestone}" for item in drill.items for milestone in SPREAD]


def _is_out(item: str) -> Callable[[Drill], bool]:
    return lambda drill: REPORTED not in drill.items[item].marks


def _stands(client: str) -> Callable[[Drill], bool]:
    return lambda drill: NO_ACCESS in drill.stops.get(client, {})


def _counts(client: str) -> Callable[[Drill], bool]:
    return lambda drill: not _stands(client)(drill)


def _clients(scene: Scene, drill: Drill, site: str) -> Sequence[Client]:
    """Clients whose contract stops its clock while this site is shut."""
    there = {item.client for item in drill.items.values() if item.site == site}
    return [
        client
        for client in scene.play.company.clients.values()
        if (client.name in there or site in client.sites)
        and NO_ACCESS in client.stop_clock
        and f"sla:{client.name}" in drill.obligations
    ]


def stop_clocks(scene: Scene, drill: Drill, at: int, run: str, step: Step) -> None:
    """The gate is shut: nothing comes back, and clocks that may stand do."""
    if is_lead(drill, run):
        for subject in _subjects(drill):
            scene.diary.put_aside(subject, at)
    for client in _clients(scene, drill, step.site):
        name = client.name
        key = f"stop:{name}:{step.site}:{at}"
        scene.plan(
            at,
            key,
            StopClock(name, NO_ACCESS, step.site),
            scene.origin(next(iter(step.crew), ""), key),
            _counts(name),
        )


def start_clocks(scene: Scene, drill: Drill, at: int, run: str, step: Step) -> None:
    """The gate is open: clocks count again."""
    if is_lead(drill, run):
        for subject in _subjects(drill):
            scene.diary.take_up(subject, at)
    for name, stops in drill.stops.items():
        if NO_ACCESS not in stops:
            continue
        key = f"start:{name}:{at}"
        scene.plan(
            at,
            key,
            StartClock(name, NO_ACCESS),
            scene.origin(next(iter(step.crew), ""), key),
            _stands(name),
        )
