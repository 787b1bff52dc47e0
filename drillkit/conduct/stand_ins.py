"""Stand-ins: simulated players at some departments of a running drill.

They read the log like everybody and act at real speed, in one process, the host's.
A person who sits down at a department's seat has it from then on; who leaves on
purpose gives it back.  What is outside, providers and clients, is played too until a
role-player sits down.

What they mean to do follows from the log alone, so a host that died goes on as if
nothing had been.  Know no screen.
"""

from collections.abc import Set
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import Final

from drillkit.conduct.business import department_of
from drillkit.conduct.desk import Desk
from drillkit.conduct.players import PROFILES, Planned, Players, Profile
from drillkit.engine.charts import Play
from drillkit.engine.commands import (
    Act,
    AnswerRequest,
    EnterDecision,
    EstimateItem,
    MarkItem,
    Note,
    Observe,
    Rate,
    StartClock,
    StopClock,
    TakeCommand,
)
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.evolve import evolve
from drillkit.plan.plan import Plan

WRITTEN_BY: Final = "stand-in"

# What is not made up for when somebody takes a seat over: words that belonged to their
# moment, and what others have long done in their own way.
OF_THE_MOMENT: Final = (
    EnterDecision,
    EstimateItem,
    Note,
    Observe,
    Rate,
    StartClock,
    StopClock,
    TakeCommand,
)


class StandIns:
    """Simulated players of a scenario, beside the people at a drill's seats."""

    def __init__(
        self,
        desk: Desk,
        plan: Plan,
        scenario: str,
        *,
        seed: int = 0,
        profile: Profile = PROFILES["steady"],
    ) -> None:
        self._desk = desk
        self._plan = plan
        self._scenario = scenario
        self._seed = seed
        self._profile = profile
        self._departments: frozenset[str] = frozenset()
        self._is_outside_played = False
        self._heard = 0
        self._since = 0
        self._players = self._fresh()

    @property
    def departments(self) -> frozenset[str]:
        """The departments they play now."""
        return self._departments

    def play(self, departments: Set[str], *, outside: bool) -> None:
        """Play just these from now on, and what is outside or not."""
        taken_up = departments - self._departments
        is_more = bool(taken_up) or (outside and not self._is_outside_played)
        self._departments = frozenset(departments)
        self._is_outside_played = outside
        if is_more:
            # What they let go by while people played is found in the log again.
            self._players = self._fresh()
            self._heard = 0
            self._since = self._desk.now()

    def look(self) -> bool:
        """Take in what happened and do what is planned by now; True if anything was."""
        self._hear()
        if self._desk.drill.status != "running":
            return False
        has_acted = False
        while planned := self._players.take(self._desk.now(), self._desk.drill):
            if self._is_ours(planned):
                self._do(planned)
                has_acted = True
                self._hear()
        return has_acted

    def _fresh(self) -> Players:
        return Players(
            self._plan, self._scenario, self._desk.play, self._seed, self._profile
        )

    def _hear(self) -> None:
        """Take in what was stored since, each append as it was decided."""
        stored = self._desk.stored
        if self._heard == 0:
            self._hear_again()
        elif self._heard < len(stored):
            news = [line.entry for line in stored[self._heard :]]
            self._players.notice(news, self._desk.drill)
        self._heard = len(stored)

    def _hear_again(self) -> None:
        """Live through the log from its beginning, which takes some moments."""
        drill = Drill()
        for _, append in groupby(self._desk.stored, attrgetter("wall_ms")):
            entries = [line.entry for line in append]
            for entry in entries:
                drill = evolve(drill, entry)
            self._players.notice(entries, drill)

    def _is_ours(self, planned: Planned) -> bool:
        assert planned.act is not None
        assert planned.origin is not None
        if planned.at < self._since and isinstance(planned.act, OF_THE_MOMENT):
            return False
        play = self._desk.play
        if is_outside(planned.act, play):
            return self._is_outside_played
        if isinstance(planned.act, Observe | Rate):
            return planned.act.department in self._departments
        return department_of(planned.origin.by, play) in self._departments

    def _do(self, planned: Planned) -> None:
        assert planned.act is not None
        assert planned.origin is not None
        said = planned.origin
        origin = Origin(said.by, WRITTEN_BY, said.channel, said.happened, said.why_late)
        self._desk.relay(planned.act, origin, key_of(planned), planned.still)


def is_outside(act: Act, play: Play) -> bool:
    """Whether it is a provider's or a client's word."""
    if isinstance(act, MarkItem):
        return act.confirmed_by in play.company.clients
    return isinstance(act, AnswerRequest)


def key_of(planned: Planned) -> str:
    """The same plan of the same act is made once, whoever plans it again."""
    happened = planned.origin.happened if planned.origin else None
    text = f"{planned.subject}|{planned.act!r}|{happened}|{planned.at}"
    return f"stand-in:{blake2b(text.encode(), digest_size=10).hexdigest()}"
