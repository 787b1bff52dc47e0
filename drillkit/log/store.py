"""What every store of logs offers, and the one rule of what it lets in.

A seat appends *after* the last entry it has read.  Who comes second is told so, reads
on and decides again; who lost its answer asks again with the same keys and is given
the answer it lost.

Knows no particular store.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from drillkit.engine.entry import Entry
from drillkit.errors import LogConflict
from drillkit.log.line import Head, Row, Stored
from drillkit.plan.problem import N_


class Log(Protocol):
    """The entries of drills, each drill's in order, for ever."""

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        """Append all of *entries* or none, provided the drill has exactly *after*.

        Returns them as a later reader will see them: fold these.  An append that was
        made before is not made again; what was stored then is returned, and may be
        entries that were read already.  Raises LogConflict.
        """

    def read(self, drill: str, after: int = 0) -> Iterator[Stored]:
        """The entries behind number *after*, each checked against the chain."""

    def find(self, drill: str, key: str) -> tuple[Stored, ...]:
        """The append with an entry of this key, empty if there is none."""

    def head(self, drill: str) -> Head:
        """Where the drill's log ends."""

    def drills(self) -> tuple[str, ...]:
        """The drills that have an entry, sorted."""

    def rows(self, drill: str, after: int = 0) -> Iterator[Row]:
        """The entries as they are kept, unchecked."""

    def adopt(self, drill: str, rows: Iterable[Row]) -> None:
        """Take over a whole verified log, hashes and stamps included."""


def keys_in(entries: Sequence[Entry]) -> list[str]:
    """The keys that an append brings; the engine never gives two entries one key."""
    keys = [entry.key for entry in entries if entry.key]
    assert len(keys) == len(set(keys)), keys
    return keys


def admitted(
    drill: str,
    head: Head,
    after: int,
    entries: Sequence[Entry],
    known: Mapping[str, int],
) -> int:
    """0 to append; else the number of the first entry of the same append, made before.

    ``known`` holds, by key, the first entry of the append that each stored key is in.
    An append is the same if the first thing in it that somebody did is the same; one
    that nobody did, deadlines only, if all of it is.
    """
    acts = [entry.key for entry in entries if entry.origin is not None]
    names = [acts[0]] if acts else [entry.key for entry in entries]
    if names and all(name in known for name in names):
        return known[names[0]]
    if known:
        raise LogConflict(
            N_('drill {drill} already has the entry "{key}": somebody wrote it first'),
            way_out=N_("nothing was recorded; read on, then decide again"),
            drill=drill,
            key=min(known, key=lambda key: known[key]),
        )
    if head.seq != after:
        raise LogConflict(
            N_("drill {drill} is at entry {head}, not {after}: somebody wrote first"),
            way_out=N_("nothing was recorded; read on, then decide again"),
            drill=drill,
            head=head.seq,
            after=after,
        )
    return 0
