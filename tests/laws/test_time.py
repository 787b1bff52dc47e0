"""Exact time: whatever is ordered and when, every clock adds up to the millisecond."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.clock import look
from drillkit.engine.events import MoveRefused
from drillkit.review.measures.promises import promises
from tests.laws import accounts
from tests.laws.bench import GAPS, UNSTEADY, Bench, orders, startex
from tests.laws.reckoning import AT, HOUR, MINUTE, Mode, Order
from tests.tally import Tried

KINDS = {
    ("drill", GAPS): "against a reckoning of their own",
    ("drill", UNSTEADY): "the wall stepping back",
    ("live", UNSTEADY): "in real events",
}


def holds(bench: Bench) -> None:
    """The drill is what was reckoned, in every sum."""
    bench.order(Order(0, "pass"))
    end = bench.at
    record = accounts.record_of(bench)
    assert accounts.delivered(bench) == bench.reckoned.delivered
    assert accounts.visits(bench) == bench.reckoned.visits
    assert record.end <= end
    end = record.end
    assert accounts.phase_sums(record) == accounts.phase_sums_reckoned(bench, end)
    owed = promises(record)
    assert accounts.gaps(record, owed) == accounts.gaps_reckoned(bench, end)
    assert accounts.contract(record, owed) == accounts.contract_reckoned(bench, end)
    promises_hold(bench)


def promises_hold(bench: Bench) -> None:
    """Every promise is broken when its own clock says so, and no other is."""
    asides = accounts.asides(bench)
    for one in accounts.owed(bench):
        at = accounts.due(bench, one, asides)
        if one.is_jumped:
            assert one.broken is None, one
        elif one.broken is not None:
            assert one.broken[1] == at, one
        else:
            until = one.over[1] if one.over else bench.at
            stands = bench.reckoned.status != "running"
            assert until < at or (until == at and (one.over or stands)), one


def lived(given: Iterable[Order], mode: Mode = "drill") -> int:
    """Live the orders, each answered as reckoned; a reset begins another drill."""
    bench, count = startex(mode=mode), 1
    for order in given:
        if order.what == "reset":
            holds(bench)
            bench, count = startex(bench.wall + order.gap, mode), count + 1
        else:
            is_answered(bench, order)
    holds(bench)
    return count


def is_answered(bench: Bench, order: Order) -> None:
    """It is carried out or refused, and then the clock shows what was reckoned."""
    _, accepted, entries = bench.order(order)
    refused = [e for e in entries if isinstance(e.event, MoveRefused)]
    clock, told = look(bench.drill.clock, bench.wall), bench.reckoned

    assert accepted == (not refused) or order.what == "pass"
    assert bench.at == told.now
    assert told.now >= clock.base_ms
    if told.ended is None:
        assert clock.base_ms + Fraction(clock.part, clock.parts) == told.shown


def tried_all(
    seeds: Iterable[int],
    tried: Tried,
    mode: Mode = "drill",
    gaps: Sequence[int] = GAPS,
) -> None:
    """Live the orders of every seed; a failure names its seed."""
    drills = interleavings = 0
    for seed in seeds:
        try:
            drills += lived(orders(Random(seed), gaps=gaps), mode)
        except AssertionError as failure:
            failure.add_note(f"seed {seed}")
            raise
        interleavings += 1
    tried(f"interleavings of orders, {KINDS[mode, gaps]}", interleavings)
    tried("drills of those interleavings", drills)


@given(st.randoms(use_true_random=False))
def test_every_clock_adds_up_whatever_is_ordered(dice):
    lived(list(orders(dice, 12)))


@pytest.mark.parametrize("part", range(4))
def test_every_clock_adds_up_in_two_thousand_interleavings(part, tried):
    tried_all(range(part * 500, part * 500 + 500), tried)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(100))
def test_every_clock_adds_up_in_a_hundred_thousand_interleavings(part, tried):
    tried_all(range(10**6 + part * 1000, 10**6 + part * 1000 + 1000), tried)


@pytest.mark.parametrize("mode", ["drill", "live"])
def test_every_clock_adds_up_though_the_wall_steps_back(mode: Mode, tried: Tried):
    """And in a real event, which nobody can pause, hurry or interrupt."""
    tried_all(range(250), tried, mode, UNSTEADY)


@pytest.mark.soak
@pytest.mark.parametrize("mode", ["drill", "live"])
@pytest.mark.parametrize("part", range(10))
def test_every_clock_adds_up_though_the_wall_steps_back_ten_thousand_times(
    mode: Mode, part: int, tried: Tried
):
    tried_all(
        range(10**7 + part * 1000, 10**7 + part * 1000 + 1000), tried, mode, UNSTEADY
    )


def test_a_real_event_is_delivered_on_the_wall_whatever_is_ordered():
    """It refuses to stand, to run faster and to be left for another emergency."""
    bench = startex(mode="live")
    for what in ("pause", "emergency", "speed", "jump", "resume", "all-clear"):
        _, accepted, entries = bench.order(Order(MINUTE, what, "", 2, 1))
        assert not accepted
        assert [type(e.event) for e in entries][-1:] == [MoveRefused]
    bench.order(Order(4 * HOUR, "pass"))

    timed = [(at, name) for at, name in accounts.delivered(bench) if name in AT]
    assert timed == sorted((at, name) for name, at in AT.items())


def undisturbed(wall_ms: int) -> list[tuple[int, str]]:
    """What a drill delivers that nobody touches."""
    bench = startex()
    bench.order(Order(wall_ms, "pass"))
    return accounts.delivered(bench)


@given(st.randoms(use_true_random=False))
def test_no_pause_speed_or_emergency_changes_what_comes_and_when(dice):
    """In drill time everything comes as it would have come."""
    harmless = {"pass", "pause", "resume", "speed", "emergency", "all-clear"}
    bench = startex()
    for order in orders(dice):
        if order.what in harmless:
            bench.order(order)
    for order in (Order(0, "all-clear"), Order(0, "resume"), Order(0, "pass")):
        bench.order(order)

    assert accounts.delivered(bench) == undisturbed(bench.at)
