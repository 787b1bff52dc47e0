"""One entry as it is kept: canonical text, chained to the entry before.

The text of an entry is written once, by the store that accepted it, and never
written again: its hash, its export and its copies elsewhere are of these same bytes.

    hash of entry n = SHA-256(hash of entry n-1, then the text of entry n in UTF-8)
    hash before entry 1 = SHA-256("drillkit log 1" newline, then the drill's id)

Hashes are hashed as their 32 bytes and shown as 64 hexadecimal digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from drillkit.engine.entry import Entry
from drillkit.log.codec import Codec


class Row(NamedTuple):
    """An entry as a store keeps it: its place, its text, its hash."""

    seq: int
    text: str
    hash: str


class Stored(NamedTuple):
    """An entry the log has: numbered from 1, stamped (UTC, epoch ms), chained."""

    seq: int
    wall_ms: int
    hash: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Head:
    """Where a drill's log ends; an empty one ends at 0, in its genesis hash."""

    seq: int
    hash: str


def genesis(drill: str) -> Head:
    """Where a log begins."""
    return Head(0, sha256(f"drillkit log 1\n{drill}".encode()).hexdigest())


def link(before: str, text: str) -> str:
    """The hash of an entry that comes after the hash *before*."""
    # Text from a damaged file may hold lone surrogates; it is to be found wrong,
    # and not to be a fault of its own.
    data = text.encode("utf-8", "surrogatepass")
    return sha256(bytes.fromhex(before) + data).hexdigest()


def written(
    codec: Codec,
    drill: str,
    head: Head | Row,
    wall_ms: int,
    entries: Sequence[Entry],
) -> tuple[tuple[Row, ...], tuple[Stored, ...]]:
    """*entries* as they will be kept after *head*, all in one append, and as read.

    ``first`` in the text of each is the number of the first entry of its append.
    """
    rows, read = [], []
    before = head.hash
    first = head.seq + 1
    for seq, entry in enumerate(entries, first):
        text = codec.write(entry, drill, first, seq, wall_ms)
        if not text.isascii():
            text = storable(text)
        before = link(before, text)
        rows.append(Row(seq, text, before))
        read.append(Stored(seq, wall_ms, before, codec.as_read(entry, text)))
    return tuple(rows), tuple(read)


def storable(text: str) -> str:
    """Lone surrogates, which no database can hold, as JSON's escapes for them."""
    return text.encode("utf-8", "backslashreplace").decode()
