"""The names a scenario uses."""

from collections.abc import Iterator, Mapping

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.runbook import Phase, Runbook
from drillkit.plan.scenario import Inject, Scenario
from drillkit.plan.source import Loc, Map, Seq, Tree
from drillkit.plan.uses.of_runbook import uses_of_await
from drillkit.plan.uses.use import Use


def uses_of_scenario(file: PlanFile[Scenario], plan: Plan) -> Iterator[Use]:
    """Every name that a scenario expects to be defined."""
    model, tree = file.model, file.tree
    written = _run_locs(tree)
    for name, run in model.runs.items():
        at = written.get(name)
        if at is None:
            continue
        inner = (*at, "runbook") if tree.holds((*at, "runbook")) else at
        yield Use("runbook", run.runbook, tree, inner)
        if run.begins:
            yield from uses_of_await(run.begins.await_, tree, (*at, "begins", "await"))
    yield Use("run", model.lead, tree, ("lead",))
    if model.expected.level:
        yield Use("level", model.expected.level, tree, ("expected", "level"))
    books = tuple(_books(model, plan))
    # A runbook that is not there may declare any fact.
    complete = len(books) == len(model.runs)
    facts = tuple(name for book in books if complete for name in book.facts)
    for fact in model.expected.facts if facts else ():
        yield Use("fact", fact, tree, ("expected", "facts", fact), True, facts)
    for name, item in model.affected.items():
        if item.client:
            yield Use("client", item.client, tree, ("affected", name, "client"))
        if item.site:
            yield Use("site", item.site, tree, ("affected", name, "site"))
    if model.ends.when:
        yield Use("milestone", model.ends.when, tree, ("ends", "when"))
    for name, inject in model.injects.items():
        yield from _inject(file, plan, name, inject)


def _inject(
    file: PlanFile[Scenario], plan: Plan, name: str, inject: Inject
) -> Iterator[Use]:
    model, tree, at = file.model, file.tree, ("injects", name)
    objectives = tuple(model.objectives) or ("",)
    if inject.if_missed:
        among = tuple(model.injects)
        yield Use("inject", inject.if_missed, tree, (*at, "if-missed"), False, among)
    if inject.to:
        yield Use("addressee", inject.to, tree, (*at, "to"))
    if inject.when:
        yield from _moment(file, plan, inject.when, (*at, "when"))
    if inject.objective:
        loc = (*at, "objective")
        yield Use("objective", inject.objective, tree, loc, False, objectives)
    for i, expected in enumerate(inject.expects):
        # One expectation may stand without its list.
        deeper = (*at, "expects", i)
        here = deeper if tree.holds(deeper) else (*at, "expects")
        if expected.objective:
            loc = (*here, "objective")
            yield Use("objective", expected.objective, tree, loc, False, objectives)
        if expected.by:
            yield Use("role", expected.by, tree, (*here, "by"))


def _moment(
    file: PlanFile[Scenario], plan: Plan, wanted: str, loc: Loc
) -> Iterator[Use]:
    """A phase of one of the runs, by its path, or a milestone."""
    for name, run in file.model.runs.items():
        if wanted.startswith(f"{name}/"):
            book = plan.runbooks.get(run.runbook)
            rest = wanted.removeprefix(f"{name}/")
            if book and book.mended:
                # Its phases and lanes may be other than they seem.
                return
            paths = tuple(phase_paths(book.model.phases)) if book else ()
            if book and rest not in paths and "/" not in rest:
                yield from uses_of_await(wanted, file.tree, loc)
            elif book:
                words = {"phase": name}
                yield Use("phase", rest, file.tree, loc, False, paths, words)
            return
    if "/" not in wanted or _are_known(file, plan):
        yield from uses_of_await(wanted, file.tree, loc)


def _are_known(file: PlanFile[Scenario], plan: Plan) -> bool:
    """Whether all runs are there; one that is not may be the one meant."""
    runs = file.model.runs.values()
    is_mended = any(loc[0] == "runs" for loc in file.mended)
    return not is_mended and all(run.runbook in plan.runbooks for run in runs)


def phase_paths(phases: Mapping[str, Phase], at: str = "") -> Iterator[str]:
    """The path of every phase, repeated lanes unfolded."""
    for name, phase in phases.items():
        here = f"{at}{name}"
        yield here
        for lane_name, lane in phase.lanes.items():
            for unfolded in _unfolded(lane_name, lane.each or {}):
                yield from phase_paths(lane.phases, f"{here}/{unfolded}/")


def _unfolded(lane: str, each: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not each:
        yield lane
    for values in each.values():
        for value in values:
            yield f"{lane}-{value}"


def _books(model: Scenario, plan: Plan) -> Iterator[Runbook]:
    for run in model.runs.values():
        if file := plan.runbooks.get(run.runbook):
            yield file.model


def _run_locs(tree: Tree) -> dict[str, Loc]:
    """Where each run is written first."""
    runs = tree.value(("runs",))
    if not isinstance(runs, Seq):
        return {name: ("runs", name) for name in tree.keys(("runs",))}
    found: dict[str, Loc] = {}
    for index, item in enumerate(runs):
        name = item.get("runbook") if isinstance(item, Map) else item
        if isinstance(name, str):
            found.setdefault(name, ("runs", index))
    return found
