"""What happens to an obligation, which is a promise with a clock."""

from dataclasses import dataclass
from typing import Literal

ObligationKind = Literal[
    "step-target",
    "phase-target",
    "acknowledge",
    "answer",
    "tell",
    "update",
    "restore",
    "sla",
    "notice",
    "provider",
    "approval",
    "expected",
]


@dataclass(frozen=True, slots=True)
class ObligationOpened:
    """A promise with a clock.

    ``obligation`` is its id, ``subject`` what it is about (a step's path, a
    client, an audience), ``due`` None while its clock stands.
    """

    obligation: str
    kind: ObligationKind
    subject: str
    run: str
    anchor: str
    anchored_at: int
    limit: int
    due: int | None
    late_by_classification: bool = False


@dataclass(frozen=True, slots=True)
class ObligationMoved:
    """It is due at another time, or its clock stands (``due`` None)."""

    obligation: str
    due: int | None
    why: Literal[
        "level", "stop-clock", "amendment", "anchor", "time-out", "jumped", "window"
    ]
    limit: int
    late_by_classification: bool = False


@dataclass(frozen=True, slots=True)
class ObligationKept:
    """Done; late when it was broken before."""

    obligation: str


@dataclass(frozen=True, slots=True)
class ObligationBroken:
    """The due time passed."""

    obligation: str


@dataclass(frozen=True, slots=True)
class ObligationClosed:
    """Nobody owes it any more."""

    obligation: str
    why: Literal["overtaken", "skipped", "not-finished", "withdrawn", "replaced"]


@dataclass(frozen=True, slots=True)
class ObligationAccepted:
    """A lost promise was accepted by name, with a new date (story ms)."""

    obligation: str
    by: str
    until_ms: int
    reason: str
