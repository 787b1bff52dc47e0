"""The names that are defined, by sort."""

from collections.abc import Callable, Iterator, Mapping

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan
from drillkit.plan.runbook import Phase
from drillkit.plan.uses.use import Bindings, filled

# Measured for every drill; see the plan language.
MILESTONES = (
    "onset",
    "detected",
    "acknowledged",
    "classified",
    "declared",
    "plan-approved",
    "workaround",
    "restored-reported",
    "restored-confirmed",
    "normal",
)
ANCHORS = ("onset", "detected", "ticket", "classified", "declared")


def known(plan: Plan, sort: str) -> tuple[str, ...] | None:
    """All names of *sort*; None when the file that would define them is not there."""
    if sort in ("runbook", "run", "milestone"):
        return _FROM_RUNBOOKS[sort](plan)
    if plan.organisation is None:
        return None
    if sort == "stop-clock" and not plan.organisation.model.stop_clocks:
        # The company has not listed its reasons, so any will do.
        return None
    return tuple(_FROM_ORGANISATION[sort](plan.organisation.model))


def _roles(model: Organisation) -> Iterator[str]:
    for department in model.departments.values():
        yield from department.roles


def _parts(model: Organisation) -> Iterator[str]:
    for store in model.stores.values():
        yield from store.parts


def _told(model: Organisation) -> Iterator[str]:
    yield from model.audiences
    yield from model.departments
    yield from _roles(model)


def _addressees(model: Organisation) -> Iterator[str]:
    yield from model.departments
    yield from _roles(model)


def _anchors(model: Organisation) -> Iterator[str]:
    yield from ANCHORS
    yield from model.notices


_FROM_ORGANISATION: Mapping[str, Callable[[Organisation], Iterator[str]]] = {
    "addressee": _addressees,
    "anchor": _anchors,
    "audience": lambda model: iter(model.audiences),
    "client": lambda model: iter(model.clients),
    "contract": lambda model: iter(model.contracts),
    "department": lambda model: iter(model.departments),
    "level": lambda model: iter(model.levels),
    "part": _parts,
    "provider": lambda model: iter(model.providers),
    "role": _roles,
    "site": lambda model: iter(model.sites),
    "stop-clock": lambda model: iter(model.stop_clocks),
    "store": lambda model: iter(model.stores),
    "told": _told,
}


def _runbooks(plan: Plan) -> tuple[str, ...] | None:
    if _has_nameless(plan):
        return None
    return (*plan.runbooks, *plan.unread)


def _has_nameless(plan: Plan) -> bool:
    """Whether some file may be any runbook, since its name does not fit."""
    return "" in plan.unread or any(
        not file.mended.isdisjoint((("runbook",), ("department",)))
        for file in plan.runbooks.values()
    )


def _runs(plan: Plan) -> tuple[str, ...] | None:
    if plan.organisation is None or _has_nameless(plan):
        return None
    departments = plan.organisation.model.departments
    named = [run for file in plan.scenarios.values() for run in file.model.runs]
    return (*departments, *plan.runbooks, *plan.unread, *named)


def _milestones(plan: Plan) -> tuple[str, ...] | None:
    # A runbook that cannot be read may reach anything.
    if any("/" in name or not name for name in plan.unread):
        return None
    reached = [
        milestone
        for file in plan.runbooks.values()
        for milestone in _reached(file.model.phases)
    ]
    return tuple(dict.fromkeys([*MILESTONES, *reached]))


def _reached(phases: Mapping[str, Phase], bindings: Bindings = ()) -> Iterator[str]:
    for phase in phases.values():
        several = (phase.reaches, *(step.reaches for step in phase.steps.values()))
        for reaches in several:
            for milestone in reaches.values():
                yield from filled(milestone, bindings)
        for lane in phase.lanes.values():
            yield from _reached(lane.phases, (*bindings, *(lane.each or {}).items()))


_FROM_RUNBOOKS: Mapping[str, Callable[[Plan], tuple[str, ...] | None]] = {
    "milestone": _milestones,
    "run": _runs,
    "runbook": _runbooks,
}
