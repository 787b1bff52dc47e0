"""A seat-less driver of one drill: read on, decide, append.

A session keeps the drill as the log has it and, on top of that, what was decided
and not yet appended.  Somebody else may append first; then what was decided is
thrown away and decided again on what is true now.  Reads only through the store.

A session that is given the director's private log writes there what is secret, and
then into the shared log that it did; only so does it take effect.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Final

from drillkit.conduct.private import PrivateLog, noted
from drillkit.engine.agenda import next_due
from drillkit.engine.amended import chart_of
from drillkit.engine.carried import play_in
from drillkit.engine.charts import Chart, Play
from drillkit.engine.commands import Act, JoinRun, Move, Pass
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import DirectorNoted, DrillBegan, RunJoined
from drillkit.engine.evolve import evolve
from drillkit.engine.secret import is_secret, needs_story
from drillkit.errors import LogConflict, LogError, StoryMissing
from drillkit.log.line import Stored
from drillkit.log.store import Log
from drillkit.plan.problem import N_

# Every try reads what the others wrote, so only a storm of writers uses up so many.
MOST_TRIES: Final = 20


def _nobody(_news: Sequence[Stored]) -> None:
    """Not even a seat keeps what was read."""


class Session:
    """One drill in one log, at its head.

    ``heard`` is given every entry of the shared log once, in order, as it is folded.
    ``private`` is the director's log, or a copy, for who may know the story.
    """

    def __init__(
        self,
        log: Log,
        drill_id: str,
        play: Play,
        heard: Callable[[Sequence[Stored]], None] = _nobody,
        private: PrivateLog | None = None,
    ) -> None:
        self._log = log
        self._id = drill_id
        self.play = play
        self._heard = heard
        self._private = private
        self._knows_all = private is not None
        self._texts: Mapping[str, str] = {}
        self._read = Drill()
        self._drafted: list[Entry] = []
        self._next_of: tuple[Drill, int | None] = (Drill(), None)
        self.drill = Drill()
        self.seq = 0
        self.catch_up()

    def catch_up(self) -> tuple[Stored, ...]:
        """Fold what others wrote; drops a draft, which knew nothing of it.

        Then who knows the story writes what only they can: a note that a crash left
        out, and after ENDEX whatever is not told yet.
        """
        news = self._read_on()
        try:
            return news + self._say_what_is_owed()
        except LogConflict:
            # Whoever was first said it too, or the next look does.
            self.drop()
            return news

    def draft(self, move: Move) -> tuple[Entry, ...]:
        """Decide a move on top of what is drafted; nothing is written yet.

        StoryMissing if it cannot be decided here, however often it is tried.
        """
        if self.drill.noted and not self._knows_all and needs_story(move.act):
            raise self._story_missing()
        if isinstance(move.act, JoinRun):
            with suppress(LookupError):
                self._learn(move.act.runbook, move.act.plan)
        entries = decide(self.drill, move, self.play)
        for entry in entries:
            self.drill = evolve(self.drill, entry)
        self._drafted += entries
        return entries

    def commit(self) -> tuple[Stored, ...]:
        """Append the draft, all of it or nothing; LogConflict if somebody was first.

        StoryMissing if it is secret and the private log here is an old copy.

        What is secret comes first in the answer, numbered as the private log has it.
        """
        if not self._drafted:
            return ()
        secret = [entry for entry in self._drafted if self._is_kept(entry)]
        if self._private is None or not secret:
            return self._append(self._drafted)
        if not self._knows_all:
            # A copy that lags would go on with other entries than the log it was
            # made of, and could never be read again.
            self.drop()
            raise self._story_missing()
        known = self._private.seq
        kept = self._private.append(secret)
        if kept[0].seq <= known:
            # The same command was carried out before.
            self.drop()
            return kept + self._log.find(self._id, noted(kept[-1]).key)
        try:
            return kept + self._append(self._with_notes(kept))
        except LogConflict:
            # It stands, and is not decided again: it takes effect behind what came
            # between, and what follows from it comes as time passes.
            self.tick(kept[-1].entry.at)
            return kept

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

    def tick(self, at: int) -> tuple[Stored, ...]:
        """Append what time brought until *at*, if it brought anything.

        However many look at the same moment, each thing is written once.
        """
        for _ in range(MOST_TRIES):
            with suppress(LogConflict):
                news = self.catch_up()
                due = self.next_at()
                if due is None or due > at:
                    return news
                self.draft(Move(at, Pass()))
                return news + self.commit()
        # Somebody wrote each time, and so will write this too.
        return ()

    def next_at(self) -> int | None:
        """The drill time at which time brings something next, if it ever does."""
        if self._next_of[0] is not self.drill:
            due = next_due(self.drill, self.play, self.charts())
            self._next_of = self.drill, due.at if due else None
        return self._next_of[1]

    def drop(self) -> None:
        """Forget a draft that could not be written."""
        self._drafted.clear()
        self.drill = self._read

    def _move(self, asked: Callable[[Drill], Move]) -> tuple[Stored, ...]:
        self.catch_up()
        move = asked(self.drill)
        if before := self._made_before(move.key):
            return before
        # Before its first entry a drill has no time that could bring anything.
        if self.seq and not isinstance(move.act, Pass):
            self.draft(Move(move.at - 1, Pass()))
            self.commit()
        self.draft(move)
        stored = self.commit()
        if self._read.is_over:
            with suppress(LogError):
                self.catch_up()
        return stored

    def _made_before(self, key: str) -> tuple[Stored, ...]:
        """What a command came to that may stand in either log."""
        if self._private is None or not key:
            return ()
        if kept := self._private.find(key):
            return kept + self._log.find(self._id, noted(kept[-1]).key)
        return self._log.find(self._id, key)

    def _story_missing(self) -> StoryMissing:
        return StoryMissing(
            N_("the director's log of drill {drill} is not here"),
            way_out=N_(
                "have whoever directs it copy it to you: "
                '"drillkit export {drill} --director FOLDER"'
            ),
            drill=self._id,
        )

    def _is_kept(self, entry: Entry) -> bool:
        return is_secret(entry.event) and not self._read.is_over

    def _with_notes(self, kept: Sequence[Stored]) -> list[Entry]:
        """The draft, a note standing for each stretch of it that is secret."""
        entries: list[Entry] = []
        rest = iter(kept)
        for is_kept, group in groupby(self._drafted, self._is_kept):
            if is_kept:
                last = [next(rest) for _ in group][-1]
                entries.append(noted(last))
            else:
                entries += group
        return entries

    def _say_what_is_owed(self) -> tuple[Stored, ...]:
        said: tuple[Stored, ...] = ()
        if self._private is not None and self.seq:
            said += self._note_what_stands(self._private)
        if self._read.is_over and self.play.story and not self._read.revealed:
            self.draft(Move(self._read.at, Pass()))
            said += self.commit()
        if self._read.is_over and self._private is not None:
            after = 1 + self._read.told_lines
            told = self._private.told_after(after, self._read.at)
            said += self._append([told]) if told else ()
        return said

    def _note_what_stands(self, private: PrivateLog) -> tuple[Stored, ...]:
        """The note of a private append whose writer got no further."""
        private.catch_up()
        if private.seq <= self._read.noted:
            return ()
        last = private.note()
        return self._append([replace(last, at=max(last.at, self._read.at))])

    def _append(self, entries: Sequence[Entry]) -> tuple[Stored, ...]:
        stored = self._log.append(self._id, self.seq, entries)
        self._drafted.clear()
        if stored[0].seq == self.seq + 1:
            self._fold(stored)
        else:
            # It was appended before, and others may have written since.
            self._read_on()
        return stored

    def _read_on(self) -> tuple[Stored, ...]:
        self.drop()
        # Seats look twenty times a second, and mostly there is nothing to read.
        if self._log.head(self._id).seq == self.seq:
            return ()
        news = tuple(self._log.read(self._id, self.seq))
        self._fold(news)
        return news

    def charts(self) -> dict[str, Chart]:
        """Every run's chart as this drill has amended it."""
        runs = self.drill.runs.items()
        return {name: chart_of(self.play, run) for name, run in runs}

    def _fold(self, news: tuple[Stored, ...]) -> None:
        for stored in news:
            event = stored.entry.event
            match event:
                case DirectorNoted():
                    self._let_take_effect(event)
                case DrillBegan():
                    self._texts = event.plan
                case RunJoined():
                    self._learn(event.runbook, event.plan)
                case _:
                    pass
            self._read = evolve(self._read, stored.entry)
            self.seq = stored.seq
            # One by one: a note that cannot take effect now must not keep back those
            # before it, which are not read again.
            self._heard((stored,))
        self.drill = self._read

    def _let_take_effect(self, note: DirectorNoted) -> None:
        if self._private is None:
            return
        entries = self._private.effective(self._read.noted, note)
        if entries is None:
            # Who does not know what is held back must deliver nothing.
            self.play = replace(self.play, story=None)
            self._knows_all = False
            return
        for entry in entries:
            self._read = evolve(self._read, entry)

    def _learn(self, runbook: str, texts: Mapping[str, str]) -> None:
        """Know a plan that joined, and that only its own entry carries."""
        if runbook not in self.play.charts and texts:
            self._texts = {**self._texts, **texts}
            charts = {**play_in(self._texts).charts, **self.play.charts}
            self.play = replace(self.play, charts=charts)
