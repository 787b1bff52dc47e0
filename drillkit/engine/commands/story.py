"""What controllers do with injects."""

from dataclasses import dataclass, field

from drillkit.engine.events import Texts


@dataclass(frozen=True, slots=True)
class TriggerInject:
    """Deliver an inject now."""

    inject: str


@dataclass(frozen=True, slots=True)
class HoldInject:
    """Keep an inject back."""

    inject: str


@dataclass(frozen=True, slots=True)
class ReleaseInject:
    """Let a held inject come at its time."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject:
    """Leave an inject out."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EditInject:
    """Change what an inject says or when it comes (drill time)."""

    inject: str
    says: Texts = field(default_factory=dict)
    due: int | None = None


@dataclass(frozen=True, slots=True)
class WriteInject:
    """Write an inject on the spot; without a time it waits for a trigger."""

    inject: str
    to: str
    says: Texts
    sender: Texts = field(default_factory=dict)
    via: str = "message"
    due: int | None = None


@dataclass(frozen=True, slots=True)
class ReportSpoken:
    """Say that an inject was told by word of mouth, and what was heard."""

    inject: str
    whom: str
    heard: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class MeetExpectation:
    """Say that players did what an inject asked for."""

    inject: str
    number: int
