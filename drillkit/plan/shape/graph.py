"""The phases of one runbook as a graph, and what can be reached in it.

A region is one set of phases that lead to each other: the runbook's own, or
those of one lane.  A way is one exit of a phase.  Ways to phases that do not
exist are left out, and a phase that has one is marked, so that a slip of the
pen is told once and not five times.

Knows nothing of times, levels or people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drillkit.plan.runbook import (
    AnyStep,
    Approve,
    Await,
    Decide,
    Dispatch,
    Do,
    Lane,
    Phase,
    Request,
    RollCall,
    Runbook,
    Travel,
    Watch,
)
from drillkit.plan.uses.use import Bindings

Loc = tuple[str | int, ...]

DONE = "done"

_MORE_OUTCOMES: Mapping[type[AnyStep], tuple[str, ...]] = {
    Request: ("refused",),
    Approve: ("refused",),
    Dispatch: ("no-part", "missed"),
    Travel: ("missed",),
    RollCall: ("short",),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One exit of a phase: by an outcome, or by a deadline of so many ms."""

    outcome: str
    to: str
    at: Loc
    after: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A phase where it stands: its ways on, and the regions of its lanes."""

    name: str
    path: tuple[str, ...]
    phase: Phase
    at: Loc
    ways: tuple[Way, ...]
    is_broken: bool
    lanes: Mapping[str, "Region"]
    bindings: Bindings

    @property
    def is_work(self) -> bool:
        """Whether it is no end and holds something to do."""
        return not self.phase.final and bool(self.phase.steps or self.phase.lanes)


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Phases that lead to each other, in the order written.

    *reached* are those the first leads to, *ending* those that lead to an end.
    """

    at: Loc
    spots: Mapping[str, Spot]
    first: str
    reached: frozenset[str]
    ending: frozenset[str]

    # With those of the lanes within, in document order; the regions of those lanes.
    everywhere: tuple[Spot, ...]
    inner: tuple["Region", ...]
    # Every step, and of those the ones that wait for a milestone.
    steps: tuple["Standing", ...]
    awaits: tuple[tuple[Spot, str, Await], ...]


Standing = tuple[Spot, str, AnyStep]


def region_of(runbook: Runbook) -> Region:
    """The region of the runbook's own phases, lanes within."""
    return _region(runbook.phases, ("phases",), (), ())


def outcomes_of(step: AnyStep) -> tuple[str, ...]:
    """What *step* can end in; a watch never ends."""
    if isinstance(step, Decide):
        return tuple(step.outcomes)
    if isinstance(step, Watch):
        return ()
    if isinstance(step, Do) and step.at is not None:
        return (DONE, "window-closed")
    return (DONE, *_MORE_OUTCOMES.get(type(step), ()))


def may_be_skipped(step: AnyStep) -> bool:
    """Whether the plan itself lets the phase go on without *step*."""
    return step.optional or step.when is not None or level_of(step) is not None


def level_of(step: AnyStep) -> str | None:
    """The level at which *step* begins to be done; None when it always is."""
    # A dispatch leaves from a store, a journey from a site.
    return None if isinstance(step, Dispatch | Travel) else step.from_


def decisions_of(phase: Phase) -> list[str]:
    return [name for name, step in phase.steps.items() if isinstance(step, Decide)]


def phase_outcomes(phase: Phase) -> tuple[str, ...]:
    """What *phase* can be left by, in the order its text gives them."""
    if phase.lanes:
        return (DONE,)
    found = dict.fromkeys(
        outcome
        for step in phase.steps.values()
        for outcome in outcomes_of(step)
        if outcome != DONE or isinstance(step, Decide)
    )
    if phase.steps and leaves_by_done(phase):
        found[DONE] = None
    return tuple(found)


def leaves_by_done(phase: Phase) -> bool:
    """Whether no decision is sure to stand between *phase* and its end."""
    return all(may_be_skipped(phase.steps[name]) for name in decisions_of(phase))


def _region(
    phases: Mapping[str, Phase], at: Loc, path: tuple[str, ...], bindings: Bindings
) -> Region:
    spots = {
        name: _spot(name, phases, (*at, name), (*path, name), bindings)
        for name, phase in phases.items()
    }
    onward = {name: [way.to for way in spot.ways] for name, spot in spots.items()}
    backward: dict[str, list[str]] = {name: [] for name in spots}
    for name, targets in onward.items():
        for target in targets:
            backward[target].append(name)
    # A phase whose way is broken may well end; its author has another problem.
    ends = [n for n, spot in spots.items() if spot.phase.final or spot.is_broken]
    first = next(iter(phases))
    lanes = [lane for spot in spots.values() for lane in spot.lanes.values()]
    everywhere = tuple(_everywhere(spots))
    steps = tuple(
        (spot, step_name, step)
        for spot in everywhere
        for step_name, step in spot.phase.steps.items()
    )
    return Region(
        at=at,
        spots=spots,
        first=first,
        reached=_closure([first], onward),
        ending=_closure(ends, backward),
        everywhere=everywhere,
        inner=tuple(inner for lane in lanes for inner in (lane, *lane.inner)),
        steps=steps,
        awaits=tuple(
            (spot, step_name, step)
            for spot, step_name, step in steps
            if isinstance(step, Await)
        ),
    )


def _everywhere(spots: Mapping[str, Spot]) -> Iterator[Spot]:
    for spot in spots.values():
        yield spot
        for lane in spot.lanes.values():
            yield from lane.everywhere


def _spot(
    name: str,
    among: Mapping[str, Phase],
    at: Loc,
    path: tuple[str, ...],
    bindings: Bindings,
) -> Spot:
    phase = among[name]
    written = [
        Way(outcome, to, (*at, "leads-to", outcome))
        for outcome, to in phase.leads_to.items()
    ]
    written += [Way("", to, (*at, "after"), after) for after, to in phase.after.items()]
    known = tuple(way for way in written if way.to in among)
    lanes = {
        lane: _lane(inner, (*at, "lanes", lane, "phases"), (*path, lane), bindings)
        for lane, inner in phase.lanes.items()
    }
    broken = len(known) < len(written)
    return Spot(name, path, phase, at, known, broken, lanes, bindings)


def _lane(lane: Lane, at: Loc, path: tuple[str, ...], bindings: Bindings) -> Region:
    inside = (*bindings, *(lane.each or {}).items())
    return _region(lane.phases, at, path, inside)


def _closure(start: list[str], edges: Mapping[str, list[str]]) -> frozenset[str]:
    seen = set(start)
    todo = list(start)
    while todo:
        for name in edges[todo.pop()]:
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return frozenset(seen)
