"""Which amendments a drill can still take."""

from drillkit.engine.amendments import PhaseRetimed, StepAdded, WindowOpened
from drillkit.engine.charts import Chart
from drillkit.engine.commands import Amend
from drillkit.engine.decide.turn import Turn
from drillkit.plan.problem import N_


def refusal_of(turn: Turn, act: Amend) -> str:
    """Why an amendment cannot be made; ``""`` when it can."""
    change = act.change
    if not act.reason:
        return N_("an amendment wants a reason")
    if isinstance(change, WindowOpened):
        known = change.site in turn.play.company.site_hours
        return "" if known and change.closes > change.opens else N_("no such window")
    if change.run not in turn.drill.runs:
        return N_("no run has that name")
    chart = turn.chart(change.run)
    if isinstance(change, StepAdded):
        phase = change.phase
    elif isinstance(change, PhaseRetimed):
        phase = change.path
    else:
        phase = change.path.rpartition("/")[0]
        if change.path not in chart.steps:
            return N_("no step has that name")
    if phase not in chart.phases or chart.phases[phase].final:
        return N_("no phase with steps has that name")
    return _refusal_of_phase(turn, change.run, chart, phase, act)


def _refusal_of_phase(
    turn: Turn, name: str, chart: Chart, phase: str, act: Amend
) -> str:
    run = turn.run(name)
    if run.begun_at is not None and phase not in ahead(chart, run.configuration):
        return N_("that phase is left for good")
    if isinstance(act.change, StepAdded):
        taken = f"{phase}/{act.change.step}" in chart.steps
        return N_("a step has that name already") if taken else ""
    state = run.steps.get(getattr(act.change, "path", ""))
    if state is not None and state.status == "settled" and not _again(chart, phase):
        return N_("that step is settled, and its phase does not come again")
    return ""


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
