"""Seats: who sits at a running drill, and what a seat is for.

A seat is a role at the drill.  A person may hold several, one terminal each; a seat
nobody holds is empty or played by simulated players.
"""

from dataclasses import dataclass
from typing import Final, Literal

SeatKind = Literal[
    "director",
    "controller",
    "evaluator",
    "role-player",
    "scribe",
    "participant",
    "observer",
]

# Who may know what is still to come.
IN_THE_KNOW: Final[frozenset[SeatKind]] = frozenset({"director", "controller"})


@dataclass(frozen=True, slots=True)
class Seat:
    """``role`` is a role of the organisation, for participants; ``department`` the
    one a controller, evaluator, scribe or participant belongs to ("": all)."""

    kind: SeatKind
    role: str = ""
    department: str = ""
    person: str = ""

    @property
    def name(self) -> str:
        """The seat's id: what people type after ``--as`` and what others see."""
        of = self.role or self.department
        if self.kind == "participant":
            return of
        return f"{self.kind}:{of}" if of else self.kind

    @property
    def is_in_the_know(self) -> bool:
        """Whether injects to come may be shown at it."""
        return self.kind in IN_THE_KNOW
