"""What happens to a run: phases, milestones, facts, its level."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FactValue = str | int | bool


@dataclass(frozen=True, slots=True)
class RunJoined:
    """A further department's plan joins while the drill runs."""

    run: str
    runbook: str
    begins: str = ""
    plan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A department starts to follow its runbook."""

    run: str
    department: str


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """``order`` is the phase's place in its document."""

    run: str
    path: str
    visit: int
    order: int


@dataclass(frozen=True, slots=True)
class PhaseLeft:
    """``to`` is where the run went, ``""`` when an outer phase took it along."""

    run: str
    path: str
    visit: int
    how: Literal["done", "outcome", "deadline", "overtaken", "returned"]
    outcome: str
    to: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """``run`` is ``""`` for the company's own milestone."""

    run: str
    name: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneWithdrawn:
    """The phase or step that reached it was entered again."""

    run: str
    name: str


@dataclass(frozen=True, slots=True)
class FactsReported:
    """A department said what it knows."""

    run: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Classified:
    """A run has a level, by its facts; with a ``reason``, by decision."""

    run: str
    level: str
    was: str
    facts: Mapping[str, FactValue]
    reason: str = ""
