"""A measure: one number about a drill, and what a reader needs to check it.

Every measure says from where it counts, which entries it came from, and
whether it was still running when the drill ended.  Knows nothing of how any
number is found.
"""

from dataclasses import dataclass
from typing import Literal

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
    the value would be by the times of writing, when that differs.
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
    entries: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """How a scenario's objective names it."""
        return f"{self.name}-{self.subject}" if self.subject else self.name

    @property
    def margin_ms(self) -> int | None:
        """What was left of the limit; negative when it was passed."""
        if self.value_ms is None or self.limit_ms is None:
            return None
        return self.limit_ms - self.value_ms


def verdict_of(
    value_ms: int, limit_ms: int | None, is_censored: bool
) -> Verdict | None:
    """Still running within its limit is neither kept nor missed."""
    if limit_ms is None:
        return None
    if value_ms > limit_ms:
        return "missed"
    return "open" if is_censored else "kept"


def seqs(*instants: Instant | None) -> tuple[int, ...]:
    """The entries behind *instants*, each once, in the log's order."""
    return tuple(sorted({one.seq for one in instants if one and one.seq}))


def duration(
    name: str,
    start: Instant | None,
    stop: Instant | None,
    end: int,
    *,
    subject: str = "",
    limit_ms: int | None = None,
) -> Measure | None:
    """From *start* to *stop*; without a stop it ran on until *end*.

    None when it never started, for then there is nothing to measure.
    """
    if start is None:
        return None
    value = max(0, (stop.at if stop else end) - start.at)
    return Measure(
        name,
        subject,
        value_ms=value,
        is_censored=stop is None,
        anchor=start,
        until=stop,
        limit_ms=limit_ms,
        verdict=verdict_of(value, limit_ms, stop is None),
        entries=seqs(start, stop),
    )


def share_of(
    name: str, counted: int, of: int, entries: tuple[int, ...], subject: str = ""
) -> Measure | None:
    """A count out of a count; nothing out of nothing is not a share."""
    if not of:
        return None
    return Measure(name, subject, share=(counted, of), entries=entries)
