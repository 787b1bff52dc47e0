"""A desk: one seat's place at a running drill.

It reads what others wrote, writes what time brought, and does what its seat may do.
An act that cannot be written is kept, in order, and tried again; nothing is lost.
What could never be written from here is refused.

Knows no screen: whoever sits here looks often and asks what is there.
"""

import os
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from drillkit.conduct.clock import wall_ms
from drillkit.conduct.permissions import Refusal, refusal
from drillkit.conduct.private import PrivateLog
from drillkit.conduct.seats import Seat
from drillkit.conduct.session import Session
from drillkit.conduct.shelf import Look, nothing_there
from drillkit.engine.agenda import next_due
from drillkit.engine.charts import Chart, Play
from drillkit.engine.clock import drill_at
from drillkit.engine.commands import (
    Act,
    Correct,
    DeclareEmergency,
    EndEmergency,
    Jump,
    Move,
    Pass,
    Pause,
    Resume,
    SetSpeed,
)
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.events import MoveRefused, Texts
from drillkit.errors import LogError, StoryMissing
from drillkit.log.line import Stored
from drillkit.log.store import Log
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_

# Seats that do not know the story leave this long to one that does: an inject and a
# deadline of the same moment are then written in their order.
LEFT_TO_THE_HOST_MS: Final = 1_000
# After a failure to write the next try waits, because each may take seconds.
TRIED_AGAIN_AFTER_MS: Final = 1_000

NOBODY_WAS_THERE: Final = N_("every seat was away")
STORED_LATER: Final = N_("the log could not be written at the time")

# What sets the drill's clock says which wall time it was set at.
SETS_THE_CLOCK: Final = (
    Pause,
    Resume,
    SetSpeed,
    Jump,
    DeclareEmergency,
    EndEmergency,
)


def always(_drill: Drill) -> bool:
    """What somebody typed is never pointless."""
    return True


@dataclass(frozen=True, slots=True)
class Typed:
    """An act somebody typed at a drill time, not yet in the log."""

    act: Act
    origin: Origin
    key: str
    at: int
    still: Callable[[Drill], bool] = always


@dataclass(frozen=True, slots=True)
class RefusedLater:
    """An act that was kept, and refused once the log could take it."""

    act: Act
    why: Refusal


def open_desk(
    log: Log,
    drill: str,
    play: Play,
    seat: Seat,
    wall_clock: Callable[[], int] = wall_ms,
    private: PrivateLog | None = None,
) -> "Desk":
    """A desk at a drill, with all that was written so far."""
    stored: list[Stored] = []
    session = Session(log, drill, play, stored.extend, private)
    return Desk(session, seat, wall_clock, stored)


class Desk:
    """``stored`` grows with the log.  ``trouble`` is what the log last failed with,
    until it works again; ``waiting`` is how many acts it has not taken yet."""

    def __init__(
        self,
        session: Session,
        seat: Seat,
        wall_clock: Callable[[], int],
        stored: list[Stored],
    ) -> None:
        self._session = session
        self._wall_clock = wall_clock
        self._typed: deque[Typed] = deque()
        self._read_ms = wall_clock()
        self._failed_ms = 0
        self._charts_of: tuple[Drill, Mapping[str, Chart]] = (Drill(), {})
        self._due_of: tuple[Drill, int | None, int | None] = (Drill(), None, None)
        self.seat = seat
        self.stored = stored
        self.trouble: LogError | None = None
        # Who else looks whenever this desk does: stand-ins, the sitter's sign of life.
        self.beside: list[Callable[[], object]] = []
        # Whether somebody took the seat over.
        self.is_sent_away = False
        # What role-players know when asked, where the seat is to know it.
        self.answers: Mapping[str, Texts] = {}
        # The plan as it was read, for who wants its words and takes it away.
        self.plan: Plan | None = None
        # Where plans lie that the log does not carry yet.
        self.shelf: Look = nothing_there
        # Kept acts that were refused when the log could take them.
        self.refused_later: list[RefusedLater] = []

    @property
    def drill(self) -> Drill:
        """The drill as far as it was read."""
        return self._session.drill

    @property
    def play(self) -> Play:
        """The plan as this seat knows it."""
        return self._session.play

    @property
    def waiting(self) -> int:
        """How many acts are kept until the log takes them."""
        return len(self._typed)

    def now(self) -> int:
        """Drill time; it stands while the drill does."""
        return self._at(self.drill, self._wall_clock())

    def wall_ms(self) -> int:
        """Wall time."""
        return self._wall_clock()

    def link_ms(self) -> int:
        """How long ago the log was last read."""
        return max(0, self._wall_clock() - self._read_ms)

    def charts(self) -> Mapping[str, Chart]:
        """Every run's chart as amended."""
        if self._charts_of[0] is not self.drill:
            self._charts_of = self.drill, self._session.charts()
        return self._charts_of[1]

    def look(self) -> bool:
        """Read what others wrote and write what time brought; True if there is news.

        Whoever works in this process looks too: see ``beside``.
        """
        before = self._session.seq
        self._look()
        for looks in self.beside:
            looks()
        return self._session.seq != before

    def _look(self) -> None:
        try:
            self._read()
            if self._typed and self._may_try():
                self._land_kept()
            if self._has_come() and self._may_try():
                self._session.move_when(self._passing)
                self.trouble = None
            if self.trouble and not self._typed and not self._has_come():
                # Whatever could not be written is written, by whomever.
                self.trouble = None
        except LogError as error:
            self._fail(error)

    def do(
        self,
        act: Act,
        *,
        for_role: str = "",
        happened: int | None = None,
        channel: str = "",
        why_late: str = "",
        key: str | None = None,
    ) -> tuple[Stored, ...] | Refusal:
        """Do it now: what was stored, or why not.

        Nothing stored and nothing refused means that it is kept: see ``trouble``.
        """
        self._look()
        if self.is_sent_away:
            return Refusal(N_("somebody else sits at this seat now"))
        wrote = self._wrote(act)
        refused = refusal(
            self.seat, act, self.drill, self.play, for_role=for_role, wrote=wrote
        )
        if refused is not None:
            return refused
        origin = self._origin(for_role, happened, channel, why_late)
        return self._enter(Typed(act, origin, key or os.urandom(8).hex(), self.now()))

    def relay(
        self, act: Act, origin: Origin, key: str, still: Callable[[Drill], bool]
    ) -> tuple[Stored, ...] | Refusal:
        """Write what a stand-in does, unless it is pointless by the time it is written.

        Asks no permission: stand-ins act for roles, and know what is theirs.
        """
        return self._enter(Typed(act, origin, key, self.now(), still))

    def stand_since(self, wall: int) -> None:
        """Let drill time stand as from an instant at which nobody was there any more.

        To be asked before the first look, which writes what time brought until now.
        """

        def asked(drill: Drill) -> Move:
            at = self._at(drill, wall)
            if drill.status != "running":
                return Move(at, Pass())
            pause = Pause(wall, NOBODY_WAS_THERE)
            return Move(at, pause, Origin("director"), f"stood:{wall}")

        self._session.move_when(asked)

    def _enter(self, typed: Typed) -> tuple[Stored, ...] | Refusal:
        self._typed.append(typed)
        if not self._may_try():
            return ()
        try:
            self._land_kept(but=typed)
            return self._land(typed, is_late=False)
        except LogError as error:
            self._fail(error)
            return ()

    def _read(self) -> None:
        self._session.catch_up()
        self._read_ms = self._wall_clock()

    def _wrote(self, act: Act) -> Origin | None:
        """Who is behind the entry that a correction is about."""
        if isinstance(act, Correct) and 1 <= act.seq <= len(self.stored):
            return self.stored[act.seq - 1].entry.origin
        return None

    def _origin(
        self, for_role: str, happened: int | None, channel: str, why_late: str
    ) -> Origin:
        me = self.seat.role or self.seat.name
        by = for_role or me
        return Origin(by, me if by != me else "", channel, happened, why_late)

    def _may_try(self) -> bool:
        since = self._wall_clock() - self._failed_ms
        return self.trouble is None or not 0 <= since < TRIED_AGAIN_AFTER_MS

    def _land_kept(self, but: Typed | None = None) -> None:
        """Write what was kept, in the order it was typed."""
        while self._typed and self._typed[0] is not but:
            kept = self._typed[0]
            came = self._land(kept, is_late=True)
            if isinstance(came, Refusal):
                self.refused_later.append(RefusedLater(kept.act, came))

    def _land(self, typed: Typed, *, is_late: bool) -> tuple[Stored, ...] | Refusal:
        def asked(drill: Drill) -> Move:
            wall = self._wall_clock()
            at = self._at(drill, wall)
            if not typed.still(drill):
                return Move(at, Pass(), wall_ms=wall)
            origin = _late(typed, at) if is_late else typed.origin
            return Move(at, _stamped(typed.act, wall), origin, typed.key, wall)

        try:
            stored = self._session.move_when(asked)
        except StoryMissing as missing:
            # Another try would end the same way, and what comes after it would wait.
            self._taken()
            return Refusal(missing.says, {k: str(v) for k, v in missing.words.items()})
        self._taken()
        for line in stored:
            event = line.entry.event
            if isinstance(event, MoveRefused) and line.entry.key == typed.key:
                return Refusal(event.why, event.words)
        return stored

    def _taken(self) -> None:
        """The first act that was kept is no longer owed, and the log answers."""
        self._typed.popleft()
        self.trouble = None

    def _fail(self, error: LogError) -> None:
        self._session.drop()
        self.trouble = error
        self._failed_ms = self._wall_clock()

    def _at(self, drill: Drill, wall: int) -> int:
        return max(drill.at, drill_at(drill.clock, wall))

    def _passing(self, drill: Drill) -> Move:
        wall = self._wall_clock()
        return Move(self._at(drill, wall), Pass(), wall_ms=wall)

    def _has_come(self) -> bool:
        """Whether something is due that nobody has written yet."""
        if self._due_of[0] is not self.drill:
            due = next_due(self.drill, self.play, self.charts())
            self._due_of = self.drill, due.at if due else None, _wall_due(self.drill)
        _, due_at, wall_due = self._due_of
        wall = self._wall_clock()
        if wall_due is not None and wall_due <= wall:
            return True
        if due_at is None:
            return False
        left = LEFT_TO_THE_HOST_MS if self._leaves_it_to_the_host() else 0
        return due_at <= self._at(self.drill, wall - left)

    def _leaves_it_to_the_host(self) -> bool:
        return self.drill.mode == "drill" and self.play.story is None


def _late(typed: Typed, at: int) -> Origin:
    """Who is behind an act that could not be written when it was typed."""
    if typed.origin.happened is not None:
        return typed.origin
    return replace(
        typed.origin,
        happened=min(typed.at, at),
        why_late=typed.origin.why_late or STORED_LATER,
    )


def _stamped(act: Act, wall: int) -> Act:
    return replace(act, wall_ms=wall) if isinstance(act, SETS_THE_CLOCK) else act


def _wall_due(drill: Drill) -> int | None:
    """When a message that really went out is overdue, while drill time stands."""
    if drill.status != "paused":
        return None
    owed = (o for o in drill.obligations.values() if not o.broken)
    return min((o.wall_due for o in owed if o.wall_due is not None), default=None)
