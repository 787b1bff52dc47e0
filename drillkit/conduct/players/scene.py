"""What all simulated players share: the play, the dice, one diary, the crews.

Knows how an act gets its author, not which acts there are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from drillkit.conduct.players.crews import Crews
from drillkit.conduct.players.diary import Diary, Planned, always
from drillkit.conduct.players.dice import Dice
from drillkit.conduct.players.knowledge import Knowledge
from drillkit.conduct.players.profile import MINUTE, Profile
from drillkit.engine.amended import chart_of
from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.commands import Act
from drillkit.engine.drill import Drill, StepState
from drillkit.engine.entry import Origin
from drillkit.engine.events import StepOpened
from drillkit.language import N_

SCRIBE = "scribe"
LATE = (
    N_("was on the telephone"),
    N_("hands were full"),
    N_("wrote it on paper first"),
    N_("no connection at the site"),
)
MOST_LATE = 9 * MINUTE


@dataclass(frozen=True, slots=True)
class Scene:
    """One rehearsal seen by its players.

    ``unheard`` holds, by run, steps that opened before anybody answered the alarm.
    """

    play: Play
    dice: Dice
    profile: Profile
    known: Knowledge
    diary: Diary
    crews: Crews
    unheard: dict[str, list[StepOpened]] = field(default_factory=dict)

    def chart(self, drill: Drill, run: str) -> Chart:
        """A run's chart as amended."""
        return chart_of(self.play, drill.runs[run])

    def step(self, drill: Drill, run: str, path: str) -> Step:
        """A step as amended."""
        return self.chart(drill, run).steps[path]

    def origin(self, by: str, key: str, channel: str = "") -> Origin:
        """Whose act it is; some acts are typed by a scribe."""
        scribe = self.dice.hit(self.profile.by_scribe, f"scribe:{key}")
        return Origin(by, SCRIBE if scribe and by != SCRIBE else "", channel)

    def written(self, by: str, at: int, key: str) -> tuple[int, Origin]:
        """When something done at *at* is written down, and as whose act."""
        plain = self.origin(by, key)
        name = f"written:{key}"
        if not self.dice.hit(self.profile.written_late, name):
            return at, plain
        late = self.dice.between(MINUTE, MOST_LATE, name)
        why = LATE[int(self.dice.pair(name, 1)[0] * len(LATE))]
        return at + late, Origin(
            by,
            plain.written_by or SCRIBE,
            ("phone", "radio")[int(self.dice.pair(name, 1)[1] * 2)],
            at,
            self.known.word(why),
        )

    def plan(
        self,
        at: int,
        subject: str,
        act: Act,
        origin: Origin,
        still: Callable[[Drill], bool] = always,
        *,
        moves: bool = False,
    ) -> None:
        """Mean to do something at a drill time."""
        self.diary.plan(Planned(at, subject, act, origin, still, moves))


def is_at(drill: Drill, run: str, path: str, visit: int) -> StepState | None:
    """A step's state if it is still the same visit and not settled."""
    state = drill.runs[run].steps.get(path)
    if state is None or state.visit != visit or state.status == "settled":
        return None
    return state
