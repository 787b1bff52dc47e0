"""What people do with steps and facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from drillkit.engine.events import FactValue


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Take a step in hand."""

    run: str
    path: str


@dataclass(frozen=True, slots=True)
class SettleStep:
    """Say that a step is done, or how it came out."""

    run: str
    path: str
    outcome: str = "done"


@dataclass(frozen=True, slots=True)
class SkipStep:
    """Leave a step out, with a reason."""

    run: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Open a step again that was settled by mistake."""

    run: str
    path: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Say how many of a roll-call or batch are counted."""

    run: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Say what the department knows."""

    run: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class SetLevel:
    """Decide a run's level against its classification."""

    run: str
    level: str
    reason: str
