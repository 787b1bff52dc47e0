"""Ways through a region and how long they are, in milliseconds.

The longest way enters no phase twice: where a loop closes, it stops, so every
way it tells of can really be walked.  The shortest way needs no such care.

What a step weighs, and whether a phase's own target counts, is the caller's
business.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from drillkit.plan.runbook import Decide
from drillkit.plan.shape.graph import DONE, Region, Spot, Way, outcomes_of
from drillkit.plan.shape.steps import Weigh, finishes, whole_phase

Wanted = Callable[[Spot], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A way and its length: the names of its phases in order."""

    ms: int
    names: tuple[str, ...]


def is_final(spot: Spot) -> bool:
    return spot.phase.final


def longest(region: Region, wanted: Wanted, weigh: Weigh) -> Stretch | None:
    """The longest way by targets to the end of a wanted phase, if there is any."""
    before = _longest_before(region, weigh)
    best: Stretch | None = None
    for spot, prefix, length in _arrivals(region, before, wanted, weigh):
        names = prefix.names if spot.phase.final else (*prefix.names, spot.name)
        if best is None or prefix.ms + length > best.ms:
            best = Stretch(prefix.ms + length, names)
    return best


def _arrivals(
    region: Region, before: dict[str, Stretch], wanted: Wanted, weigh: Weigh
) -> Iterator[tuple[Spot, Stretch, int]]:
    """Wanted spots, here and in lanes, the way to them and their own length."""
    for name, prefix in before.items():
        spot = region.spots[name]
        if wanted(spot):
            yield spot, prefix, promised(spot, weigh)
        for lane in spot.lanes.values():
            inner = _longest_before(lane, weigh)
            for deep, way, length in _arrivals(lane, inner, wanted, weigh):
                names = (*prefix.names, *way.names)
                yield deep, Stretch(prefix.ms + way.ms, names), length


def promised(spot: Spot, weigh: Weigh) -> int:
    """How long the phase may take: its target, or what its inside adds up to."""
    if spot.phase.target is not None:
        return spot.phase.target
    if spot.lanes:
        return inside(spot, weigh)
    return whole_phase(spot.phase, weigh)


def inside(spot: Spot, weigh: Weigh) -> int:
    """What the lanes of *spot* add up to: the last of all, or the first of any."""
    found = [longest(lane, is_final, weigh) for lane in spot.lanes.values()]
    lengths = [way.ms for way in found if way is not None]
    choose = min if spot.phase.join == "any" else max
    return choose(lengths, default=0)


def _longest_before(region: Region, weigh: Weigh) -> dict[str, Stretch]:
    """The longest way to the begin of each phase, for those that can be reached."""
    best = {region.first: Stretch(0, ())}
    for name, ways in _without_loops(region):
        spot = region.spots[name]
        here = best[name]
        length = promised(spot, weigh)
        limit = min((w.after for w in spot.ways if w.after is not None), default=length)
        for way in ways:
            took = way.after if way.after is not None else min(length, limit)
            known = best.get(way.to)
            if known is None or here.ms + took > known.ms:
                best[way.to] = Stretch(here.ms + took, (*here.names, name))
    return best


def _without_loops(region: Region) -> list[tuple[str, list[Way]]]:
    """Phases in an order in which every way leads forward, those ways alone."""
    kept: dict[str, list[Way]] = {}
    finished: list[str] = []
    stack = [(region.first, iter(region.spots[region.first].ways))]
    open_: set[str] = {region.first}
    kept[region.first] = []
    while stack:
        name, ways = stack[-1]
        way = next(ways, None)
        if way is None:
            stack.pop()
            open_.discard(name)
            finished.append(name)
        elif way.to not in open_:
            kept[name].append(way)
            if way.to not in kept:
                kept[way.to] = []
                open_.add(way.to)
                stack.append((way.to, iter(region.spots[way.to].ways)))
    return [(name, kept[name]) for name in reversed(finished)]


def shortest(region: Region, wanted: Wanted, weigh: Weigh) -> Stretch | None:
    """The shortest way to the end of a wanted phase, if there is any."""
    best: Stretch | None = None
    for spot, here in _nearest_first(region, weigh):
        if best is not None and here.ms >= best.ms:
            break
        candidates = []
        if wanted(spot):
            names = here.names if spot.phase.final else (*here.names, spot.name)
            candidates.append(Stretch(here.ms + at_least(spot, weigh), names))
        for lane in spot.lanes.values():
            way = shortest(lane, wanted, weigh)
            if way is not None:
                names = (*here.names, *way.names)
                candidates.append(Stretch(here.ms + way.ms, names))
        for candidate in candidates:
            if best is None or candidate.ms < best.ms:
                best = candidate
    return best


def at_least(spot: Spot, weigh: Weigh) -> int:
    """The shortest time in which *spot* can be left by its own work."""
    outcomes = [way.outcome for way in spot.ways if way.after is None] or [DONE]
    return min(_leave_by(spot, outcome, weigh) for outcome in outcomes)


def _leave_by(spot: Spot, outcome: str, weigh: Weigh) -> int:
    if spot.lanes:
        found = [shortest(lane, is_final, weigh) for lane in spot.lanes.values()]
        lengths = [way.ms for way in found if way is not None]
        return (min if spot.phase.join == "any" else max)(lengths, default=0)
    steps = spot.phase.steps
    givers = [name for name, step in steps.items() if outcome in outcomes_of(step)]
    decisions = [name for name in givers if isinstance(steps[name], Decide)]
    done = finishes(spot.phase, weigh)
    if decisions:
        return min(done[name] for name in decisions)
    if outcome == DONE:
        return whole_phase(spot.phase, weigh)
    # A refusal may come at once, so only what stands before it counts.
    return min((done[name] - weigh(steps[name]) for name in givers), default=0)


def _nearest_first(region: Region, weigh: Weigh) -> Iterator[tuple[Spot, Stretch]]:
    """Each phase that can be reached and the shortest way to its begin."""
    queue: list[tuple[int, tuple[str, ...], str]] = [(0, (), region.first)]
    settled: set[str] = set()
    while queue:
        ms, names, name = heappop(queue)
        if name in settled:
            continue
        settled.add(name)
        spot = region.spots[name]
        yield spot, Stretch(ms, names)
        for way in spot.ways:
            took = way.after
            if took is None:
                took = _leave_by(spot, way.outcome, weigh)
            heappush(queue, (ms + took, (*names, name), way.to))
