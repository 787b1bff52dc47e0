"""Whether a scenario is ready to be drilled: green, or what is missing and by when.

Looks at what it is given and asks nobody: the plan, its problems, what people vouched
for, which contacts work, which drills were rehearsed, and what day it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from shlex import quote
from typing import Final

from drillkit.conduct.vouched import Checked, Vouched
from drillkit.engine.digest import digest
from drillkit.engine.events import DrillBegan
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_
from drillkit.plan.roster import Person, Roster
from drillkit.plan.scenario import Scenario
from drillkit.plan.uses.of_runbook import uses_of_runbook

# How long before the start each is to be green, in the order in which it is done.
PLAN, APPROVED, PEOPLE, DRY_RUN, CONTACTS, PACKS = (
    "plan",
    "approved",
    "people",
    "dry-run",
    "communications",
    "packs",
)
DAYS_BEFORE: Final[Mapping[str, int]] = {
    PLAN: 56,
    APPROVED: 42,
    PEOPLE: 28,
    DRY_RUN: 21,
    CONTACTS: 7,
    PACKS: 2,
}
TITLES: Final[Mapping[str, str]] = {
    PLAN: N_("The plan is clean"),
    APPROVED: N_("The scenario is approved"),
    PEOPLE: N_("Every role has a confirmed person and a substitute"),
    DRY_RUN: N_("The scenario was rehearsed"),
    CONTACTS: N_("Every contact was tried and works"),
    PACKS: N_("The packs are printed"),
}
# A person who said yes longer ago may have left, a number that worked may be dead.
CONFIRMED_FOR: Final = timedelta(days=56)
CHECKED_FOR: Final = timedelta(days=14)
EXAMPLE: Final = "roster.example.yaml"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, and what to do about it: message ids with their words."""

    says: str
    way_out: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that must be so; green if nothing of it is ``missing``.

    ``told`` says of a green one what it rests on.
    """

    name: str
    due: date
    missing: tuple[Missing, ...] = ()
    told: Missing | None = None

    @property
    def is_green(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A drill that was rehearsed on some content, and how it ended."""

    drill: str
    content: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to judge by."""

    plan: Plan
    problems: int
    vouched: Sequence[Vouched]
    checked: Mapping[str, Checked]
    rehearsed: Sequence[Rehearsed]
    today: date


def content_of(plan: Plan, scenario: str) -> str:
    """The hash of a scenario with all that it is played by."""
    company, file = plan.organisation, plan.scenarios[scenario]
    assert company is not None, "a plan without an organisation has no ready scenario"
    books = {run.runbook for run in file.model.runs.values()}
    texts = [
        (name, plan.runbooks[name].tree.text)
        for name in sorted(books)
        if name in plan.runbooks
    ]
    return _content(company.tree.text, texts, digest(file.tree.text))


def content_began(began: DrillBegan) -> str:
    """The same of a drill, by what its first entry carries."""
    books = sorted({run.runbook for run in began.runs})
    texts = [(name, began.plan.get(f"{name}.yaml", "")) for name in books]
    company = began.plan.get("organisation.yaml", "")
    return _content(company, texts, began.scenario_hash)


def _content(company: str, books: Sequence[tuple[str, str]], story: str) -> str:
    parts = (part for pair in books for part in pair)
    return digest(company, *parts, story)


def readiness(known: Known, scenario: str) -> tuple[Item, ...]:
    """Everything that must be so, in the order of its due date."""
    file = known.plan.scenarios[scenario]
    content = content_of(known.plan, scenario)
    starts = file.model.starts.date()
    people = tuple(_people(known, file, starts))
    return (
        _item(PLAN, starts, _plan(known), None),
        _approved(known, scenario, content, starts),
        _item(PEOPLE, starts, people, None),
        _dry_run(known, scenario, content, starts),
        _item(CONTACTS, starts, tuple(_contacts(known, file, starts)), None),
        _packs(known, scenario, content, starts),
    )


def _item(
    name: str, starts: date, missing: Sequence[Missing], told: Missing | None
) -> Item:
    return Item(name, starts - timedelta(days=DAYS_BEFORE[name]), tuple(missing), told)


def _plan(known: Known) -> tuple[Missing, ...]:
    if not known.problems:
        return ()
    says = N_("the plan has problems: {count}")
    return (Missing(says, "drillkit check", {"count": str(known.problems)}),)


def _last(known: Known, what: str, scenario: str, content: str = "") -> Vouched | None:
    several = [
        one
        for one in known.vouched
        if (one.what, one.scenario) == (what, scenario) and content in ("", one.content)
    ]
    return several[-1] if several else None


def _approved(known: Known, scenario: str, content: str, starts: date) -> Item:
    way_out = 'drillkit approve {scenario} --by "NAME"'
    found = _last(known, "approved", scenario, content)
    if found:
        told = Missing(N_("by {by} on {on}"), "", _vouched_words(found))
        return _item(APPROVED, starts, (), told)
    before = _last(known, "approved", scenario)
    words = {"scenario": scenario}
    says = N_("nobody has approved it")
    if before:
        says = N_("it has changed since {by} approved it on {on}")
        words |= _vouched_words(before)
    return _item(APPROVED, starts, (Missing(says, way_out, words),), None)


def _vouched_words(one: Vouched) -> dict[str, str]:
    return {"by": one.by, "on": one.on.isoformat()}


def _dry_run(known: Known, scenario: str, content: str, starts: date) -> Item:
    of_it = [one for one in known.rehearsed if one.content == content]
    good = [one for one in of_it if one.how not in ("stalled", "running", "broken-off")]
    if good:
        words = {"drill": good[-1].drill, "on": good[-1].on.isoformat()}
        return _item(DRY_RUN, starts, (), Missing(N_("{drill} on {on}"), "", words))
    words = {"scenario": scenario}
    says = N_("it was not rehearsed as it is now")
    if of_it:
        says = N_("the simulation {drill} did not come to its end")
        words["drill"] = of_it[-1].drill
    way_out = "drillkit rehearse {scenario}"
    return _item(DRY_RUN, starts, (Missing(says, way_out, words),), None)


def _packs(known: Known, scenario: str, content: str, starts: date) -> Item:
    found = _last(known, "printed", scenario, content)
    if found:
        told = Missing(N_("by {by} on {on}"), "", _vouched_words(found))
        return _item(PACKS, starts, (), told)
    before = _last(known, "printed", scenario)
    words = {"scenario": scenario}
    says = N_("they were not printed")
    if before:
        says = N_("it has changed since they were printed on {on}")
        words |= _vouched_words(before)
    way_out = 'drillkit print {scenario} --printed-by "NAME"'
    return _item(PACKS, starts, (Missing(says, way_out, words),), None)


def roles_of(plan: Plan, file: PlanFile[Scenario]) -> dict[str, None]:
    """Every role that a scenario's runbooks, calls and news need, in plan order."""
    company = plan.organisation
    assert company is not None, "roles are the organisation's"
    known, found = company.model.roles(), dict[str, None]()
    told = set()
    for run in file.model.runs.values():
        if run.runbook not in plan.runbooks:
            continue
        for use in uses_of_runbook(plan.runbooks[run.runbook]):
            if use.sort in ("role", "told", "audience"):
                told.add(use.name)
    for name in {
        name for level in company.model.levels.values() for name in level.tell
    }:
        told.add(name)
    for name, audience in company.model.audiences.items():
        if name in told:
            told |= {audience.by, *audience.roles}
    told |= {inject.to for inject in file.model.injects.values() if inject.to}
    for role in known:
        if role in told:
            found[role] = None
    return found


def _people(known: Known, file: PlanFile[Scenario], starts: date) -> Iterator[Missing]:
    roster = known.plan.roster
    if roster is None:
        yield Missing(
            N_("there is no roster"),
            "cp runbooks/{example} roster.yaml",
            {"example": EXAMPLE},
        )
        return
    if roster.path.endswith(EXAMPLE):
        yield Missing(
            N_("the roster is the example with invented people"),
            "cp {path} roster.yaml",
            {"path": roster.path},
        )
    for role in roles_of(known.plan, file):
        yield from _role(roster.model, role, starts)


def _role(roster: Roster, role: str, starts: date) -> Iterator[Missing]:
    holders = roster.roles.get(role)
    words = {"role": role}
    edit = N_("enter them in roster.yaml under roles: {role}")
    if holders is None or not holders.persons:
        yield Missing(N_("nobody holds the role {role}"), edit, words)
        return
    if not holders.substitutes:
        yield Missing(N_("nobody stands in for the role {role}"), edit, words)
    for kind, names in (("", holders.persons), ("s", holders.substitutes)):
        if not names or any(
            _is_confirmed(roster.persons.get(n), starts) for n in names
        ):
            continue
        says = (
            N_("no substitute for {role} has confirmed ({people})")
            if kind
            else N_("nobody who holds {role} has confirmed ({people})")
        )
        more = {"people": ", ".join(names), "first": names[0]}
        yield Missing(says, "drillkit confirm person {first}", words | more)


def _is_confirmed(person: Person | None, starts: date) -> bool:
    return (
        person is not None
        and person.confirmed is not None
        and starts - person.confirmed <= CONFIRMED_FOR
    )


def _contacts(
    known: Known, file: PlanFile[Scenario], starts: date
) -> Iterator[Missing]:
    roster = known.plan.roster
    if roster is None:
        yield Missing(
            N_("without a roster nobody can be reached"),
            "cp runbooks/{example} roster.yaml",
            {"example": EXAMPLE},
        )
        return
    for name in _persons(known.plan, file, roster.model):
        person = roster.model.persons.get(name)
        if person is None or not person.contacts:
            says = N_("{person} has no contact")
            way_out = N_("enter one in roster.yaml under persons: {person}")
            yield Missing(says, way_out, {"person": name})
            continue
        for contact in person.contacts:
            yield from _contact(known, name, contact, starts)


def _persons(
    plan: Plan, file: PlanFile[Scenario], roster: Roster
) -> Mapping[str, None]:
    """Everybody who holds one of the roles, or stands in, once."""
    found: dict[str, None] = {}
    for role in roles_of(plan, file):
        holders = roster.roles.get(role)
        if holders is not None:
            found |= dict.fromkeys((*holders.persons, *holders.substitutes))
    return found


def _contact(
    known: Known, person: str, contact: str, starts: date
) -> Iterator[Missing]:
    checked = known.checked.get(contact)
    words = {"person": person, "contact": contact, "typed": quote(contact)}
    way_out = "drillkit confirm contact {typed}"
    if checked is None:
        yield Missing(N_("{person}: {contact} was never tried"), way_out, words)
        return
    words["on"] = checked.on.isoformat()
    if not checked.works:
        yield Missing(N_("{person}: {contact} was dead on {on}"), way_out, words)
    elif starts - checked.on > CHECKED_FOR:
        says = N_("{person}: {contact} was last tried on {on}")
        yield Missing(says, way_out, words)
