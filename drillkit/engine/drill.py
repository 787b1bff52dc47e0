"""A drill: what its entries so far add up to.

Plain frozen values, nested by run so that a change copies little.  Only what
is still open is kept here; what is over is in the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from drillkit.engine.amendments import RunChange
from drillkit.engine.clock import DrillClock
from drillkit.engine.events import (
    Answer,
    FactValue,
    JourneyLeg,
    Mode,
    ObligationKind,
)

Value = TypeVar("Value", "Run", "Drill")
# Why a client's clock stood, from when and until when.
Stop: TypeAlias = tuple[str, int, int]
Status = Literal["standby", "running", "paused", "emergency", "ended"]
StepStatus = Literal["open", "working", "waiting", "settled"]


@dataclass(frozen=True, slots=True)
class StepState:
    """A step in its phase's present visit."""

    status: StepStatus
    visit: int
    verb: str
    crew: Mapping[str, int]
    optional: bool
    opened_at: int
    started_at: int | None = None
    settled_at: int | None = None
    how: str = ""
    outcome: str = ""
    counted: int = 0
    until: int | None = None


@dataclass(frozen=True)
class Run:
    """One department following one runbook.

    ``reached_by`` says which phase or step reached a milestone that holds.
    """

    run: str
    runbook: str
    begins: str = ""
    department: str = ""
    begun_at: int | None = None
    configuration: tuple[str, ...] = ()
    orders: Mapping[str, int] = field(default_factory=dict)
    visits: Mapping[str, int] = field(default_factory=dict)
    entered_at: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, StepState] = field(default_factory=dict)
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    level: str = ""
    milestones: Mapping[str, int] = field(default_factory=dict)
    reached_by: Mapping[str, str] = field(default_factory=dict)
    acknowledged: bool = False
    asked: tuple[str, ...] = ()
    changes: tuple[RunChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Obligation:
    """A promise that is still owed, broken or not.

    With a ``wall_due`` it counts wall time, and ``due`` is the drill time which that
    falls on as the clock goes now.
    """

    obligation: str
    kind: ObligationKind
    subject: str
    run: str
    anchor: str
    anchored_at: int
    limit: int
    due: int | None
    remaining: int | None = None
    broken: bool = False
    accepted: bool = False
    jumped: bool = False
    wall_due: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody was called and has not answered fully."""

    call: str
    run: str
    role: str
    why: str
    subject: str
    answer: Answer
    rung: int
    made_at: int
    audience: str = ""
    deputy_for: str = ""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A provider works on it."""

    request: str
    run: str
    path: str
    visit: int
    provider: str
    service: str
    made_at: int
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """People or parts on their way; ``leg`` is the next to finish."""

    journey: str
    run: str
    path: str
    visit: int
    legs: tuple[JourneyLeg, ...]
    part: str = ""
    store: str = ""
    leg: int = 0
    departed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A broken thing and the milestones it has reached."""

    item: str
    kind: str
    priority: int
    users: int
    client: str
    site: str
    marks: Mapping[str, int] = field(default_factory=dict)
    estimate: int | None = None


@dataclass(frozen=True, slots=True)
class InjectState:
    """What became of an inject; ``due`` overrides the scenario's time."""

    status: Literal["coming", "held", "delivered", "skipped"]
    due: int | None = None
    says: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    sender: Mapping[str, str] = field(default_factory=dict)
    via: str = ""


@dataclass(frozen=True)
class Drill:
    """Everything open at one moment; ``at`` is the last entry's drill time.

    ``entries`` counts them all, so it is the number of the last in the log.
    """

    drill: str = ""
    mode: Mode = "drill"
    lead: str = ""
    status: Status = "standby"
    was_paused: bool = False
    ended: str = ""
    entries: int = 0
    at: int = 0
    clock: DrillClock = DrillClock(0, 0, paused=True)
    starts_ms: int = 0
    onset: int | None = None
    ends_when: str = ""
    ends_at: int | None = None
    level: str = ""
    command: str = ""
    called: int = 0
    updates: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, Run] = field(default_factory=dict)
    milestones: Mapping[str, int] = field(default_factory=dict)
    obligations: Mapping[str, Obligation] = field(default_factory=dict)
    calls: Mapping[str, Call] = field(default_factory=dict)
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)
    requests: Mapping[str, OpenRequest] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    spent: Mapping[str, int] = field(default_factory=dict)
    stops: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    stopped: Mapping[str, tuple[Stop, ...]] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    injects: Mapping[str, InjectState] = field(default_factory=dict)
    missed: Mapping[str, int] = field(default_factory=dict)
    noted: int = 0
    revealed: bool = False
    told_lines: int = 0
    notices: Mapping[str, int] = field(default_factory=dict)
    time_outs: Mapping[str, int] = field(default_factory=dict)
    windows: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether ENDEX has come."""
        return self.status == "ended"


def changed(value: Value, **changes: object) -> Value:
    """*value* with some fields different.

    What ``dataclasses.replace`` does, at a ninth of its cost on so many fields:
    a replay changes a drill a hundred thousand times.
    """
    copy: Value = object.__new__(type(value))
    copy.__dict__.update(value.__dict__, **changes)
    return copy
