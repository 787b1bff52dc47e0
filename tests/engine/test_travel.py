"""A journey is the soonest chain that its timetables, check-ins and gates allow."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.calendar import Hours, Window, from_local, local_time, next_open
from drillkit.engine.travel import (
    Departure,
    Leg,
    earliest_journey,
    next_departure,
)

EVERY_DAY = tuple(range(7))

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MOSCOW, SAKHALIN = "Europe/Moscow", "Asia/Sakhalin"

FLIGHT = Leg(
    "moscow",
    "yuzhno",
    9 * HOUR,
    (Departure(EVERY_DAY, 450), Departure(EVERY_DAY, 1270)),
    HOUR,
    MOSCOW,
)
BOAT = Leg(
    "yuzhno",
    "island-node",
    3 * HOUR + 30 * MINUTE,
    (Departure((0, 2), 15 * 60),),
    zone=SAKHALIN,
)
ISLAND = Hours(SAKHALIN, (Window((1, 3), 600, 780),))


def itinerary(legs, origin, destination, ready, hours=None, zone=MOSCOW):
    """Ready and journey as the clock at home shows them."""
    journey = earliest_journey(
        legs, origin, destination, from_local(zone, ready), hours
    )
    return journey and [
        f"{leg.origin} {local_time(zone, leg.departs_at):%a %H:%M}"
        f" {leg.destination} {local_time(zone, leg.arrives_at):%a %H:%M}"
        for leg in journey
    ]


def test_a_part_flies_and_then_waits_for_the_boat():
    assert itinerary([FLIGHT, BOAT], "moscow", "island-node", "2026-11-24T09:00") == [
        "moscow Tue 21:10 yuzhno Wed 06:10",
        # Wednesday's boat left Sakhalin at 07:00 in Moscow, half an hour on.
        "yuzhno Wed 07:00 island-node Wed 10:30",
    ]


def test_a_missed_boat_is_a_wait_until_the_next():
    assert itinerary([FLIGHT, BOAT], "moscow", "island-node", "2026-11-24T20:11") == [
        "moscow Wed 07:30 yuzhno Wed 16:30",
        "yuzhno Mon 07:00 island-node Mon 10:30",
    ]


def test_check_in_comes_before_the_departure():
    ready = from_local(MOSCOW, "2026-11-24T06:30")
    assert next_departure(FLIGHT, ready) == ready + HOUR
    assert next_departure(FLIGHT, ready + 1) == from_local(MOSCOW, "2026-11-24T21:10")


def test_a_leg_without_a_timetable_leaves_when_its_check_in_is_done():
    assert next_departure(Leg("a", "b", 5, check_in_ms=3), 100) == 103


def test_a_leg_that_runs_on_no_day_never_leaves():
    assert next_departure(Leg("a", "b", 5, (Departure((), 0),)), 0) is None
    assert (
        earliest_journey([Leg("a", "b", 5, (Departure((), 0),))], "a", "b", 0) is None
    )


def test_being_there_already_is_a_journey_without_legs():
    assert earliest_journey([FLIGHT], "moscow", "moscow", 0) == ()


def test_a_place_that_no_leg_reaches_is_no_journey():
    assert earliest_journey([FLIGHT], "yuzhno", "moscow", 0) is None


def test_a_place_that_never_opens_is_no_journey():
    never = {"b": Hours("UTC", (Window((), 0, 1),))}
    assert earliest_journey([Leg("a", "b", 1)], "a", "b", 0, never) is None


def test_an_arrival_before_the_gate_opens_is_the_real_arrival():
    [leg] = earliest_journey([Leg("a", "b", HOUR)], "a", "b", 0, {"b": ISLAND}) or ()
    assert leg.arrives_at == HOUR


def test_arriving_early_at_a_shut_gate_is_worth_no_extra_leg():
    hours = {"site": Hours("UTC", (Window(EVERY_DAY, 600, 720),))}
    legs = [Leg("a", "hub", HOUR), Leg("hub", "site", HOUR), Leg("a", "site", 5 * HOUR)]
    direct = earliest_journey(legs, "a", "site", 0, hours) or ()
    quickest = earliest_journey(legs, "a", "site", 0) or ()
    assert [leg.index for leg in direct] == [2]
    assert [leg.index for leg in quickest] == [0, 1]


def test_a_place_passed_lets_one_on_when_it_opens():
    hours = {"store": Hours("UTC", (Window(EVERY_DAY, 600, 720),))}
    legs = [Leg("a", "store", HOUR), Leg("store", "b", HOUR)]
    _, onward = earliest_journey(legs, "a", "b", 0, hours) or ()
    assert onward.departs_at == 10 * HOUR


def test_fewer_legs_win_when_both_catch_the_same_flight():
    flight = Leg("hub", "b", HOUR, (Departure(EVERY_DAY, 600),))
    legs = [Leg("a", "stop", HOUR), Leg("stop", "hub", HOUR), Leg("a", "hub", 5 * HOUR)]
    chain = earliest_journey([*legs, flight], "a", "b", 0) or ()
    assert [leg.index for leg in chain] == [2, 3]


def test_between_equals_the_leg_listed_first_is_taken():
    [leg] = earliest_journey([Leg("a", "b", 9), Leg("a", "b", 9)], "a", "b", 0) or ()
    assert leg.index == 0


def test_a_journey_that_leaves_after_two_months_is_none():
    slow = [Leg("a", "b", 70 * DAY), Leg("b", "c", 1)]
    assert earliest_journey(slow, "a", "c", 0) is None


@pytest.mark.parametrize(
    ("ready", "leaves"),
    [
        ("2026-03-29T01:00", "2026-03-29T03:00+02:00"),
        ("2026-03-29T03:01", "2026-03-30T02:30+02:00"),
        ("2026-10-25T01:00", "2026-10-25T02:30+02:00"),
    ],
)
def test_a_departure_that_the_clocks_skip_leaves_at_the_skip(ready, leaves):
    zone = "Europe/Berlin"
    train = Leg("a", "b", HOUR, (Departure(EVERY_DAY, 150),), zone=zone)
    departs = next_departure(train, from_local(zone, ready))
    assert departs is not None
    assert local_time(zone, departs).isoformat(timespec="minutes") == leaves


places = st.sampled_from(["a", "b", "c", "d"])
connections = st.lists(
    st.builds(
        Leg,
        places,
        places,
        st.integers(0, 30).map(lambda hours: hours * HOUR),
        st.lists(
            st.builds(
                Departure,
                st.sets(st.integers(0, 6), min_size=1).map(tuple),
                st.integers(0, 1439),
            ),
            max_size=2,
        ).map(tuple),
        st.sampled_from([0, HOUR]),
    ),
    max_size=5,
)
gates = st.dictionaries(
    places, st.just(Hours("UTC", (Window((0, 1, 2, 3), 480, 1080),))), max_size=2
)


def by_hand(legs, chain, ready, hours):
    """When a chain of legs is of use at its end, going through it leg by leg."""
    for leg in chain:
        departs = next_departure(leg, ready)
        assert departs is not None
        ready = departs + leg.takes_ms
        if leg.destination in hours:
            opens = next_open(hours[leg.destination], ready)
            assert opens is not None
            ready = opens
    return ready


@given(connections, gates, st.integers(0, 7 * 24).map(lambda hours: hours * HOUR))
def test_no_other_chain_is_sooner_or_as_soon_with_fewer_legs(legs, hours, ready):
    found = earliest_journey(legs, "a", "d", ready, hours)
    rivals = [
        (by_hand(legs, chain, ready, hours), len(chain))
        for count in range(1, len(legs) + 1)
        for chain in permutations(legs, count)
        if (chain[0].origin, chain[-1].destination) == ("a", "d")
        and all(
            x.destination == y.origin for x, y in zip(chain, chain[1:], strict=False)
        )
    ]
    if found is None:
        assert rivals == []
    else:
        chain = [legs[leg.index] for leg in found]
        assert (by_hand(legs, chain, ready, hours), len(chain)) == min(rivals)
