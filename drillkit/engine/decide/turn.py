"""One answer in the making: the entries so far and the drill they lead to.

``decide`` is a function from the outside; inside, what a move brings about is
found step by step, and each step must see what the last one did.
"""

from drillkit.engine.amended import chart_of
from drillkit.engine.charts import Chart, Level, Play
from drillkit.engine.drill import Drill, Run
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import Event, MilestoneReached, MoveRefused
from drillkit.engine.evolve import evolve


class Turn:
    """The drill as it stands after ``entries``, at the drill time ``at``."""

    def __init__(self, drill: Drill, play: Play) -> None:
        self.drill = drill
        self.play = play
        self.at = drill.at
        self.origin: Origin | None = None
        self.key = ""
        self.entries: list[Entry] = []
        self.touched: set[str] = set()
        self.is_jumping = False
        self._charts: dict[str, Chart] = {}

    def emit(self, event: Event, key: str = "") -> None:
        """Let *event* happen as the engine's own."""
        self._add(Entry(self.at, event, None, key))

    def act(self, event: Event) -> None:
        """Let *event* happen as the doing of whoever moved."""
        self._add(Entry(self.at, event, self.origin, self.key))
        self.key = ""

    def refuse(self, move: object, why: str, **words: str) -> None:
        """Say that the move is not allowed, and why."""
        self.act(MoveRefused(type(move).__name__, why, words))

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.drill = evolve(self.drill, entry)
        event = entry.event
        if isinstance(event, MilestoneReached):
            # Anybody may have waited for it.
            self.touched.update(self.drill.runs)
        elif run := getattr(event, "run", ""):
            self.touched.add(run)

    def run(self, name: str) -> Run:
        """The run as it stands."""
        return self.drill.runs[name]

    def chart(self, name: str) -> Chart:
        """The run's chart with its amendments."""
        run = self.drill.runs[name]
        key = f"{name}#{len(run.changes)}"
        if key not in self._charts:
            self._charts[key] = chart_of(self.play, run)
        return self._charts[key]

    def plain_chart(self, name: str) -> Chart:
        """The run's chart as written, whose phases the machine knows."""
        return self.play.charts[self.drill.runs[name].runbook]

    @property
    def level(self) -> Level:
        """The drill's level and what it obliges."""
        return self.play.company.levels[self.drill.level]

    def story(self, at: int) -> int:
        """The story's instant (UTC epoch ms) at a drill time."""
        return self.drill.starts_ms + at

    def drill_time(self, story: int) -> int:
        """The drill time of a story instant."""
        return story - self.drill.starts_ms


def step_id(run: str, path: str, visit: int) -> str:
    """One step or phase in one visit, for the whole drill."""
    return f"{run}/{path}#{visit}"
