"""The log in memory, for rehearsals and for logs that came as text.

Entries are written and read like anywhere else, so that what works here works on a
disk.  Everything is gone when the process ends.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from drillkit.engine.entry import Entry
from drillkit.log.chain import unroll
from drillkit.log.codec import Codec, read_json
from drillkit.log.kinds import CODEC
from drillkit.log.line import Head, Row, Stored, genesis, written
from drillkit.log.store import admitted, keys_in


class MemoryLog:
    """A list of rows for each drill."""

    def __init__(self, wall_clock: Callable[[], int], codec: Codec = CODEC) -> None:
        self._wall_clock = wall_clock
        self._codec = codec
        self._rows: dict[str, list[Row]] = {}
        # By drill, how many rows were looked at for keys, and what was found.
        self._firsts: dict[str, tuple[int, dict[str, int]]] = {}

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        """Append all of *entries* or none; see ``Log``."""
        head = self.head(drill)
        firsts = self._firsts_of(drill)
        known = {key: firsts[key] for key in keys_in(entries) if key in firsts}
        if first := admitted(drill, head, after, entries, known):
            return self._append_of(drill, first)
        rows, appended = written(self._codec, drill, head, self._wall_clock(), entries)
        self._keep(drill, rows)
        return appended

    def read(self, drill: str, after: int = 0) -> Iterator[Stored]:
        """The entries behind number *after*; see ``Log``."""
        head = self._head_at(drill, after)
        return unroll(self._codec, drill, head, self.rows(drill, after))

    def find(self, drill: str, key: str) -> tuple[Stored, ...]:
        """The append with an entry of this key; see ``Log``."""
        first = self._firsts_of(drill).get(key)
        return self._append_of(drill, first) if first else ()

    def head(self, drill: str) -> Head:
        """Where the drill's log ends."""
        return self._head_at(drill, len(self._rows.get(drill, ())))

    def drills(self) -> tuple[str, ...]:
        """The drills that have an entry, sorted."""
        return tuple(sorted(self._rows))

    def rows(self, drill: str, after: int = 0) -> Iterator[Row]:
        """The entries as they are kept, unchecked."""
        return islice(self._rows.get(drill, []), after, None)

    def adopt(self, drill: str, rows: Iterable[Row]) -> None:
        """Take over a whole verified log; see ``Log``."""
        assert drill not in self._rows, drill
        self._keep(drill, tuple(rows))

    def _keep(self, drill: str, rows: Sequence[Row]) -> None:
        if rows:
            self._rows.setdefault(drill, []).extend(rows)

    def _firsts_of(self, drill: str) -> dict[str, int]:
        """By key, the first entry of its append; looked up no sooner than needed."""
        rows = self._rows.get(drill, [])
        done, firsts = self._firsts.get(drill, (0, {}))
        for row in islice(rows, done, None):
            body = read_json(row.text)
            if body["key"]:
                firsts[body["key"]] = body["first"]
        self._firsts[drill] = len(rows), firsts
        return firsts

    def _append_of(self, drill: str, first: int) -> tuple[Stored, ...]:
        head = self._head_at(drill, first - 1)
        rows = takewhile(
            lambda row: read_json(row.text)["first"] == first,
            self.rows(drill, first - 1),
        )
        return tuple(unroll(self._codec, drill, head, rows))

    def _head_at(self, drill: str, seq: int) -> Head:
        if seq == 0:
            return genesis(drill)
        row = self._rows[drill][seq - 1]
        return Head(row.seq, row.hash)
