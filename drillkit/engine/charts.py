"""Compiled plans: what the engine needs of runbooks and company, and no more.

Flat frozen values, every path written out, every duration in milliseconds.
Knows nothing of YAML, places or languages beyond the texts it carries along.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from drillkit.engine.calendar import Hours
from drillkit.engine.draws import Law
from drillkit.engine.events import Answer, Texts
from drillkit.engine.travel import Leg
from drillkit.plan.conditions import Condition, FactTypes


@dataclass(frozen=True, slots=True)
class Step:
    """One action inside a phase; ``about`` is what its verb acts on."""

    path: str
    name: str
    verb: str
    about: str
    text: Texts
    crew: Mapping[str, int]
    needs: tuple[str, ...]
    target: int | None = None
    takes: Law | None = None
    chance: Mapping[str, float] = field(default_factory=dict)
    optional: bool = False
    level: str = ""
    when: Condition | None = None
    reaches: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    site: str = ""
    origin: str = ""
    answer: Answer = "received"
    says: Texts = field(default_factory=dict)
    next_update: int | None = None
    later: int | None = None
    total: int = 0
    enough: int = 0
    each: int | None = None
    at_once: int = 1
    every: int = 0
    count_of: str = ""

    @property
    def blocks(self) -> bool:
        """Whether its phase waits for it (semantics, rule 1)."""
        return not (self.optional or self.verb == "watch")


@dataclass(frozen=True, slots=True)
class Lane:
    """Phases that run beside those of the other lanes."""

    path: str
    keep: bool
    initial: str
    finals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phase:
    """A state of the runbook.  ``leads_to`` and ``after`` hold full paths."""

    path: str
    order: int
    parent: str
    final: bool = False
    target: int | None = None
    steps: tuple[Step, ...] = ()
    lanes: tuple[Lane, ...] = ()
    join: str = ""
    after: tuple[tuple[int, str], ...] = ()
    reaches: Mapping[str, str] = field(default_factory=dict)
    leads_to: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a classification; no condition means otherwise."""

    level: str
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom to call next, from which level on (``""``: any)."""

    role: str
    level: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """One runbook, compiled; ``phases`` are in document order."""

    runbook: str
    department: str
    initial: str
    phases: Mapping[str, Phase]
    facts: FactTypes
    rows: tuple[Row, ...] = ()
    ladder: tuple[Rung, ...] = ()

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step by path."""
        return {s.path: s for p in self.phases.values() for s in p.steps}

    @cached_property
    def lane_of(self) -> Mapping[str, Lane]:
        """Every lane by path."""
        return {x.path: x for p in self.phases.values() for x in p.lanes}

    @cached_property
    def named(self) -> frozenset[str]:
        """Every milestone this runbook can reach."""
        return frozenset(
            name
            for phase in self.phases.values()
            for reaches in (phase.reaches, *(s.reaches for s in phase.steps))
            for name in reaches.values()
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Every phase and step by its place in the document."""
        paths = (
            path
            for phase in self.phases.values()
            for path in (phase.path, *(step.path for step in phase.steps))
        )
        return {path: place for place, path in enumerate(paths)}

    def phase_of(self, step: str) -> Phase:
        """The phase a step's path lies in."""
        return self.phases[step.rpartition("/")[0]]


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of severity; ``rank`` 0 is the worst."""

    name: str
    rank: int
    acknowledge_within: int
    restore_within: int
    tell: Mapping[str, int]
    update: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Role:
    """A post: how many people, when they are there, who stands in."""

    name: str
    department: str
    people: int
    hours: Hours
    deputy: str = ""
    based_at: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who must be told, by whom, and which answer counts."""

    name: str
    roles: tuple[str, ...]
    by: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Limit:
    """A span from an anchor: milliseconds, or calendar months."""

    anchor: str
    ms: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A regulatory clock; the earlier anchor wins."""

    name: str
    level: str
    within: tuple[Limit, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Client:
    """A client and its contract's clock."""

    name: str
    restore_within: int
    counts_from: str
    counts_until: str
    stop_clock: frozenset[str]
    sites: tuple[str, ...]
    priority: int
    hours: Hours
    update_every: int | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """A partner and its promises."""

    name: str
    restore_within: int
    acknowledge_within: int | None
    lead_times: Mapping[str, int]

    def promised(self, service: str) -> int:
        """How long it may take over a service, which may have a time of its own."""
        return self.lead_times.get(service, self.restore_within)


@dataclass(frozen=True, slots=True)
class Company:
    """The organisation, compiled."""

    zone: str
    levels: Mapping[str, Level]
    until_classified: str
    roles: Mapping[str, Role]
    audiences: Mapping[str, Audience]
    notices: Mapping[str, Notice]
    providers: Mapping[str, Provider]
    clients: Mapping[str, Client]
    site_hours: Mapping[str, Hours]
    store_sites: Mapping[str, str]
    stock: Mapping[tuple[str, str], int]
    legs: tuple[Leg, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """All departments, in the order of the organisation."""
        return tuple(dict.fromkeys(role.department for role in self.roles.values()))

    def role_at(self, name: str) -> str:
        """The role of that name; a department hears through the first of its own."""
        if name in self.roles:
            return name
        return next((r.name for r in self.roles.values() if r.department == name), "")

    def worse(self, one: str, other: str) -> str:
        """The worse of two levels."""
        return min(one, other, key=lambda name: self.levels[name].rank)

    def reaches_level(self, level: str, at_least: str) -> bool:
        """Whether *level* is *at_least* or worse; ``""`` asks for nothing."""
        return not at_least or self.levels[level].rank <= self.levels[at_least].rank


@dataclass(frozen=True, slots=True)
class Expectation:
    """What players should do about an inject."""

    within: int
    objective: str = ""
    by: str = ""
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inject:
    """One scripted piece of news; exactly one of the four ways to fire."""

    name: str
    order: int
    to: str
    via: str
    says: Texts
    sender: Texts
    at: int | None = None
    when: str = ""
    if_missed: str = ""
    hold: bool = False
    number: str = ""
    script: Texts = field(default_factory=dict)
    expects: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The scenario as the engine plays it; absent in a live event."""

    name: str
    injects: Mapping[str, Inject]
    text: str
    hash: str
    objectives: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Play:
    """Everything ``decide`` may know besides the drill itself."""

    company: Company
    charts: Mapping[str, Chart]
    story: Story | None = None
