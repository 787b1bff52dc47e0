"""The drill's own events: begun, paused, hurried, broken off, ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drillkit.engine.amendments import Change

Mode = Literal["live", "drill", "rehearsal"]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RunListed:
    """A run the drill has from its start, and what it waits for, if anything."""

    run: str
    runbook: str
    begins: str = ""


@dataclass(frozen=True, slots=True)
class ItemListed:
    """A broken thing joins the affected table."""

    item: str
    kind: str
    priority: int = 9
    users: int = 0
    client: str = ""
    site: str = ""
    emergency_services: bool = False
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrillBegan:
    """STARTEX.  ``plan`` is the text of every plan file, by path, as it was."""

    drill: str
    mode: Mode
    scenario: str
    scenario_hash: str
    title: Texts
    exercise: str
    lead: str
    runs: tuple[RunListed, ...]
    items: tuple[ItemListed, ...]
    level: str
    starts_ms: int
    zone: str
    onset: int | None
    ends_when: str
    ends_at: int | None
    plan: Mapping[str, str]
    plan_hash: str
    wall_ms: int
    seed: int
    program: str


@dataclass(frozen=True, slots=True)
class Paused:
    """Drill and story time stand still."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """Drill and story time go on."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class SpeedChanged:
    """Drill time runs at ``numerator / denominator`` of wall time."""

    numerator: int
    denominator: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Jumped:
    """Drill time skipped forward to ``to``."""

    to: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class TimeOutBegan:
    """One department stands aside; the rest of the drill goes on."""

    department: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeOutEnded:
    """The department is back."""

    department: str


@dataclass(frozen=True, slots=True)
class EmergencyDeclared:
    """REAL EMERGENCY: clocks stop and exercise messages stop."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyEnded:
    """The drill goes on after a real emergency."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class InstantStated:
    """When a real event began, was noticed, or got its ticket, and who says so.

    ``time`` is drill time, and before STARTEX as a rule: the event was there first.
    """

    instant: Literal["onset", "detected", "ticket"]
    time: int
    source: str


@dataclass(frozen=True, slots=True)
class DrillStalled:
    """Nothing is due, nobody can move, and it is not over."""

    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRevealed:
    """The scenario's text, kept from the shared log until ENDEX."""

    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class DrillEnded:
    """ENDEX."""

    how: Literal["normal", "time", "director", "broken-off", "stalled"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """The drill's level: the worst of its runs'."""

    level: str
    was: str


@dataclass(frozen=True, slots=True)
class PlanAmended:
    """The drill's plan is different from now on; the files are not touched."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class MoveRefused:
    """Somebody tried what is not allowed, which is worth knowing.

    ``why`` is a message id and ``words`` its words.
    """

    move: str
    why: str
    words: Mapping[str, str]
