"""A measure: one number about a drill, and what a reader needs to check it.

Every measure says from where it counts, which entries it came from, and
whether it was still running when the drill ended.  What a jump skipped is shown
and not rated; what was lived at another speed has the wall's time beside it.
"""

from dataclasses import dataclass
from typing import Literal

from drillkit.engine.intervals import Interval
from drillkit.review.record import Record

Verdict = Literal["kept", "missed", "open"]


@dataclass(frozen=True, slots=True)
class Instant:
    """A named moment; ``seq`` is its entry, 0 when the plan alone says it."""

    name: str
    at: int
    seq: int


@dataclass(frozen=True, slots=True)
class Measure:
    """``name`` is its definition's, ``subject`` whom or what it is about.

    ``value_ms`` for durations, ``share`` for a count out of a count, ``text``
    for words of the plan, ``number`` for the rest.  ``recorded_ms`` is what
    the value would be by the times of writing, and ``wall_ms`` what it took on
    the wall, when that differs.
    """

    name: str
    subject: str = ""
    value_ms: int | None = None
    share: tuple[int, int] | None = None
    number: int | None = None
    text: str = ""
    is_censored: bool = False
    anchor: Instant | None = None
    until: Instant | None = None
    limit_ms: int | None = None
    verdict: Verdict | None = None
    recorded_ms: int | None = None
    wall_ms: int | None = None
    is_jumped: bool = False
    entries: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """How a scenario's objective names it."""
        return f"{self.name}-{self.subject}" if self.subject else self.name


def verdict_of(
    value_ms: int, limit_ms: int | None, is_censored: bool, is_jumped: bool = False
) -> Verdict | None:
    """Still running within its limit is neither kept nor missed."""
    if limit_ms is None or is_jumped:
        return None
    if value_ms > limit_ms:
        return "missed"
    return "open" if is_censored else "kept"


def is_jumped(
    record: Record, since: int, until: int, limit_ms: int | None, promise: str = ""
) -> bool:
    """Whether a jump skipped some of what is measured (semantics, rule 16).

    Of a promise the log says so.  Of anything else, that it was open when time was
    jumped, and had not passed its limit by then.
    """
    if promise in record.opened:
        return promise in record.jumped
    return any(
        since < to and until > at and (limit_ms is None or at - since <= limit_ms)
        for at, to in record.jumps
    )


def took(
    record: Record, start: Instant, stop: Instant | None, message: str = ""
) -> int:
    """How long it took, or ran on until the end.

    By the wall from its delivery, where the message that asked really went out.
    """
    end, seq = (stop.at, stop.seq) if stop else (record.end, record.last)
    delivered = record.outside.get(message)
    if delivered is None:
        return max(0, end - start.at)
    return max(0, record.wall(end, seq) - delivered.wall_ms)


def lived(
    record: Record, start: Instant, stop: Instant | None, message: str = ""
) -> int | None:
    """The wall time beside what it took; None where that is the same."""
    if message in record.outside:
        return None
    times: Interval = (start.at, stop.at if stop else record.end)
    return record.lived([times])


def seqs(*instants: Instant | None) -> tuple[int, ...]:
    """The entries behind *instants*, each once, in the log's order."""
    return tuple(sorted({one.seq for one in instants if one and one.seq}))


def duration(
    record: Record,
    name: str,
    start: Instant | None,
    stop: Instant | None,
    *,
    subject: str = "",
    limit_ms: int | None = None,
    promise: str = "",
) -> Measure | None:
    """From *start* to *stop*; without a stop it ran on until the end.

    None when it never started, for then there is nothing to measure.  *promise* is
    the one that it is held against, if the log has it.
    """
    if start is None:
        return None
    value = took(record, start, stop)
    jumped = is_jumped(record, start.at, start.at + value, limit_ms, promise)
    return Measure(
        name,
        subject,
        value_ms=value,
        is_censored=stop is None,
        anchor=start,
        until=stop,
        limit_ms=limit_ms,
        verdict=verdict_of(value, limit_ms, stop is None, jumped),
        wall_ms=lived(record, start, stop),
        is_jumped=jumped,
        entries=seqs(start, stop),
    )


def share_of(
    name: str, counted: int, of: int, entries: tuple[int, ...], subject: str = ""
) -> Measure | None:
    """A count out of a count; nothing out of nothing is not a share."""
    if not of:
        return None
    return Measure(name, subject, share=(counted, of), entries=entries)
