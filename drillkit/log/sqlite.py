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

INSERT: Final = "INSERT INTO entry (drill, seq, text, hash) VALUES (?, ?, ?, ?)"
SELECT: Final = "SELECT seq, text, hash FROM entry WHERE drill = ? "

SELECT_ANYTHING: Final = (
    "SELECT seq, CAST(text AS TEXT), CAST(hash AS TEXT) FROM entry WHERE drill = ? "
)


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
        self._name = str(path)
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
        self._last_drill, self._last_head = "", Head(0, "")

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
        # No context managers on this path: after a sync to the disk every call is cold.
        try:
            if self._last_drill == drill and self._last_head.seq == after:
                try:
                    return self._append_behind(self._last_head, drill, entries)
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
            return self._append_behind(head, drill, entries)

    def _append_behind(
        self, head: Head, drill: str, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        """Append if *head* is still the head, else IntegrityError."""
        self._assert_in_place()
        wall_ms = self._wall_clock()
        rows, appended = written(self._codec, drill, head, wall_ms, entries)
        if len(rows) == 1 or self._connection.in_transaction:
            # A single statement is a transaction of its own.
            self._insert(drill, rows)
        else:
            with transaction(self._connection):
                self._insert(drill, rows)
        if rows:
            self._last_drill, self._last_head = drill, Head(rows[-1].seq, rows[-1].hash)
        return appended

    def read(self, drill: str, after: int = 0) -> Iterator[Stored]:
        """The entries behind number *after*; see ``Log``."""
        head = self._head_at(drill, after)
        return unroll(self._codec, drill, head, self._pages(SELECT, drill, after))

    def find(self, drill: str, key: str) -> tuple[Stored, ...]:
        """The append with an entry of this key; see ``Log``."""
        with in_plain_words(self._path):
            first = self._firsts(drill, (key,)).get(key)
            return self._append_of(drill, first) if first else ()

    def last(self, drill: str, kind: str) -> Stored | None:
        """The newest entry of a kind."""
        where = "AND kind = ? ORDER BY seq DESC LIMIT 1"
        with in_plain_words(self._path):
            found = self._connection.execute(SELECT + where, (drill, kind)).fetchone()
            if found is None:
                return None
            before = self._head_at(drill, found[0] - 1)
            return next(unroll(self._codec, drill, before, [Row(*found)]))

    def head(self, drill: str) -> Head:
        """Where the drill's log ends."""
        return self._head_at(drill)

    def drills(self) -> tuple[str, ...]:
        """The drills that have an entry, sorted."""
        query = "SELECT DISTINCT drill FROM entry ORDER BY drill"
        with in_plain_words(self._path):
            return tuple(drill for (drill,) in self._connection.execute(query))

    def rows(self, drill: str, after: int = 0) -> Iterator[Row]:
        """The entries as they are kept, unchecked, whatever was done to them."""
        # Somebody who could edit the file could put bytes where there was text.
        self._connection.text_factory = lambda data: data.decode(
            errors="surrogateescape"
        )
        try:
            for seq, text, digest in self._pages(SELECT_ANYTHING, drill, after):
                yield Row(seq if isinstance(seq, int) else 0, text, digest)
        finally:
            self._connection.text_factory = str

    def _pages(self, select: str, drill: str, after: int) -> Iterator[Row]:
        query = select + "AND seq > ? ORDER BY seq LIMIT ?"
        while True:
            with in_plain_words(self._path):
                page = self._connection.execute(query, (drill, after, PAGE)).fetchall()
            yield from map(Row._make, page)
            if len(page) < PAGE:
                return
            after = page[-1][0]

    def adopt(self, drill: str, rows: Iterable[Row]) -> None:
        """Take over a whole verified log; see ``Log``."""
        with in_plain_words(self._path), transaction(self._connection):
            self._insert(drill, rows)

    def _insert(self, drill: str, rows: Iterable[Row]) -> None:
        for seq, text, digest in rows:
            self._connection.execute(INSERT, (drill, seq, text, digest))

    def _head_at(self, drill: str, seq: int | None = None) -> Head:
        query = "SELECT seq, hash FROM entry WHERE drill = ? "
        with in_plain_words(self._path):
            if seq is None:
                query += "ORDER BY seq DESC LIMIT 1"
                found = self._connection.execute(query, (drill,)).fetchone()
            else:
                query += "AND seq = ?"
                found = self._connection.execute(query, (drill, seq)).fetchone()
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
            "SELECT key, first FROM entry "
            f"WHERE drill = ? AND key <> '' AND key IN ({marks})"
        )
        return dict(self._connection.execute(query, (drill, *keys)).fetchall())

    def _append_of(self, drill: str, first: int) -> tuple[Stored, ...]:
        query = SELECT + "AND seq >= ? AND first = ? ORDER BY seq"
        rows = self._connection.execute(query, (drill, first, first)).fetchall()
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
