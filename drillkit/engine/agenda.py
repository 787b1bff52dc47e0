"""What comes next, and in which order: one rule for live, rehearsal and forecast.

At one instant: finished work first, then deadlines, then injects, then the clocks
of silence, and the end after all of it; within a class by due time, order of runs,
document order, visit (semantics, rule 11).  Answers people give at the same instant
come before all of it, so what is due and done together is in time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from drillkit.engine.charts import Chart, Play
from drillkit.engine.drill import Drill, Obligation, Run
from drillkit.engine.injects import coming, news_since, time_of

FINISHED, DEADLINE, INJECT, CADENCE, END = range(5)

Kind = Literal["depart", "arrive", "gate", "after", "obligation", "inject", "end"]

# By these a run can get on; whatever else is due only reminds people.
_MOVING = frozenset({"depart", "arrive", "gate", "after", "inject"})


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something time brings; compared in the order in which it happens."""

    at: int
    rank: int
    run: int
    order: int
    visit: int
    kind: Kind
    name: str


def agenda(drill: Drill, play: Play, charts: Mapping[str, Chart]) -> Iterator[Due]:
    """Everything due at a known time, in no order; ``charts`` are by run."""
    if drill.status != "running":
        return
    places = {name: i for i, name in enumerate(drill.runs)}
    yield from _journeys(drill, places)
    for run in drill.runs.values():
        if run.configuration:
            yield from _run(drill, run, places[run.run], charts[run.run])
    for name, owed in drill.obligations.items():
        if owed.due is not None and not owed.broken:
            rank = CADENCE if owed.kind == "update" else DEADLINE
            place = places.get(owed.run, -1)
            order = _order(owed, charts)
            visit = owed.anchored_at
            yield Due(owed.due, rank, place, order, visit, "obligation", name)
    yield from _injects(drill, play)
    if drill.ends_at is not None:
        yield Due(drill.ends_at, END, 0, 0, 0, "end", "")


def next_due(drill: Drill, play: Play, charts: Mapping[str, Chart]) -> Due | None:
    """The first of the agenda; None when time brings nothing any more."""
    return min(agenda(drill, play, charts), default=None)


def moves(drill: Drill, due: Due) -> bool:
    """Whether a run can get on by it; somebody may be looked for still."""
    if due.kind == "obligation":
        return drill.obligations[due.name].kind == "acknowledge"
    return due.kind in _MOVING


def _order(owed: Obligation, charts: Mapping[str, Chart]) -> int:
    """Where the document has the step or phase that is owed; first of all others."""
    if owed.run not in charts:
        return -1
    path = owed.subject.removeprefix(f"{owed.run}/")
    return charts[owed.run].places.get(path, -1)


def _journeys(drill: Drill, places: Mapping[str, int]) -> Iterator[Due]:
    for name, journey in drill.journeys.items():
        leg = journey.legs[journey.leg]
        place = places[journey.run]
        if journey.departed:
            yield Due(leg.arrives_at, FINISHED, place, 0, journey.visit, "arrive", name)
        else:
            yield Due(leg.departs_at, FINISHED, place, 0, journey.visit, "depart", name)


def _run(drill: Drill, run: Run, place: int, chart: Chart) -> Iterator[Due]:
    is_aside = run.department in drill.time_outs
    for path in run.configuration:
        phase = chart.phases[path]
        visit = run.visits[path]
        for ms, _ in () if is_aside else phase.after:
            at = run.entered_at[path] + ms
            name = f"{run.run}|{path}|{ms}"
            yield Due(at, DEADLINE, place, chart.places[path], visit, "after", name)
        for step in phase.steps:
            state = run.steps.get(step.path)
            if state and state.until is not None and step.verb == "do":
                order = chart.places[step.path]
                name = f"{run.run}|{step.path}"
                yield Due(state.until, FINISHED, place, order, visit, "gate", name)


def _injects(drill: Drill, play: Play) -> Iterator[Due]:
    for inject, state in coming(drill, play.story):
        due = time_of(inject, state)
        since = news_since(drill, inject) if due is None else due
        if since is not None:
            yield Due(since, INJECT, 0, inject.order, 0, "inject", inject.name)
