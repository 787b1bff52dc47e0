"""Hosting: the process that keeps a drill going, with or without a screen.

It delivers injects, writes what time brings, and plays the departments that nobody
sits at.  Knows who is there; shows nothing.
"""

from collections.abc import Callable, Sequence, Set

from drillkit.conduct.clock import rest
from drillkit.conduct.desk import Desk
from drillkit.conduct.presence import Chair, Presence
from drillkit.conduct.stand_ins import StandIns
from drillkit.engine.charts import Company
from drillkit.errors import LogError
from drillkit.log.line import Stored

LOOK_EVERY_MS = 50
# Who is there is seen from files; nobody sits down twenty times a second.
COUNT_HEADS_EVERY_MS = 1_000


class Troupe:
    """Stand-ins for some departments, and who of them is relieved by people now."""

    def __init__(
        self,
        stand_ins: StandIns,
        desk: Desk,
        presence: Presence,
        asked: Set[str],
        chair: Chair,
    ) -> None:
        self._stand_ins = stand_ins
        self._desk = desk
        self._presence = presence
        self._asked = frozenset(asked)
        self._chair = chair
        self._counted_ms = 0

    def look(self) -> None:
        """Hand departments over to whoever came or left, then play the others."""
        now = self._desk.wall_ms()
        if abs(now - self._counted_ms) >= COUNT_HEADS_EVERY_MS:
            self._counted_ms = now
            # Whoever was cut off comes back; only who left gives the seat away.
            taken = frozenset(sitter.seat for sitter in self._presence.sitters())
            by_people = departments_at(taken, self._desk.play.company)
            outside = bool(self._asked) and "role-player" not in taken
            self._stand_ins.play(self._asked - by_people, outside=outside)
            # For whoever looks from another terminal.
            self._chair.play(self._stand_ins.departments)
        self._stand_ins.look()


def departments_at(seats: Set[str], company: Company) -> frozenset[str]:
    """The departments at whose roles people sit."""
    roles = company.roles
    return frozenset(roles[seat].department for seat in seats if seat in roles)


def run_on(
    desk: Desk,
    tell: Callable[[Sequence[Stored]], None],
    is_enough: Callable[[], bool],
    worry: Callable[[LogError | None], None] = lambda _: None,
) -> None:
    """Look until the drill is over or it *is_enough*, telling what is new.

    ``worry`` is told what the log fails with, and None when it works again.
    """
    told, trouble = 0, ""
    while True:
        desk.look()
        if str(desk.trouble or "") != trouble:
            trouble = str(desk.trouble or "")
            worry(desk.trouble)
        if len(desk.stored) > told:
            tell(desk.stored[told:])
            told = len(desk.stored)
        if desk.drill.is_over or desk.is_sent_away or is_enough():
            return
        rest(LOOK_EVERY_MS)
