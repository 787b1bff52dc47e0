"""A seat-less driver of one drill: read on, decide, append.

A session keeps the drill as the log has it and, on top of that, what was decided
and not yet appended.  Somebody else may append first; then what was decided is
thrown away and decided again on what is true now.  Reads only through the store.
"""

from collections.abc import Callable, Sequence
from typing import Final

from drillkit.engine.amended import chart_of
from drillkit.engine.charts import Chart, Play
from drillkit.engine.commands import Act, Move, Pass
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.evolve import evolve
from drillkit.errors import LogConflict
from drillkit.log.line import Stored
from drillkit.log.store import Log

# Every try reads what the others wrote, so only a storm of writers uses up so many.
MOST_TRIES: Final = 20


def _nobody(_news: Sequence[Stored]) -> None:
    """Not even a seat keeps what was read."""


class Session:
    """One drill in one log, at its head.

    ``heard`` is given every entry of the log once, in order, as it is folded.
    """

    def __init__(
        self,
        log: Log,
        drill_id: str,
        play: Play,
        heard: Callable[[Sequence[Stored]], None] = _nobody,
    ) -> None:
        self._log = log
        self._id = drill_id
        self.play = play
        self._heard = heard
        self._read = Drill()
        self._drafted: list[Entry] = []
        self.drill = Drill()
        self.seq = 0
        self.catch_up()

    def catch_up(self) -> tuple[Stored, ...]:
        """Fold what others wrote; drops a draft, which knew nothing of it."""
        self._drafted.clear()
        news = tuple(self._log.read(self._id, self.seq))
        self._fold(news)
        return news

    def draft(self, move: Move) -> tuple[Entry, ...]:
        """Decide a move on top of what is drafted; nothing is written yet."""
        entries = decide(self.drill, move, self.play)
        for entry in entries:
            self.drill = evolve(self.drill, entry)
        self._drafted += entries
        return entries

    def commit(self) -> tuple[Stored, ...]:
        """Append the draft, all of it or nothing; LogConflict if somebody was first."""
        if not self._drafted:
            return ()
        stored = self._log.append(self._id, self.seq, self._drafted)
        self._drafted.clear()
        self._fold(tuple(line for line in stored if line.seq > self.seq))
        return stored

    def move(
        self, act: Act, at: int, origin: Origin | None = None, key: str = ""
    ) -> tuple[Stored, ...]:
        """Make a move at a drill time, on whatever the drill has come to by then.

        What time brought before comes as an append of its own: its entries are
        anybody's, and the move's key must lead to the move alone.
        """
        return self.move_when(lambda _: Move(at, act, origin, key))

    def move_when(self, asked: Callable[[Drill], Move]) -> tuple[Stored, ...]:
        """Make a move whose time depends on what others did to the drill's clock.

        It is *asked* again, of the drill as it then stands, at each try.
        """
        for _ in range(MOST_TRIES - 1):
            try:
                return self._move(asked)
            except LogConflict:
                continue
        return self._move(asked)

    def drop(self) -> None:
        """Forget a draft that could not be written."""
        self._drafted.clear()
        self.drill = self._read

    def _move(self, asked: Callable[[Drill], Move]) -> tuple[Stored, ...]:
        self.catch_up()
        move = asked(self.drill)
        # Before its first entry a drill has no time that could bring anything.
        if self.seq and not isinstance(move.act, Pass):
            self.draft(Move(move.at - 1, Pass()))
            self.commit()
        self.draft(move)
        return self.commit()

    def charts(self) -> dict[str, Chart]:
        """Every run's chart as this drill has amended it."""
        runs = self.drill.runs.items()
        return {name: chart_of(self.play, run) for name, run in runs}

    def _fold(self, news: tuple[Stored, ...]) -> None:
        for stored in news:
            self._read = evolve(self._read, stored.entry)
            self.seq = stored.seq
        self._heard(news)
        self.drill = self._read
