"""The director's private log: the scenario, and what controllers did to it.

It is a log like any other, in a place of its own.  What is written here is noted in
the shared log by number and hash, and takes effect there.  Knows no workspace.
"""

from collections.abc import Sequence

from drillkit.engine.carried import story_in
from drillkit.engine.charts import Story
from drillkit.engine.digest import digest
from drillkit.engine.entry import Entry
from drillkit.engine.events import DirectorNoted, DirectorTold, ScenarioSealed
from drillkit.errors import LogBroken, LogConflict, LogError
from drillkit.log.export import line_of
from drillkit.log.line import Stored
from drillkit.log.private import private_id
from drillkit.log.store import Log
from drillkit.plan.problem import N_


class PrivateLog:
    """One drill's private log, or a copy of it; ``stored`` is what was read of it."""

    def __init__(self, log: Log, drill: str) -> None:
        self._log = log
        self._id = private_id(drill)
        self.drill = drill
        self.stored: list[Stored] = []
        self.catch_up()

    @property
    def seq(self) -> int:
        """Its last entry."""
        return len(self.stored)

    def story(self) -> Story:
        """The scenario with which it begins; LogError if it has none."""
        return first_story(self.stored[0] if self.stored else None, self.drill)

    def seal(self, text: str) -> None:
        """Begin it with a scenario; LogConflict if it was begun for another drill."""
        if self.seq > 1:
            raise LogConflict(
                N_("the director's log of drill {drill} is of an earlier drill"),
                way_out=N_("move it away, or begin the drill under another id"),
                drill=self.drill,
            )
        found = digest(text)
        first = Entry(0, ScenarioSealed(text, found), None, f"sealed:{found}")
        self._log.append(self._id, 0, [first])
        self.catch_up()

    def catch_up(self) -> None:
        """Read what other controllers wrote."""
        if self._log.head(self._id).seq != self.seq:
            self.stored += self._log.read(self._id, self.seq)

    def append(self, entries: Sequence[Entry]) -> tuple[Stored, ...]:
        """Append behind what was read; what was stored before comes back as it was."""
        kept = self._log.append(self._id, self.seq, entries)
        if kept[0].seq == self.seq + 1:
            self.stored += kept
        else:
            self.catch_up()
        return kept

    def find(self, key: str) -> tuple[Stored, ...]:
        """The append with an entry of this key."""
        return self._log.find(self._id, key)

    def note(self) -> Entry:
        """What the shared log is to know of it."""
        return noted(self.stored[-1])

    def effective(self, after: int, note: DirectorNoted) -> tuple[Entry, ...] | None:
        """The entries behind number *after* that take effect with a note.

        None if this is a copy that has not got so far.  LogBroken if it is the log of
        a drill that went on otherwise: two controllers wrote, each into a copy.
        """
        if self.seq < note.seq:
            self.catch_up()
        if self.seq < note.seq:
            return None
        if self.stored[note.seq - 1].hash != note.hash:
            raise LogBroken(
                N_("entry {seq} of the director's log here is not the one {drill} has"),
                way_out=N_(
                    "have whoever directed last copy it to you: "
                    '"drillkit export {drill} --director FOLDER"'
                ),
                drill=self.drill,
                seq=note.seq,
            )
        return tuple(line.entry for line in self.stored[after : note.seq])

    def told_after(self, seq: int, at: int) -> Entry | None:
        """The entry that tells what stands behind number *seq*, if anything does."""
        rows = self._log.rows(self._id, seq)
        lines = tuple(line_of(row) for row in rows if row.seq <= self.seq)
        if not lines:
            return None
        return Entry(at, DirectorTold(lines), None, f"told:{self.seq}")


def first_story(first: Stored | None, drill: str) -> Story:
    """The scenario that the *first* entry holds; LogError if it holds none."""
    event = first.entry.event if first else None
    if not isinstance(event, ScenarioSealed):
        raise LogError(
            N_("the director's log of drill {drill} has no scenario in it"),
            drill=drill,
        )
    return story_in(event.text)


def noted(last: Stored) -> Entry:
    """The note of a private append that ends in *last*."""
    event = DirectorNoted(last.seq, last.hash)
    return Entry(last.entry.at, event, None, f"noted:{last.seq}")
