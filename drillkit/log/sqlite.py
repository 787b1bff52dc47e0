"""The log in one SQLite file, each append synced to the disk before it returns.

Any number of seats on one machine may have the file open.  Knows the rows; how the
file is made and guarded is ``sqlite_file``'s.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from drillkit.engine.entry import Entry
from drillkit.errors import LogUnavailable
from drillkit.log.chain import broken, is_head, unroll
from drillkit.log.codec import Codec
from drillkit.log.kinds import CODEC
from drillkit.log.line import Head, Row, Stored, genesis, written
from drillkit.log.sqlite_file import (
    LAST_SEQ,
    SEQ_BITS,
    TROUBLE,
    in_plain_words,
    open_to_append,
    open_to_read,
    plainly,
    transaction,
)
from drillkit.log.store import admitted, keys_in
from drillkit.plan.problem import N_

# Rows are read in pages, each a query of its own: a reader that dawdles would
# otherwise hold back the write-ahead log of everybody.
PAGE: Final = 2_000

INSERT: Final = "INSERT INTO entry (place, text, hash) VALUES (?, ?, ?)"
# Damage can leave nothing, or bytes, where there was text.
SELECT: Final = (
    "SELECT seq, ifnull(CAST(text AS TEXT), ''), ifnull(CAST(hash AS TEXT), '') "
    "FROM entry WHERE place BETWEEN ? AND ? "
)
# The first entry of a drill, by what it says of itself.
FIRST_OF: Final = (
    f"SELECT 1 FROM drill JOIN entry ON place = (number << {SEQ_BITS}) + 1 "
    "WHERE json_extract(text, '$.drill') = ?"
)

# The places of a drill that the file does not have.
NOWHERE: Final = (1, 0)


class SqliteLog:
    """A log file, which only who brings a wall clock (UTC, epoch ms) may write.

    A file that is made remembers when: *made_ms*, for when the clock is a rehearsal's.
    """

    def __init__(
        self,
        path: Path,
        wall_clock: Callable[[], int] | None = None,
        codec: Codec = CODEC,
        made_ms: int | None = None,
    ) -> None:
        self._path = path
        self._name = os.fsencode(path)
        self._codec = codec
        if wall_clock is None:
            self._connection = open_to_read(path)
        else:
            made_ms = wall_clock() if made_ms is None else made_ms
            self._connection = open_to_append(path, made_ms)
        # Without a clock the database itself refuses to write.
        self._wall_clock = wall_clock or (lambda: 0)
        self._file = os.stat(path).st_ino
        # What this connection wrote last; nobody can change it, only add to it.
        self._last_drill, self._last_base = "", 0
        self._last: Head | Row = Head(0, "")

    def wait_at_most(self, ms: int) -> None:
        """Wait no longer for others, where a person would have to wait as well."""
        self._connection.execute(f"PRAGMA busy_timeout = {ms}")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> "SqliteLog":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        """Append all of *entries* or none; see ``Log``."""
        # No context managers on this path, and few objects: after a sync to the disk
        # every call is cold.
        try:
            if self._last_drill == drill and self._last.seq == after:
                try:
                    return self._append_behind(
                        self._last, self._last_base, drill, entries
                    )
                except sqlite3.IntegrityError:
                    # Somebody wrote since, and the database says so.
                    pass
            return self._append_or_refuse(drill, after, entries)
        except TROUBLE as error:
            self._last_drill = ""
            raise plainly(self._path, error) from error

    def _append_or_refuse(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        with transaction(self._connection):
            head, known = self._head_at(drill), self._firsts(drill, keys_in(entries))
            if first := admitted(drill, head, after, entries, known):
                return self._append_of(drill, first)
            base = self._base_of(drill) or self._made_room(drill)
            return self._append_behind(head, base, drill, entries)

    def _append_behind(
        self, head: Head | Row, base: int, drill: str, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        """Append if *head* is still the head, else IntegrityError."""
        self._assert_in_place()
        wall_ms = self._wall_clock()
        rows, appended = written(self._codec, drill, head, wall_ms, entries)
        if len(rows) == 1 or self._connection.in_transaction:
            # A single statement is a transaction of its own.
            self._insert(base, rows)
        else:
            with transaction(self._connection):
                self._insert(base, rows)
        if rows:
            self._last_drill, self._last_base, self._last = drill, base, rows[-1]
        return appended

    def read(self, drill: str, after: int = 0) -> Iterator[Stored]:
        """The entries behind number *after*; see ``Log``."""
        head = self._head_at(drill, after)
        return unroll(self._codec, drill, head, self._pages(drill, after))

    def find(self, drill: str, key: str) -> tuple[Stored, ...]:
        """The append with an entry of this key; see ``Log``."""
        with in_plain_words(self._path):
            first = self._firsts(drill, (key,)).get(key)
            return self._append_of(drill, first) if first else ()

    def last(self, drill: str, kind: str) -> Stored | None:
        """The newest entry of a kind."""
        where = "AND json_extract(text, '$.kind') = ? ORDER BY place DESC LIMIT 1"
        with in_plain_words(self._path):
            query = self._connection.execute(SELECT + where, (*self._of(drill), kind))
            found = query.fetchone()
            if found is None:
                return None
            before = self._head_at(drill, found[0] - 1)
            return next(unroll(self._codec, drill, before, [Row(*found)]))

    def head(self, drill: str) -> Head:
        """Where the drill's log ends."""
        return self._head_at(drill)

    def drills(self) -> tuple[str, ...]:
        """The drills that have an entry, sorted."""
        query = (
            "SELECT id FROM drill WHERE EXISTS "
            "(SELECT 1 FROM entry WHERE drill = number) ORDER BY id"
        )
        with in_plain_words(self._path):
            return tuple(drill for (drill,) in self._connection.execute(query))

    def rows(self, drill: str, after: int = 0) -> Iterator[Row]:
        """The entries as they are kept, unchecked, whatever was done to them."""
        # Somebody who could edit the file could put bytes where there was text.
        self._connection.text_factory = lambda data: data.decode(
            errors="surrogateescape"
        )
        try:
            yield from self._pages(drill, after)
        finally:
            self._connection.text_factory = str

    def _pages(self, drill: str, after: int) -> Iterator[Row]:
        query = SELECT + "ORDER BY place LIMIT ?"
        while True:
            with in_plain_words(self._path):
                places = self._of(drill, after)
                page = self._connection.execute(query, (*places, PAGE)).fetchall()
            yield from map(Row._make, page)
            if len(page) < PAGE:
                return
            after = page[-1][0]

    def adopt(self, drill: str, rows: Iterable[Row]) -> None:
        """Take over a whole verified log; see ``Log``."""
        with in_plain_words(self._path), transaction(self._connection):
            self._insert(self._made_room(drill), rows)

    def _insert(self, base: int, rows: Iterable[Row]) -> None:
        for seq, text, digest in rows:
            self._connection.execute(INSERT, (base + seq, text, digest))

    def _base_of(self, drill: str) -> int:
        """The place before the drill's first entry; 0 if the file has no such drill."""
        query = "SELECT number FROM drill WHERE id = ?"
        found = self._connection.execute(query, (drill,)).fetchone()
        return found[0] << SEQ_BITS if found else 0

    def _of(self, drill: str, after: int = 0) -> tuple[int, int]:
        """The first and the last place there is for entries behind number *after*."""
        base = self._base_of(drill)
        return (base + after + 1, base + LAST_SEQ) if base else NOWHERE

    def _made_room(self, drill: str) -> int:
        """The place before the first entry of a drill that is new to the file."""
        # Its number must not have been lost to damage, or the log would begin again.
        if self._connection.execute(FIRST_OF, (drill,)).fetchone():
            raise broken(drill, 1)
        self._connection.execute("INSERT INTO drill (id) VALUES (?)", (drill,))
        return self._base_of(drill)

    def _head_at(self, drill: str, seq: int | None = None) -> Head:
        query = "SELECT seq, hash FROM entry WHERE place BETWEEN ? AND ? "
        with in_plain_words(self._path):
            first, last = self._of(drill)
            if seq is not None:
                first = last = first - 1 + seq
            query += "ORDER BY place DESC LIMIT 1"
            found = self._connection.execute(query, (first, last)).fetchone()
        if not found:
            return genesis(drill)
        if not is_head(*found):
            raise broken(drill, found[0])
        return Head(*found)

    def _firsts(self, drill: str, keys: Sequence[str]) -> dict[str, int]:
        """By key, for those that are stored, the first entry of their append."""
        if not keys:
            return {}
        marks = ", ".join("?" * len(keys))
        query = (
            "SELECT key, json_extract(text, '$.first') FROM entry "
            f"WHERE drill = ? AND key <> '' AND key IN ({marks})"
        )
        number = self._base_of(drill) >> SEQ_BITS
        return dict(self._connection.execute(query, (number, *keys)).fetchall())

    def _append_of(self, drill: str, first: int) -> tuple[Stored, ...]:
        query = SELECT + "AND json_extract(text, '$.first') = ? ORDER BY place"
        places = self._of(drill, first - 1)
        rows = self._connection.execute(query, (*places, first)).fetchall()
        before = self._head_at(drill, first - 1)
        return tuple(unroll(self._codec, drill, before, map(Row._make, rows)))

    def _assert_in_place(self) -> None:
        """SQLite would go on writing to a file that somebody removed."""
        try:
            in_place = os.stat(self._name).st_ino == self._file
        except FileNotFoundError:
            in_place = False
        if not in_place:
            raise LogUnavailable(
                N_("{path} was removed or replaced while it was open"),
                way_out=N_("nothing was recorded; put the file back and join again"),
                path=str(self._path),
            )
