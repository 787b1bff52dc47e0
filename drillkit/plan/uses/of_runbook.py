"""The names a runbook uses."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from drillkit.plan.plan import PlanFile
from drillkit.plan.runbook import (
    AnyStep,
    Ask,
    Await,
    Dispatch,
    Do,
    Lane,
    Notify,
    Phase,
    Request,
    RollCall,
    Runbook,
    Travel,
    Update,
    Watch,
)
from drillkit.plan.source import Loc, Tree
from drillkit.plan.uses.of_organisation import uses_of_accepts
from drillkit.plan.uses.use import Bindings, Sort, Use, filled


def uses_of_runbook(file: PlanFile[Runbook]) -> Iterator[Use]:
    """Every name that a runbook expects to be defined."""
    model, tree = file.model, file.tree
    yield Use("department", model.department, tree, ("department",))
    yield Use("role", model.owner, tree, ("owner",))
    for level in model.classification:
        yield Use("level", level, tree, ("classification", level), True)
    for i, rung in enumerate(model.escalation):
        yield Use("role", rung.call, tree, ("escalation", i, "call"))
        if rung.from_:
            yield Use("level", rung.from_, tree, ("escalation", i, "from"))
    yield from uses_of_accepts(model.accepts, tree, ())
    walk = _Walk(tree, tuple(model.facts))
    yield from walk.phases(("phases",), model.phases, ())


@dataclass(frozen=True, slots=True)
class _Walk:
    tree: Tree
    facts: tuple[str, ...]

    def phases(
        self, at: Loc, phases: Mapping[str, Phase], bindings: Bindings
    ) -> Iterator[Use]:
        names = tuple(phases)
        for name, phase in phases.items():
            here = (*at, name)
            for kind, ways in (("after", phase.after), ("leads-to", phase.leads_to)):
                taken = set(ways.values())
                yield from self._ways((*here, kind), name, taken, names)
            for step_name, step in phase.steps.items():
                loc = (*here, "steps", step_name)
                yield from self._step(loc, phase, step, bindings)
            yield from self._lanes((*here, "lanes"), phase.lanes, bindings)

    def _ways(
        self, at: Loc, phase: str, taken: Collection[str], names: tuple[str, ...]
    ) -> Iterator[Use]:
        words = {"phase": phase}
        for key in self.tree.keys(at):
            loc = (*at, key)
            target = str(self.tree.value(loc)).strip()
            # Of a file that was mended not all that is written was taken.
            if target in taken:
                yield Use("phase", target, self.tree, loc, False, names, words)

    def _lanes(
        self, at: Loc, lanes: Mapping[str, Lane], bindings: Bindings
    ) -> Iterator[Use]:
        for name, lane in lanes.items():
            inside = (*bindings, *(lane.each or {}).items())
            yield from self.phases((*at, name, "phases"), lane.phases, inside)

    def _step(
        self, at: Loc, phase: Phase, step: AnyStep, bindings: Bindings
    ) -> Iterator[Use]:
        for i, need in enumerate(step.needs or ()):
            steps = tuple(phase.steps)
            yield Use("step", need, self.tree, (*at, "needs", i), False, steps)
        for key, sort, written in _named(step):
            for name in filled(written, bindings):
                yield from self._sorted(sort, name, (*at, *key))
        for audience in step.tells:
            yield Use("audience", audience, self.tree, (*at, "tells", audience), True)
        for role in step.by or {}:
            yield from self._by(at, role, bindings)

    def _by(self, at: Loc, role: str, bindings: Bindings) -> Iterator[Use]:
        loc = (*at, "by", role)
        for name in filled(role, bindings):
            # `by: role` is short for `by: {role: 1}`, and then there is no key.
            if self.tree.holds(loc):
                yield Use("role", name, self.tree, loc, True)
            else:
                yield Use("role", name, self.tree, (*at, "by"))

    def _sorted(self, sort: Sort, name: str, loc: Loc) -> Iterator[Use]:
        if sort == "fact":
            # A runbook without facts knows no name, not every name.
            among = self.facts or ("",)
            yield Use("fact", name, self.tree, loc, False, among)
        elif sort == "provider":
            provider, _, service = name.partition("/")
            yield Use("provider", provider, self.tree, loc)
            words = {"provider": provider}
            yield Use("service", service, self.tree, loc, words=words)
        elif sort == "milestone":
            yield from uses_of_await(name, self.tree, loc)
        elif sort != "part" or name not in self.facts:
            yield Use(sort, name, self.tree, loc)


def uses_of_await(wanted: str, tree: Tree, loc: Loc) -> Iterator[Use]:
    """Whose milestone is waited for, and which."""
    who, _, milestone = wanted.rpartition("/")
    if who:
        yield Use("run", who, tree, loc)
    yield Use("milestone", milestone, tree, loc)


def _named(step: AnyStep) -> Iterator[tuple[Loc, Sort, str]]:
    """The single names a step's verb uses: key, sort, and the name as written."""
    if step.from_:
        start: Sort = "level"
        if isinstance(step, Dispatch):
            start = "store"
        elif isinstance(step, Travel):
            start = "site"
        yield ("from",), start, step.from_
    match step:
        case Do(at=str(site)):
            yield ("at",), "site", site
        case Ask():
            for i, fact in enumerate(step.ask):
                yield ("ask", i), "fact", fact
        case Notify():
            yield ("notify",), "told", step.notify
        case Update():
            yield ("update",), "audience", step.update
        case Request():
            yield ("request",), "provider", step.request
        case Dispatch():
            yield ("dispatch",), "part", step.dispatch
            yield ("to",), "site", step.to
        case Travel():
            yield ("travel",), "site", step.travel
        case Await():
            yield ("await",), "milestone", step.await_
        case RollCall():
            yield ("roll-call",), "role", step.roll_call
        case Watch():
            yield ("watch",), "fact", step.watch
        case _:
            return
