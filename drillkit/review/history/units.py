"""What a plan has that can be exercised, and what each drill exercised of it.

Phases, ways out of them, rungs of the ladder, roles that are called, audiences that are
told, and partners' services.  Named by what the plan calls them, so that drills of old
plans count for what is still there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    PhaseEntered,
    PhaseLeft,
    RequestMade,
    StepOpened,
    StepSettled,
    UpdateSent,
)
from drillkit.plan.organisation import Organisation
from drillkit.plan.runbook import AnyStep, Lane, Phase, Request, Runbook
from drillkit.review.history.past import Past
from drillkit.review.measures.paths import without_run

Sort = Literal["phase", "branch", "rung", "role", "audience", "provider"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to exercise; ``of`` is its runbook, or "" for the company's own."""

    sort: Sort
    of: str
    name: str


def units_of(runbook: Runbook) -> Iterator[Unit]:
    """All of one runbook: its ways, its ladder, who works by it, and whom it asks."""
    path = runbook.path
    yield from _phases(path, "", runbook.phases)
    for number, _rung in enumerate(runbook.escalation, start=1):
        yield Unit("rung", path, str(number))
    steps = tuple(_steps(runbook.phases, {}))
    roles = (role for step, words in steps for role in _crew(step, words))
    yield from (Unit("role", path, role) for role in dict.fromkeys(roles))
    asked = (
        step.request.format_map(words)
        for step, words in steps
        if isinstance(step, Request)
    )
    yield from (Unit("provider", path, service) for service in dict.fromkeys(asked))


def _crew(step: AnyStep, words: Mapping[str, str]) -> Iterator[str]:
    return (role.format_map(words) for role in step.by or ())


def _steps(
    phases: Mapping[str, Phase], words: Mapping[str, str]
) -> Iterator[tuple[AnyStep, Mapping[str, str]]]:
    """Every step, with what stands for the braces in its texts."""
    for phase in phases.values():
        yield from ((step, words) for step in phase.steps.values())
        for name, lane in phase.lanes.items():
            for _each, inner in _unfolded(name, lane, words):
                yield from _steps(lane.phases, inner)


def _phases(runbook: str, above: str, phases: Mapping[str, Phase]) -> Iterator[Unit]:
    for name, phase in phases.items():
        path = f"{above}{name}"
        yield Unit("phase", runbook, path)
        for to in dict.fromkeys((*phase.leads_to.values(), *phase.after.values())):
            yield branch(runbook, path, to)
        for lane_name, lane in phase.lanes.items():
            for each, _words in _unfolded(lane_name, lane, {}):
                yield from _phases(runbook, f"{path}/{each}/", lane.phases)


def _unfolded(
    name: str, lane: Lane, words: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """A lane that is repeated is several lanes."""
    if not lane.each:
        yield name, words
    for key, values in (lane.each or {}).items():
        yield from ((f"{name}-{value}", {**words, key: value}) for value in values)


def branch(runbook: str, path: str, to: str) -> Unit:
    """The way from a phase to a phase."""
    return Unit("branch", runbook, f"{path} > {to}")


def company_units(organisation: Organisation) -> Iterator[Unit]:
    """What belongs to no runbook."""
    for role in organisation.roles():
        yield Unit("role", "", role)
    for audience in organisation.audiences:
        yield Unit("audience", "", audience)
    for provider, found in organisation.providers.items():
        for service in found.services:
            yield Unit("provider", "", f"{provider}/{service}")


def exercised(past: Past) -> dict[Unit, int]:
    """What a drill or event exercised, each with the last entry that shows it."""
    return {**_ways(past), **_work(past), **_calls(past)}


def _ways(past: Past) -> dict[Unit, int]:
    found: dict[Unit, int] = {}
    for entered in past.record.of(PhaseEntered):
        runbook, path = _place(past, entered.event.run, entered.event.path)
        found[Unit("phase", runbook, path)] = entered.seq
    for left in past.record.of(PhaseLeft):
        runbook, path = _place(past, left.event.run, left.event.path)
        if left.event.to:
            to = left.event.to.rpartition("/")[2]
            found[branch(runbook, path, to)] = left.seq
    return found


def _work(past: Past) -> dict[Unit, int]:
    """Who did a step by which plan, and which partner was asked by it."""
    found: dict[Unit, int] = {}
    crews = {
        (h.event.run, h.event.path): tuple(h.event.crew)
        for h in past.record.of(StepOpened)
    }
    for done in past.record.of(StepSettled):
        if done.event.how == "done":
            runbook, _path = _place(past, done.event.run, "")
            for role in crews.get((done.event.run, done.event.path), ()):
                found[Unit("role", runbook, role)] = done.seq
    for asked in past.record.of(RequestMade):
        service = f"{asked.event.provider}/{asked.event.service}"
        runbook, _path = _place(past, asked.event.run, "")
        found[Unit("provider", runbook, service)] = asked.seq
        found[Unit("provider", "", service)] = asked.seq
    return found


def _calls(past: Past) -> dict[Unit, int]:
    found: dict[Unit, int] = {}
    roles = {}
    for call in past.record.of(CallMade):
        roles[call.event.call] = call.event.role
        if call.event.rung:
            runbook, _path = _place(past, call.event.run, "")
            found[Unit("rung", runbook, str(call.event.rung))] = call.seq
        if call.event.audience:
            found[Unit("audience", "", call.event.audience)] = call.seq
    # A number that was rung and nobody answered has not been shown to work.
    for answer in past.record.of(CallAnswered):
        found[Unit("role", "", roles[answer.event.call])] = answer.seq
    for told in past.record.of(UpdateSent):
        found[Unit("audience", "", told.event.audience)] = told.seq
    return found


def _place(past: Past, run: str, path: str) -> tuple[str, str]:
    """The runbook that a run followed, and the path in it."""
    return past.record.runbook_of.get(run, run), without_run(run, path)
