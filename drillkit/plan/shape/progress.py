"""How far runs get that wait for each other's milestones.

Every run goes every way it can; nothing is held back but by awaits.  What
cannot be reached even so, will never be.
"""

from collections.abc import Callable, Iterator, Sequence

from drillkit.plan.runbook import Await, Decide, Watch
from drillkit.plan.shape.graph import (
    DONE,
    Region,
    Spot,
    leaves_by_done,
    outcomes_of,
    phase_outcomes,
)
from drillkit.plan.shape.milestones import (
    REACHED_BY_EVERY_RUN,
    Progress,
    Run,
    Wait,
    parts_of,
)
from drillkit.plan.shape.steps import in_order, needs_of
from drillkit.plan.uses.use import filled

Holds = Callable[[str], bool]


class Field:
    """Runs side by side, each as far as it can get."""

    __slots__ = ("_by_who", "progress", "runs")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self._by_who: dict[str, list[int]] = {}
        for number, run in enumerate(runs):
            for who in {run.name, run.path, run.department}:
                self._by_who.setdefault(who, []).append(number)
        self.progress = [
            explore(run, self._holds_at_first) if run.awaits else run.dream
            for run in runs
        ]
        self._go_on()

    def providers(self, wanted: str) -> list[int]:
        """The runs that could reach *wanted* if nothing held them back."""
        who, milestone = parts_of(wanted)
        return [
            number
            for number in self._by_who.get(who, ())
            if milestone in self.runs[number].dream.reached
        ]

    def could_end(self, number: int) -> bool:
        return self.runs[number].dream.ends

    def _holds_at_first(self, wanted: str) -> bool:
        return not self.providers(wanted)

    def _holds(self, wanted: str) -> bool:
        """Whether *wanted* is reached; what nobody could reach is told elsewhere."""
        providers = self.providers(wanted)
        _, milestone = parts_of(wanted)
        return not providers or any(
            milestone in self.progress[number].reached for number in providers
        )

    def _go_on(self) -> None:
        waiting = [n for n, progress in enumerate(self.progress) if progress.waits]
        while True:
            freed = [
                number
                for number in waiting
                if any(self._holds(wait.wanted) for wait in self.progress[number].waits)
            ]
            if not freed:
                return
            for number in freed:
                self.progress[number] = explore(self.runs[number], self._holds)


def explore(run: Run, holds: Holds) -> Progress:
    """All that *run* can reach while *holds* says which awaits are satisfied."""
    if run.begins and not holds(run.begins):
        reached = set(REACHED_BY_EVERY_RUN)
        return Progress(reached=reached, waits=[Wait(run.begins, None)])
    return explore_region(run.region, holds)


def dream(region: Region) -> Progress:
    """What *region* would reach if every await were satisfied."""
    return explore_region(region, lambda wanted: True)


def explore_region(region: Region, holds: Holds) -> Progress:
    progress = Progress(reached=set(REACHED_BY_EVERY_RUN))
    progress.ends = _explore(region, holds, progress)
    return progress


def _explore(region: Region, holds: Holds, progress: Progress) -> bool:
    """Whether *region* can come to an end; notes on *progress* what it meets."""
    seen = {region.first}
    todo = [region.first]
    ends = False
    for name in todo:
        spot = region.spots[name]
        outcomes = set(_outcomes(spot, holds, progress))
        ends = ends or spot.phase.final
        progress.reached.update(
            name
            for outcome, milestone in spot.phase.reaches.items()
            if outcome in outcomes
            for name in filled(milestone, spot.bindings)
        )
        for way in spot.ways:
            open_ = way.after is not None or way.outcome in outcomes
            if open_ and way.to not in seen:
                seen.add(way.to)
                todo.append(way.to)
    return ends


def _outcomes(spot: Spot, holds: Holds, progress: Progress) -> Iterator[str]:
    """The outcomes by which *spot* can be left."""
    if spot.phase.final:
        yield DONE
        return
    # An outcome nothing can have is another rule's; here it stands in nobody's way.
    known = phase_outcomes(spot.phase)
    yield from (outcome for outcome in spot.phase.leads_to if outcome not in known)
    if spot.lanes:
        ended = [_explore(lane, holds, progress) for lane in spot.lanes.values()]
        if any(ended) if spot.phase.join == "any" else all(ended):
            yield DONE
        return
    yield from _step_outcomes(spot, holds, progress)


def _step_outcomes(spot: Spot, holds: Holds, progress: Progress) -> Iterator[str]:
    phase = spot.phase
    needs = needs_of(phase)
    stuck: set[str] = set()
    for name in in_order(needs):
        step = phase.steps[name]
        if not stuck.isdisjoint(needs[name]):
            stuck.add(name)
        elif isinstance(step, Await):
            wanted = [w for w in filled(step.await_, spot.bindings) if not holds(w)]
            progress.waits += [Wait(one, spot, name) for one in wanted]
            # With a condition, or a level, the plan lets the phase pass it by.
            if wanted and step.when is None and step.from_ is None:
                stuck.add(name)
        if name in stuck or isinstance(step, Watch):
            continue
        for milestone in step.reaches.values():
            progress.reached.update(filled(milestone, spot.bindings))
        if isinstance(step, Decide):
            yield from step.outcomes
        else:
            yield from (outcome for outcome in outcomes_of(step) if outcome != DONE)
    counted = [name for name, step in phase.steps.items() if not step.optional]
    if stuck.isdisjoint(counted) and leaves_by_done(phase):
        yield DONE
