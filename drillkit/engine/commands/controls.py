"""What the director does with the drill and its plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drillkit.engine.amendments import Change
from drillkit.engine.events import DrillBegan


@dataclass(frozen=True, slots=True)
class Begin:
    """STARTEX."""

    began: DrillBegan


@dataclass(frozen=True, slots=True)
class StateInstant:
    """Say when a real event began, was noticed or got its ticket (drill time)."""

    instant: Literal["onset", "detected", "ticket"]
    time: int
    source: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Time has passed: everything due until now happens."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop drill time."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let drill time go on."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Let drill time run at ``numerator / denominator`` of wall time."""

    numerator: int
    denominator: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Skip forward to the drill time ``to``."""

    to: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class BeginTimeOut:
    """Let one department stand aside."""

    department: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndTimeOut:
    """Bring the department back."""

    department: str


@dataclass(frozen=True, slots=True)
class DeclareEmergency:
    """REAL EMERGENCY."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndEmergency:
    """Go on with the drill after it."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class EndDrill:
    """ENDEX by the director, or broken off."""

    broken_off: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stall:
    """Nobody will move any more: say what is waited for and stop."""


@dataclass(frozen=True, slots=True)
class JoinRun:
    """Let a further department's plan join."""

    run: str
    runbook: str
    begins: str = ""
    plan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnTo:
    """Send a run back to a phase, with a reason."""

    run: str
    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class Amend:
    """Change the drill's plan from now on."""

    change: Change
    reason: str
