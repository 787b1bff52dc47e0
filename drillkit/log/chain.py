"""The chain: is the log what was written, and if not, where does it go wrong?

Every entry's hash covers the hash before it, so the last hash covers the log.  Who
can write the file can forge the whole chain anew; only a hash kept elsewhere, printed
at ENDEX, shows that, and shows a tail cut off.

Knows no store: rows come from wherever they were kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from drillkit.errors import LogBroken
from drillkit.log.codec import Codec, read_json
from drillkit.log.line import Head, Row, Stored, genesis, link
from drillkit.plan.problem import N_

HASH: Final = re.compile("[0-9a-f]{64}")
Wrong = Literal["edited", "removed", "inserted", "reordered", "cut"]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first wrong entry; ``until`` is the last one that was removed."""

    seq: int
    wrong: Wrong
    until: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chain shows.

    ``head`` is the last entry that is as it was written.  ``expected_at`` is where
    the log had the head that was expected, None when none was.
    """

    drill: str
    head: Head
    fault: Fault | None = None
    expected_at: int | None = None


def unroll(
    codec: Codec, drill: str, head: Head, rows: Iterable[Row]
) -> Iterator[Stored]:
    """The entries in *rows*, behind *head*; LogBroken at the first that is wrong."""
    seq, before = head.seq, head.hash
    decode = codec.decode
    for row in rows:
        seq += 1
        before = link(before, row.text)
        if before != row.hash or row.seq != seq:
            raise broken(drill, seq)
        body = read_json(row.text)
        if body["seq"] != seq or body["drill"] != drill:
            raise broken(drill, seq)
        yield Stored(seq, body["wall_ms"], before, decode(body))


def is_head(seq: object, digest: object) -> bool:
    """Whether a chain can go on from what a damaged file may have put there."""
    return (
        isinstance(seq, int)
        and isinstance(digest, str)
        and HASH.fullmatch(digest) is not None
    )


def broken(drill: str, seq: int) -> LogBroken:
    """The refusal to read on from a wrong entry."""
    return LogBroken(
        N_("entry {seq} of drill {drill} is not what was written"),
        way_out=N_('"drillkit verify {drill}" says what was done to it'),
        drill=drill,
        seq=seq,
    )


def verify(
    drill: str, rows: Iterable[Row], expected: str = "", after: Head | None = None
) -> Verdict:
    """Every entry against the chain, and its head against the hash *expected*.

    *after* is the head of the part that was verified before, if *rows* come behind it.
    """
    rest = iter(rows)
    before = head = after or genesis(drill)
    expected_at = 0 if head.hash == expected else None
    for row in rest:
        if not follows(drill, head, row):
            return Verdict(drill, *wrong(drill, before, head, [row, *rest]))
        before, head = head, Head(row.seq, row.hash)
        if row.hash == expected:
            expected_at = row.seq
    if expected and expected_at is None:
        return Verdict(drill, head, Fault(head.seq + 1, "cut"))
    return Verdict(drill, head, expected_at=expected_at)


def follows(drill: str, head: Head, row: Row) -> bool:
    """Whether *row* is what was written after *head*."""
    return (
        row.seq == head.seq + 1
        and link(head.hash, row.text) == row.hash
        and says(row, "seq") == row.seq
        and says(row, "drill") == drill
    )


def wrong(drill: str, before: Head, head: Head, rest: list[Row]) -> tuple[Head, Fault]:
    """What was done to the first of *rest*, which does not follow *head*."""
    bad, due = rest[0], head.seq + 1
    if bad.hash == head.hash:
        return head, Fault(due, "inserted")
    if head.seq and link(before.hash, bad.text) == bad.hash:
        # It follows the entry before the last: that last one was put in between.
        return before, Fault(head.seq, "inserted")
    said = says(bad, "seq")
    place = said if bad.seq == due and isinstance(said, int) else bad.seq
    if any(link(head.hash, row.text) == row.hash for row in rest[1:]):
        # The right one comes later.
        return head, Fault(due, "reordered" if place > due else "inserted")
    if place > due:
        return head, Fault(due, "removed", place - 1)
    return head, Fault(due, "edited")


def says(row: Row, name: str) -> Any:
    """What an entry says of itself, None when it does not read."""
    try:
        return read_json(row.text)[name]
    except (ValueError, KeyError, TypeError):
        return None
