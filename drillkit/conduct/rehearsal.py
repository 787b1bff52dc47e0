"""A whole drill with simulated players, as fast as the machine can.

Virtual time goes from one instant at which something happens to the next; at each
the players' acts come first and then what time brings, in one append.  The wall
clock is the story's, so the log of a scenario and a seed is the same bytes for ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from drillkit.conduct.clock import ticks_ns
from drillkit.conduct.players import PROFILES, Players, Profile
from drillkit.conduct.session import Session
from drillkit.engine.agenda import Due, agenda, moves
from drillkit.engine.charts import Play
from drillkit.engine.commands import Begin, Move, Pass, Stall
from drillkit.engine.compile import began, compile_play
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillStalled
from drillkit.log.store import Log
from drillkit.plan.plan import Plan

STEADY: Final = "steady"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rehearsal is, in drill time."""

    at: int
    until: int
    entries: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it: the drill as it was lived, and who still waited.

    ``spent_ns`` is the wall time by what it went to.
    """

    drill: str
    entries: int
    lived: Drill
    waits: tuple[str, ...]
    spent_ns: Mapping[str, int]

    @property
    def how(self) -> str:
        """How it ended."""
        return self.lived.ended


class StoryClock:
    """The wall clock of a rehearsal: it shows the story's time."""

    def __init__(self) -> None:
        self.now_ms = 0

    def __call__(self) -> int:
        """Now, as the store will stamp it."""
        return self.now_ms


def rehearsal_id(scenario: str, seed: int, profile: str = STEADY) -> str:
    """The drill's id: the same rehearsal is the same drill."""
    sort = "" if profile == STEADY else f"-{profile}"
    return f"{scenario}-{seed}{sort}"


def rehearse(
    plan: Plan,
    scenario: str,
    *,
    seed: int,
    log: Log,
    clock: StoryClock,
    profile: Profile = PROFILES[STEADY],
    progress: Callable[[Progress], None] = lambda _: None,
) -> Rehearsal:
    """Play *scenario* into an empty *log* that asks *clock* for the time."""
    return _Stage(plan, scenario, seed, log, clock, profile).play(progress)


class _Stage:
    """One rehearsal under way."""

    def __init__(
        self,
        plan: Plan,
        scenario: str,
        seed: int,
        log: Log,
        clock: StoryClock,
        profile: Profile,
    ) -> None:
        self._spent = dict.fromkeys(("compile", "engine", "players", "log"), 0)
        self._since = ticks_ns()
        self._play: Play = compile_play(plan, scenario)
        self._drill_id = rehearsal_id(scenario, seed, profile.name)
        first = began(
            plan, scenario, drill=self._drill_id, mode="rehearsal", wall_ms=0, seed=seed
        )
        self._begin = Begin(replace(first, wall_ms=first.starts_ms))
        self._clock = clock
        self._starts_ms = first.starts_ms
        self._session = Session(log, self._drill_id, self._play)
        assert self._session.seq == 0, "a rehearsal begins with an empty log"
        self._players = Players(plan, scenario, self._play, seed, profile)
        self._acts = 0
        self._waits: tuple[str, ...] = ()
        self._lap("compile")

    def play(self, progress: Callable[[Progress], None]) -> Rehearsal:
        """From STARTEX to ENDEX."""
        self._move(Move(0, self._begin, None, "begin"))
        self._commit()
        while not self._drill.is_over:
            self._instant()
            self._commit()
            until = self._drill.ends_at or self._drill.at
            progress(Progress(self._drill.at, until, self._session.seq))
        return Rehearsal(
            self._drill_id,
            self._session.seq,
            self._drill,
            self._waits,
            dict(self._spent),
        )

    @property
    def _drill(self) -> Drill:
        return self._session.drill

    def _instant(self) -> None:
        """Everything that happens at the next instant at which something does."""
        due, planned = self._next_due(), self._players.next_at()
        if self._is_stalled():
            self._move(Move(self._drill.at, Stall()))
            return
        times = [x for x in (due.at if due else None, planned) if x is not None]
        at = max(min(times), self._drill.at)
        while not self._drill.is_over:
            self._act_at(at)
            due = self._next_due()
            if due is None or due.at > at:
                break
            self._move(Move(at, Pass()))

    def _act_at(self, at: int) -> None:
        while planned := self._players.take(at, self._drill):
            self._acts += 1
            assert planned.act is not None
            move = Move(at, planned.act, planned.origin, f"act:{self._acts}")
            self._move(move)

    def _move(self, move: Move) -> None:
        entries = self._session.draft(move)
        self._lap("engine")
        self._players.notice(entries, self._drill)
        self._lap("players")
        self._hear(entries)

    def _hear(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, DrillStalled):
                self._waits = entry.event.waits

    def _commit(self) -> None:
        self._clock.now_ms = self._starts_ms + self._drill.at
        self._session.commit()
        self._lap("log")

    def _dues(self) -> list[Due]:
        return list(agenda(self._drill, self._play, self._session.charts()))

    def _next_due(self) -> Due | None:
        return min(self._dues(), default=None)

    def _is_stalled(self) -> bool:
        if self._players.can_move():
            return False
        return not any(moves(self._drill, due) for due in self._dues())

    def _lap(self, what: str) -> None:
        now = ticks_ns()
        self._spent[what] += now - self._since
        self._since = now
