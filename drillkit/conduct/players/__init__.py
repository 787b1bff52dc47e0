"""Simulated players: what people would do in a drill, planned from what happened.

They see the drill as it stands and each entry as it comes, and answer with acts at
later times; whether an act is allowed is the engine's to say.  The same seed, plan
and scenario give the same acts.

Know no log, no wall clock and no dice but keyed ones.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from drillkit.conduct.players import (
    calls,
    command,
    facts,
    outside,
    promises,
    steps,
    table,
)
from drillkit.conduct.players.crews import Crews
from drillkit.conduct.players.diary import Diary, Planned
from drillkit.conduct.players.dice import Dice
from drillkit.conduct.players.knowledge import knowledge
from drillkit.conduct.players.profile import PROFILES, Profile
from drillkit.conduct.players.scene import Scene
from drillkit.engine import events
from drillkit.engine.charts import Play
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.plan.plan import Plan

__all__ = ["PROFILES", "Planned", "Players", "Profile"]

Reaction = Callable[[Scene, Drill, int, Any], None]

REACTIONS: Final[Mapping[type, Sequence[Reaction]]] = {
    events.StepOpened: (steps.opened,),
    events.StepStarted: (steps.started,),
    events.StepWaited: (steps.waited,),
    events.StepResumed: (steps.resumed,),
    events.StepSettled: (steps.settled, command.settled),
    events.FactsReported: (facts.reported,),
    events.RequestMade: (outside.requested,),
    events.CallMade: (calls.called,),
    events.InjectDelivered: (calls.delivered,),
    events.ExpectationMet: (calls.met,),
    events.ExpectationMissed: (calls.missed,),
    events.ObligationOpened: (promises.opened,),
    events.ObligationMoved: (promises.moved,),
    events.MilestoneReached: (
        steps.alarmed,
        table.reached,
        command.reached,
        outside.over,
    ),
    events.PhaseLeft: (outside.over,),
    events.MilestoneWithdrawn: (table.withdrawn,),
}


class Players:
    """Everybody in one rehearsal of a scenario."""

    def __init__(
        self, plan: Plan, scenario: str, play: Play, seed: int, profile: Profile
    ) -> None:
        dice = Dice(seed)
        known = knowledge(plan, scenario, dice)
        crews = Crews(play.company.roles)
        self._scene = Scene(play, dice, profile, known, Diary(), crews)

    def notice(self, entries: Sequence[Entry], drill: Drill) -> None:
        """Take in what happened; ``drill`` is how it stands after all of it."""
        if drill.is_over:
            return
        for entry in entries:
            for react in REACTIONS.get(type(entry.event), ()):
                react(self._scene, drill, entry.at, entry.event)
        steps.share_out(self._scene, drill, drill.at)

    def next_at(self) -> int | None:
        """When somebody next means to do something."""
        return self._scene.diary.next_at()

    def take(self, at: int, drill: Drill) -> Planned | None:
        """The next act that is planned by *at* and not pointless by now."""
        diary = self._scene.diary
        while planned := diary.take(at):
            if planned.act is None:
                steps.share_out(self._scene, drill, at)
            elif planned.still(drill):
                return planned
        return None

    def can_move(self) -> bool:
        """Whether a run can get on by what anybody means to do."""
        return self._scene.diary.moves()
