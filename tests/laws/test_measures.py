"""Measures: what a part shows the whole does not take back, and who moves what.

By the times of writing a measure only grows while a drill goes on.  A later word about
when something happened moves measures, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.conduct.players import PROFILES
from drillkit.engine.commands import (
    Act,
    Correct,
    Move,
    Note,
    ReverseStop,
    StartClock,
    StopClock,
)
from drillkit.engine.compile import compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import changed
from drillkit.engine.entry import Origin
from drillkit.engine.events import MilestoneReached, ObligationBroken
from drillkit.engine.evolve import replay
from drillkit.log.line import Stored
from drillkit.review.books import read_books
from drillkit.review.measures import measure
from drillkit.review.measures.contracts import client_clocks
from drillkit.review.measures.promises import promises
from drillkit.review.measures.value import Measure
from drillkit.review.record import Books, read_record
from tests.conduct.small import played, small_plan
from tests.engine.semantics.play import HOUR, MINUTE, Life, lived
from tests.tally import Tried

# What may fall while a drill goes on: ranks over a growing number of calls, and
# answers to a question that is asked of the last state alone.
MAY_FALL = {
    "call-answer-median": "half of more calls may be answered sooner",
    "call-answer-p90": "nine of ten of more calls may be answered sooner",
    "broken-links": "a call not answered so far may still be answered",
    "first-classification-accuracy": "signed: rungs above or below",
    "classification-accuracy": "signed, and of the last level",
    "first-level": "words",
    "final-level": "words",
}


@cache
def rehearsed(seed: int, profile: str) -> tuple[Sequence[Stored], Books]:
    """A whole rehearsal of the small plan."""
    _, log = played(small_plan(), "storm", seed, profile)
    return log, read_books(log)


def as_written(log: Sequence[Stored], books: Books) -> dict[str, Measure]:
    """Every measure by the times of writing."""
    record = read_record(log, books).as_recorded()
    return {one.key: one for one in measure(record).all}


def exceeding(part: dict[str, Measure], whole: dict[str, Measure]) -> list[str]:
    """What the part shows and the whole does not, or shows less of."""
    return [
        key
        for key, one in part.items()
        if one.name not in MAY_FALL and (key not in whole or _is_more(one, whole[key]))
    ]


def _is_more(part: Measure, whole: Measure) -> bool:
    """More time from the same anchor, more of a count, more out of more."""
    same = part.anchor == whole.anchor
    longer = same and (part.value_ms or 0) > (whole.value_ms or 0)
    more = (part.number or 0) > (whole.number or 0)
    shares = zip(part.share or (0, 0), whole.share or (0, 0), strict=True)
    return longer or more or any(ours > theirs for ours, theirs in shares)


def prefixes_hold(seed: int, profile: str, dice: Random, cuts: int) -> None:
    log, books = rehearsed(seed, profile)
    whole = as_written(log, books)
    for _ in range(cuts):
        at = dice.randint(1, len(log))
        assert exceeding(as_written(log[:at], books), whole) == [], (seed, profile, at)


@pytest.mark.parametrize("profile", ["steady", "tired", "ideal"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_part_of_a_drill_never_measures_more_than_the_whole(
    seed: int, profile: str
) -> None:
    prefixes_hold(seed, profile, Random(seed), 25)


@pytest.mark.soak
@pytest.mark.parametrize("profile", PROFILES)
def test_no_part_of_any_rehearsal_measures_more(profile: str, tried: Tried) -> None:
    for seed in range(100):
        prefixes_hold(seed, profile, Random(seed), 40)
    tried("parts of rehearsals, measured against the whole", 100 * 40)


def test_every_measure_that_may_fall_is_named_for_a_reason() -> None:
    log, books = rehearsed(1, "steady")
    names = {one.name for one in as_written(log, books).values()}

    assert set(MAY_FALL) <= names
    assert len(names - set(MAY_FALL)) > 15


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_correction_moves_measures_and_neither_order_nor_state(seed: int) -> None:
    log, books = rehearsed(seed, "steady")
    drill = replay(line.entry for line in log)
    play = compile_play(small_plan(), "storm")
    seq = moved_by_people(log)
    earlier = log[seq - 1].entry.at - MINUTE // 2
    move = Move(drill.at, Correct(seq, "it was sooner", happened=earlier), Origin("me"))
    more = [
        Stored(len(log) + n, 0, "", entry)
        for n, entry in enumerate(decide(drill, move, play), start=1)
    ]
    corrected = [*log, *more]
    before, after = read_record(log, books), read_record(corrected, books)

    assert len(more) == 1
    lived_on = changed(drill, entries=drill.entries + 1, at=more[0].entry.at)
    assert replay(line.entry for line in corrected) == lived_on
    assert [h.seq for h in after.happenings] == list(range(1, len(corrected) + 1))
    assert [h.event for h in after.happenings][: len(log)] == [
        h.event for h in before.happenings
    ]
    moved = {one.key: one.value_ms for one in measure(after).all}
    unmoved = {one.key: one.value_ms for one in measure(before).all}
    assert moved != unmoved
    assert as_written(log, books).keys() == as_written(corrected, books).keys()
    for key, one in as_written(log, books).items():
        if one.name not in ("entries-written-late", "latest-writing"):
            assert as_written(corrected, books)[key].value_ms == one.value_ms


@pytest.mark.parametrize("seed", [1, 2])
def test_when_it_happened_moves_measures_and_neither_order_nor_state(seed: int) -> None:
    log, books = rehearsed(seed, "steady")
    seq = moved_by_people(log)
    entry = log[seq - 1].entry
    assert entry.origin is not None
    said = replace(entry.origin, happened=entry.at - MINUTE // 2, why_late="by radio")
    late = list(log)
    late[seq - 1] = log[seq - 1]._replace(entry=replace(entry, origin=said))
    before, after = read_record(log, books), read_record(late, books)

    assert replay(line.entry for line in late) == replay(line.entry for line in log)
    assert [h.seq for h in after.happenings] == list(range(1, len(log) + 1))
    assert [h.event for h in after.happenings] == [h.event for h in before.happenings]
    values = {one.key: one.value_ms for one in measure(before).all}
    assert {one.key: one.value_ms for one in measure(after).all} != values
    written = as_written(late, books)
    for key, one in as_written(log, books).items():
        if one.name not in ("entries-written-late", "latest-writing"):
            assert written[key].value_ms == one.value_ms


def moved_by_people(log: Sequence[Stored]) -> int:
    """The entry of a person that brought the declaration about."""
    [declared, *_] = [
        line.seq
        for line in log
        if isinstance(line.entry.event, MilestoneReached)
        and line.entry.event.name in ("declared", "classified")
    ]
    return next(
        line.seq for line in reversed(log[:declared]) if line.entry.origin is not None
    )


BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
TABLE = """
ends: {at-latest: 600h}
affected:
  north: {kind: site, client: mine}
"""
OFFICE = (
    "gold: {restore-within: 4h,",
    "gold: {restore-within: 4h, hours:"
    ' {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"},',
)
START = datetime(2026, 11, 24, 6, tzinfo=UTC)  # 09:00 in Moscow, a Tuesday
pieces = st.lists(st.tuples(st.integers(1, 300), st.integers(1, 900)), max_size=4)


def stretches(gaps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stops one behind the other, from gaps and lengths in minutes."""
    at, found = 0, []
    for gap, long in gaps:
        found.append((at + gap, at + gap + long))
        at += gap + long
    return found


def is_counted(minute: int, stops: Sequence[tuple[int, int]]) -> bool:
    """Whether a minute is of the office's hours, and nothing stops the clock."""
    local = START + timedelta(hours=3, minutes=minute)
    is_office = local.weekday() < 5 and 9 <= local.hour < 18
    return is_office and not any(a <= minute < b for a, b in stops)


@given(pieces, pieces, st.booleans())
def test_a_contract_s_clock_is_every_minute_outside_the_union_of_its_stops(
    one: Sequence[tuple[int, int]],
    other: Sequence[tuple[int, int]],
    is_taken_back: bool,
) -> None:
    """Two reasons, in any overlap, in office hours; the first stop may be reversed."""
    by_code = {"no-access": stretches(one), "no-power": stretches(other)}
    said: list[tuple[int, int, Act]] = []
    for code, stops in by_code.items():
        for start, end in stops:
            said.append((start * MINUTE, 1, StopClock("mine", code)))
            said.append((end * MINUTE, 0, StartClock("mine", code)))
    last = max((at for at, _, _ in said), default=0)
    if one and is_taken_back:
        first = by_code["no-access"].pop(0)[0] * MINUTE
        said.append((last, 2, ReverseStop("mine", "no-access", first, "never")))
    said.append((last + HOUR, 3, Note("-")))
    said.sort(key=lambda x: x[:2])
    life = lived(
        BOOK, *[(at, act) for at, _, act in said], scenario=TABLE, company=OFFICE
    )
    log = [Stored(n, 0, "", e) for n, e in enumerate(life.entries, start=1)]
    record = read_record(log, read_books(log))
    [clock] = client_clocks(record, promises(record))
    stops = [stop for of_code in by_code.values() for stop in of_code]
    until = (last + HOUR) // MINUTE
    counted = sum(is_counted(minute, stops) for minute in range(until))

    assert clock.counted_ms == counted * MINUTE
    said_all = [
        stop for of_code in (stretches(one), stretches(other)) for stop in of_code
    ]
    assert due_or_broken(life) == due_reckoned(said_all, stops, last, last + HOUR)


def due_or_broken(life: Life) -> tuple[str, int | None]:
    """What became of the promise: when it was broken, or when it is due."""
    for entry in life.entries:
        if entry.event == ObligationBroken("sla:mine"):
            return "broken", entry.at
    return "due", life.drill.obligations["sla:mine"].due


def due_reckoned(
    before: Sequence[tuple[int, int]],
    after: Sequence[tuple[int, int]],
    taken_back: int,
    end: int,
) -> tuple[str, int]:
    """The same from the stops, minute by minute: some no longer hold from a time on."""
    was_due = due_minute(before) * MINUTE
    if was_due < taken_back:
        return "broken", was_due
    is_due = max(due_minute(after) * MINUTE, taken_back)
    return ("broken" if is_due < end else "due"), is_due


def due_minute(stops: Sequence[tuple[int, int]]) -> int:
    """The end of the minute in which four hours of the contract are used up."""
    minute = left = 0
    while left < 240:
        left += is_counted(minute, stops)
        minute += 1
    return minute


def test_the_law_of_parts_can_be_broken() -> None:
    """A measure that had shrunk would be named."""
    log, books = rehearsed(1, "steady")
    whole = as_written(log, books)
    [name, *_] = [key for key, one in whole.items() if one.name == "phase-time"]
    less = {**whole, name: replace(whole[name], value_ms=0)}

    assert exceeding(whole, less) == [name]
