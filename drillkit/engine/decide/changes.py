"""Amendments: edit a little and use.

Which ones a drill can still take, and what each does to the clocks and steps that
are open.  A longer target does not undo a breach (semantics, rule 22).
"""

import re
from dataclasses import dataclass, field
from typing import Literal, assert_never

from drillkit.engine.amended import phase_of
from drillkit.engine.amendments import (
    PhaseRetimed,
    RunChange,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.charts import Chart
from drillkit.engine.commands import Amend
from drillkit.engine.decide.promises import close, move_promise, open_promise
from drillkit.engine.decide.sites import window_opened
from drillkit.engine.decide.steps import find, settle, target_of
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.drill import StepState
from drillkit.engine.events import PlanAmended
from drillkit.plan.problem import N_
from drillkit.plan.scalars.names import ID_PATTERN


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an amendment cannot be made."""

    why: str
    words: dict[str, str] = field(default_factory=dict)


def amend(turn: Turn, act: Amend) -> None:
    """The drill's plan is different from now on."""
    if refusal := _refusal(turn, act):
        turn.refuse(act, refusal.why, **refusal.words)
        return
    match act.change:
        case StepDropped() as change:
            _drop(turn, act, change)
        case StepRetimed() as change:
            turn.act(PlanAmended(change, act.reason))
            _retime_step(turn, change)
        case PhaseRetimed() as change:
            turn.act(PlanAmended(change, act.reason))
            _retime_phase(turn, change)
        case WindowOpened() as change:
            turn.act(PlanAmended(change, act.reason))
            window_opened(turn, change.site)
        case StepAdded() | StepReassigned() as change:
            turn.act(PlanAmended(change, act.reason))
            turn.touched.add(change.run)
        case _:
            assert_never(act.change)


def _drop(turn: Turn, act: Amend, change: StepDropped) -> None:
    found = find(turn, change.run, change.path)
    turn.act(PlanAmended(change, act.reason))
    turn.touched.add(change.run)
    if found is not None and found[1].status != "settled":
        step, state = found
        settle(turn, change.run, step, state.visit, "skipped", reason=act.reason)


def _retime_step(turn: Turn, change: StepRetimed) -> None:
    state = turn.run(change.run).steps.get(change.path)
    if state is not None and state.status != "settled":
        name = target_of(change.run, change.path, state.visit)
        _retime(turn, name, "step-target", "opened", state.opened_at, change)


def _retime_phase(turn: Turn, change: PhaseRetimed) -> None:
    run = turn.run(change.run)
    if change.path in run.configuration:
        name = f"phase:{step_id(change.run, change.path, run.visits[change.path])}"
        entered = run.entered_at[change.path]
        _retime(turn, name, "phase-target", "entered", entered, change)


def _retime(
    turn: Turn,
    name: str,
    kind: Literal["step-target", "phase-target"],
    anchor: str,
    since: int,
    change: StepRetimed | PhaseRetimed,
) -> None:
    owed = turn.drill.obligations.get(name)
    if change.target is None:
        close(turn, name, "withdrawn")
    elif owed is None:
        open_promise(
            turn,
            name,
            kind,
            f"{change.run}/{change.path}",
            run=change.run,
            anchor=anchor,
            anchored_at=since,
            limit=change.target,
        )
    else:
        due = None if owed.due is None else owed.due + change.target - owed.limit
        move_promise(turn, owed, due, "amendment", change.target)


def _refusal(turn: Turn, act: Amend) -> Refusal | None:
    """Why an amendment cannot be made; None when it can."""
    change = act.change
    if not act.reason:
        return Refusal(N_("an amendment wants a reason"))
    if isinstance(change, WindowOpened):
        known = change.site in turn.play.company.site_hours
        is_window = known and change.closes > change.opens
        return None if is_window else Refusal(N_("no such window"))
    if change.run not in turn.drill.runs:
        return Refusal(N_('no run is called "{run}"'), {"run": change.run})
    chart = turn.chart(change.run)
    if isinstance(change, StepAdded | StepReassigned):
        known_roles = turn.play.company.roles
        for role, people in change.crew.items():
            if role not in known_roles or people < 1:
                return Refusal(N_('nobody has the role "{role}"'), {"role": role})
    phase = phase_of(change)
    if phase not in chart.phases or chart.phases[phase].final:
        return Refusal(N_("no phase with steps has that name"))
    run = turn.run(change.run)
    if run.begun_at is not None and phase not in ahead(chart, run.configuration):
        return Refusal(N_("that phase is left for good"))
    return _refusal_of_step(turn, chart, change, phase)


def _refusal_of_step(
    turn: Turn, chart: Chart, change: RunChange, phase: str
) -> Refusal | None:
    if isinstance(change, StepAdded):
        return _refusal_of_new(chart, change)
    if isinstance(change, PhaseRetimed):
        return None
    if change.path not in chart.steps:
        return Refusal(N_("no step has that name"))
    if isinstance(change, StepDropped) and _is_decision(chart, change.path):
        return Refusal(N_("a decision can be taken, not dropped"))
    state = turn.run(change.run).steps.get(change.path)
    if _is_settled(state) and not _again(chart, phase):
        return Refusal(N_("that step is settled, and its phase does not come again"))
    return None


def _refusal_of_new(chart: Chart, change: StepAdded) -> Refusal | None:
    names = [step.name for step in chart.phases[change.phase].steps]
    if chart.phases[change.phase].lanes:
        return Refusal(N_("no phase with steps has that name"))
    if not re.fullmatch(ID_PATTERN, change.step):
        return Refusal(N_('"{step}" is no name for a step'), {"step": change.step})
    if change.step in names:
        return Refusal(N_("a step has that name already"))
    if change.after and change.after not in names:
        return Refusal(N_("no step has that name"))
    return None


def _is_decision(chart: Chart, path: str) -> bool:
    return chart.steps[path].verb == "decide"


def _is_settled(state: StepState | None) -> bool:
    return state is not None and state.status == "settled"


def ahead(chart: Chart, configuration: tuple[str, ...]) -> set[str]:
    """Phases that are active or can still be entered."""
    seen: set[str] = set()
    edge = list(configuration)
    while edge:
        path = edge.pop()
        if path in seen:
            continue
        seen.add(path)
        phase = chart.phases[path]
        edge += phase.leads_to.values()
        edge += [to for _, to in phase.after]
        edge += [lane.initial for lane in phase.lanes]
    return seen


def _again(chart: Chart, phase: str) -> bool:
    """Whether a phase can come again once it is left."""
    left = chart.phases[phase]
    onward = (*left.leads_to.values(), *(to for _, to in left.after))
    outer = phase.rpartition("/")[0].rpartition("/")[0]
    return phase in ahead(chart, onward) or (outer != "" and _again(chart, outer))
