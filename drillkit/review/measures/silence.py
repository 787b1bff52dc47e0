"""How long each audience heard nothing, and whether the next word came as promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from drillkit.engine.events import UpdateSent
from drillkit.review.measures.moments import level_at, reached
from drillkit.review.measures.notification import audiences, told
from drillkit.review.measures.promises import Promise
from drillkit.review.measures.value import (
    Instant,
    Measure,
    is_jumped,
    lived,
    share_of,
    took,
    verdict_of,
)
from drillkit.review.record import Happening, Record


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch between two words; without a second one it was still silent."""

    start: Instant
    stop: Instant | None
    length_ms: int
    limit_ms: int | None
    is_jumped: bool
    wall_ms: int | None

    @property
    def is_kept(self) -> bool:
        return self.limit_ms is None or self.length_ms <= self.limit_ms


@dataclass(frozen=True, slots=True)
class NextWord:
    """What an update promised about the next, and what came of it."""

    made: Instant
    due: int
    came: Instant | None
    late_ms: int
    standing: Literal["kept", "missed", "open", "released", "jumped"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one audience heard."""

    audience: str
    words: tuple[Instant, ...]
    gaps: tuple[Gap, ...]
    next_words: tuple[NextWord, ...]


def hearings(record: Record, all_promises: tuple[Promise, ...]) -> tuple[Hearing, ...]:
    return tuple(
        _hearing(record, audience, told(record, audience, all_promises))
        for audience in audiences(record, all_promises)
    )


def _hearing(record: Record, audience: str, first: Instant | None) -> Hearing:
    updates = sorted(
        (h for h in record.of(UpdateSent) if h.event.audience == audience),
        key=lambda h: (h.at, h.seq),
    )
    words = [Instant("update", h.at, h.seq) for h in updates]
    # Executives hear by telephone first: what kept the promise to tell them is a word.
    if first and first.at not in {word.at for word in words}:
        words.append(first)
    words.sort(key=lambda word: (word.at, word.seq))
    return Hearing(
        audience,
        tuple(words),
        _gaps(record, audience, words),
        tuple(_next_word(record, audience, updates, i) for i in _promising(updates)),
    )


def _gaps(record: Record, audience: str, words: list[Instant]) -> tuple[Gap, ...]:
    """From the declaration to the last word, which closes if all was well by then."""
    declared = reached(record, "declared")
    if declared is None:
        return ()
    points = [declared] + [word for word in words if word.at > declared.at]
    gaps = [
        _gap(record, audience, start, stop)
        for start, stop in zip(points, points[1:], strict=False)
    ]
    over = reached(record, "restored-confirmed") or reached(record, "normal")
    is_final = over is not None and points[-1].at >= over.at and len(points) > 1
    if not is_final and record.end > points[-1].at:
        gaps.append(_gap(record, audience, points[-1], None))
    return tuple(gaps)


def _gap(record: Record, audience: str, start: Instant, stop: Instant | None) -> Gap:
    organisation = record.books.organisation
    level = (
        organisation.levels.get(level_at(record, start.at)) if organisation else None
    )
    limit = level.update.get(audience) if level else None
    if level and start.name == "declared":
        # The first word has its own promise, which may be the longer one.
        limit = level.tell.get(audience, limit)
    message = _message(record, audience, start)
    length = took(record, start, stop, message)
    jumped = is_jumped(record, start.at, stop.at if stop else record.end, limit)
    return Gap(
        start,
        stop,
        length,
        limit,
        jumped and message not in record.outside,
        lived(record, start, stop, message),
    )


def _message(record: Record, audience: str, word: Instant) -> str:
    """What a word is called that starts a clock of silence."""
    return f"{audience}@{record.by_seq[word.seq].recorded}"


def _promising(updates: list[Happening[UpdateSent]]) -> list[int]:
    return [i for i, h in enumerate(updates) if h.event.next_due is not None]


def _next_word(
    record: Record, audience: str, updates: list[Happening[UpdateSent]], i: int
) -> NextWord:
    made = Instant("update", updates[i].at, updates[i].seq)
    due = updates[i].event.next_due
    assert due is not None, "only updates that promise the next are asked"
    came = None
    if i + 1 < len(updates):
        came = Instant("update", updates[i + 1].at, updates[i + 1].seq)
    message = _message(record, audience, made)
    late = took(record, made, came, message) - (due - made.at)
    normal = reached(record, "normal")
    if f"update:{message}" in record.jumped:
        return NextWord(made, due, came, late, "jumped")
    if came is None and normal and normal.at <= due:
        return NextWord(made, due, None, late, "released")
    in_time: Literal["kept", "open"] = "kept" if came else "open"
    return NextWord(made, due, came, late, "missed" if late > 0 else in_time)


def silence_measures(all_hearings: tuple[Hearing, ...]) -> tuple[Measure, ...]:
    found: list[Measure | None] = []
    for hearing in all_hearings:
        found.append(_longest(hearing))
        found.append(_cadence(hearing))
        found.append(_kept(hearing.next_words, hearing.audience))
    found.append(_kept(word for one in all_hearings for word in one.next_words))
    return tuple(one for one in found if one)


def _longest(hearing: Hearing) -> Measure | None:
    if not hearing.gaps:
        return None
    gap = max(hearing.gaps, key=lambda one: one.length_ms)
    censored = gap.stop is None
    return Measure(
        "longest-silence",
        hearing.audience,
        value_ms=gap.length_ms,
        is_censored=censored,
        anchor=gap.start,
        until=gap.stop,
        limit_ms=gap.limit_ms,
        verdict=verdict_of(gap.length_ms, gap.limit_ms, censored, gap.is_jumped),
        wall_ms=gap.wall_ms,
        is_jumped=gap.is_jumped,
        entries=_seqs(gap.start, gap.stop),
    )


def _cadence(hearing: Hearing) -> Measure | None:
    """Gaps that had a limit; one still running within it is not judged."""
    judged = [
        gap
        for gap in hearing.gaps
        if gap.limit_ms is not None
        and not gap.is_jumped
        and (gap.stop or not gap.is_kept)
    ]
    entries = {gap.start.seq for gap in judged}
    entries |= {gap.stop.seq for gap in judged if gap.stop}
    return share_of(
        "cadence-kept",
        sum(gap.is_kept for gap in judged),
        len(judged),
        tuple(sorted(entries)),
        hearing.audience,
    )


def _kept(next_words: Iterable[NextWord], subject: str = "") -> Measure | None:
    judged = [w for w in next_words if w.standing in ("kept", "missed")]
    return share_of(
        "promises-kept",
        sum(word.standing == "kept" for word in judged),
        len(judged),
        tuple(sorted({word.made.seq for word in judged})),
        subject,
    )


def _seqs(start: Instant, stop: Instant | None) -> tuple[int, ...]:
    return (start.seq, stop.seq) if stop else (start.seq,)
