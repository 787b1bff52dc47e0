"""The names an organisation and a roster use."""

from collections.abc import Iterator, Mapping

from drillkit.plan.organisation import Acceptance, Organisation
from drillkit.plan.plan import PlanFile
from drillkit.plan.roster import Roster
from drillkit.plan.source import Loc, Tree
from drillkit.plan.uses.use import Use


def uses_of_organisation(file: PlanFile[Organisation]) -> Iterator[Use]:
    """Every name that ``organisation.yaml`` expects to be defined."""
    model, tree = file.model, file.tree
    yield Use("level", model.until_classified, tree, ("until-classified",))
    yield from _duties(model, tree)
    yield from _people(model, tree)
    yield from _promises(model, tree)
    yield from _places(model, tree)


def _duties(model: Organisation, tree: Tree) -> Iterator[Use]:
    for name, level in model.levels.items():
        for key, told in (("tell", level.tell), ("update", level.update)):
            for audience in told:
                yield Use(
                    "audience", audience, tree, ("levels", name, key, audience), True
                )
    for name, audience_ in model.audiences.items():
        at = ("audiences", name)
        yield Use("role", audience_.by, tree, (*at, "by"))
        for i, role in enumerate(audience_.roles):
            yield Use("role", role, tree, (*at, "roles", i))
    for name, notice in model.notices.items():
        at = ("notices", name)
        yield Use("role", notice.by, tree, (*at, "by"))
        if notice.from_:
            yield Use("level", notice.from_, tree, (*at, "from"))
        for anchor in notice.within:
            yield Use("anchor", anchor, tree, (*at, "within", anchor), True)


def _people(model: Organisation, tree: Tree) -> Iterator[Use]:
    for department, its in model.departments.items():
        for name, role in its.roles.items():
            at = ("departments", department, "roles", name)
            if role.deputy:
                yield Use("role", role.deputy, tree, (*at, "deputy"))
            if role.based_at:
                yield Use("site", role.based_at, tree, (*at, "based-at"))


def _promises(model: Organisation, tree: Tree) -> Iterator[Use]:
    for name, contract in model.contracts.items():
        at = ("contracts", name)
        yield Use("milestone", contract.counts_until, tree, (*at, "counts-until"))
        for i, reason in enumerate(contract.stop_clock):
            yield Use("stop-clock", reason, tree, (*at, "stop-clock", i))
    for name, client in model.clients.items():
        at = ("clients", name)
        yield Use("contract", client.contract, tree, (*at, "contract"))
        for i, site in enumerate(client.sites):
            yield Use("site", site, tree, (*at, "sites", i))
        yield from uses_of_accepts(client.accepts, tree, at)


def _places(model: Organisation, tree: Tree) -> Iterator[Use]:
    for name, site in model.sites.items():
        yield from uses_of_accepts(site.accepts, tree, ("sites", name))
    for name, store in model.stores.items():
        yield Use("site", store.at, tree, ("stores", name, "at"))
    for i, leg in enumerate(model.legs):
        yield Use("site", leg.from_, tree, ("legs", i, "from"))
        yield Use("site", leg.to, tree, ("legs", i, "to"))


def uses_of_accepts(
    accepts: Mapping[str, Acceptance], tree: Tree, at: Loc
) -> Iterator[Use]:
    """The rules that are accepted as broken, and who answers for them."""
    for rule, acceptance in accepts.items():
        loc = (*at, "accepts", rule)
        yield Use("rule", rule, tree, loc, True)
        yield Use("role", acceptance.by, tree, (*loc, "by"))


def uses_of_roster(file: PlanFile[Roster]) -> Iterator[Use]:
    """The roles that persons hold, and the persons that hold them."""
    model, tree = file.model, file.tree
    for role, holders in model.roles.items():
        at = ("roles", role)
        yield Use("role", role, tree, at, True)
        for key, names in (
            ("persons", holders.persons),
            ("substitutes", holders.substitutes),
        ):
            for i, name in enumerate(names):
                yield Use(
                    "person", name, tree, (*at, key, i), among=tuple(model.persons)
                )
