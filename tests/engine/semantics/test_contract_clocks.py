"""A client's clock, its hours and its stops, against counting minute by minute."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.commands import (
    AddItem,
    Note,
    Pass,
    ReverseStop,
    StartClock,
    StopClock,
)
from drillkit.engine.events import ItemListed
from tests.engine.semantics.play import HOUR, MINUTE, lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
TABLE = """
affected:
  north: {kind: site, client: mine}
  shop-floor: {kind: site, client: shop}
"""


def sla(life, client="mine"):
    return [x for x in life.lines() if f"sla:{client}" in x]


def test_the_contract_s_clock_counts_from_the_ticket():
    life = lived(BOOK, scenario=TABLE)

    assert sla(life) == ["00:00:00 obligation-opened sla:mine due 04:00:00"]


def test_two_stops_at_once_stop_the_clock_once():
    life = lived(
        BOOK,
        ("1h", StopClock("mine", "no-access", "a lock")),
        ("2h", StopClock("mine", "no-power")),
        ("3h", StartClock("mine", "no-access")),
        ("4h", StartClock("mine", "no-power")),
        scenario=TABLE,
    )

    assert sla(life)[1:] == [
        "01:00:00 obligation-moved sla:mine stop-clock due stands",
        "04:00:00 obligation-moved sla:mine stop-clock due 07:00:00",
    ]


def test_a_stop_taken_back_counts_as_nothing_and_stays_in_the_log():
    life = lived(
        BOOK,
        ("1h", StopClock("mine", "no-access")),
        ("2h", StopClock("mine", "no-power")),
        ("3h", StartClock("mine", "no-access")),
        ("4h", ReverseStop("mine", "no-power", 2 * HOUR, "there was light")),
        ("5h", ReverseStop("mine", "no-power", 1 * HOUR, "never")),
        scenario=TABLE,
    )

    assert sla(life)[-1] == "04:00:00 obligation-moved sla:mine stop-clock due 06:00:00"
    assert life.lines()[-1].endswith("no stop of that clock began then")


def test_a_past_stop_is_taken_back_too_and_may_break_the_promise_at_once():
    life = lived(
        BOOK,
        ("1h", StopClock("mine", "no-access")),
        ("3h", StartClock("mine", "no-access")),
        ("5h", ReverseStop("mine", "no-access", HOUR, "it was open")),
        ("6h", Pass()),
        scenario=TABLE,
    )

    assert sla(life)[-2:] == [
        "05:00:00 obligation-moved sla:mine stop-clock due 05:00:00",
        "05:00:00 obligation-broken sla:mine",
    ]


def test_only_what_the_contract_lists_stops_its_clock_and_once():
    life = lived(
        BOOK,
        ("1h", StopClock("shop", "no-power")),
        ("1h", StopClock("mine", "no-access")),
        ("1h", StopClock("mine", "no-access")),
        ("1h", StartClock("mine", "no-power")),
        scenario=TABLE,
    )

    assert life.lines("move-refused") == [
        '01:00:00 move-refused StopClock: the contract of "shop" does not list the '
        'reason "no-power"',
        "01:00:00 move-refused StopClock: that clock stands for this reason already",
        "01:00:00 move-refused StartClock: that clock does not stand for this reason",
    ]


def test_a_client_who_comes_to_be_affected_while_stopped_stands_from_the_start():
    life = lived(
        BOOK,
        ("1h", StopClock("mine", "no-access")),
        ("2h", AddItem(ItemListed("island", "site", site="island"))),
        ("5h", StartClock("mine", "no-access")),
    )

    assert sla(life) == [
        "02:00:00 obligation-opened sla:mine due 04:00:00",
        "02:00:00 obligation-moved sla:mine stop-clock due stands",
        "05:00:00 obligation-moved sla:mine stop-clock due 08:00:00",
    ]


def test_a_contract_that_is_overdue_when_it_is_found_says_so():
    late = ItemListed("island", "site", client="mine")
    life = lived(BOOK, ("5h", AddItem(late)))

    assert sla(life) == [
        "05:00:00 obligation-opened sla:mine due 05:00:00 late-by-classification"
    ]


def test_hours_of_a_contract_are_the_only_ones_that_count():
    life = lived(BOOK, scenario=TABLE + "starts: 2026-11-24T16:00")

    assert sla(life, "shop") == ["00:00:00 obligation-opened sla:shop due 19:00:00"]


def test_a_contract_may_count_from_the_onset_before_the_drill():
    life = lived(
        BOOK,
        scenario=TABLE + "onset: 2026-11-24T08:00",
        company=(
            "gold: {restore-within: 4h,",
            "gold: {counts-from: onset, restore-within: 4h,",
        ),
    )

    assert sla(life) == ["00:00:00 obligation-opened sla:mine due 03:00:00"]


START = datetime(2026, 11, 24, 6, tzinfo=UTC)  # 09:00 in Moscow, a Tuesday


def counted_by_hand(stops):
    """The minute by which four office hours have passed outside all stops."""
    minute = counted = 0
    while counted < 240:
        local = START + timedelta(hours=3, minutes=minute)
        is_office = local.weekday() < 5 and 9 <= local.hour < 18
        is_stopped = any(a <= minute < b for a, b in stops)
        counted += is_office and not is_stopped
        minute += 1
    return minute


def stretches(pieces):
    """Stops one behind the other, from gaps and lengths in minutes."""
    at, found = 0, []
    for gap, length in pieces:
        found.append((at + gap, at + gap + length))
        at += gap + length
    return found


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 2000)), max_size=5))
def test_stops_and_hours_add_up_as_counting_every_minute_does(pieces):
    stops = stretches(pieces)
    moves = [
        move
        for start, end in stops
        for move in (
            (start * MINUTE, StopClock("shop", "no-access")),
            (end * MINUTE, StartClock("shop", "no-access")),
        )
    ]
    story = TABLE + "ends: {at-latest: 600h}"
    life = lived(
        BOOK, *moves, (moves[-1][0] if moves else 0, Note("-")), scenario=story
    )
    owed = life.drill.obligations["sla:shop"]

    assert owed.broken or owed.due == counted_by_hand(stops) * MINUTE
