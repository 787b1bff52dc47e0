"""The door to python-statemachine agrees with an interpreter anybody can follow."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine import machine
from drillkit.engine.charts import Chart
from tests.engine.semantics.test_rule_26_machine import by_hand, chart_of, steps_of
from tests.tally import Tried

WALK = 150


def ready(chart: Chart, active: set[str]) -> str | None:
    """The innermost phase whose lanes are joined, read plainly."""
    found = [
        path
        for path in active
        if (phase := chart.phases[path]).lanes
        and "done" in phase.leads_to
        and (any if phase.join == "any" else all)(
            lane.finals & active for lane in phase.lanes
        )
    ]
    return max(found, key=lambda path: chart.phases[path].order, default=None)


def walked(seed: int) -> int:
    """Walk a random chart at random: how many steps both went the same way.

    A walk that has come to its end begins again, on the same machine.
    """
    chart, dice = chart_of(seed), Random(seed)
    first: set[str] = by_hand(chart, set(), chart.initial, chart.initial, {})[1]
    active, by_us = machine.begin(chart), first
    for _ in range(WALK):
        assert set(active) == by_us
        assert machine.joined(chart, active) == ready(chart, by_us)
        possible = list(steps_of(chart, active))
        if not possible:
            active, by_us = machine.begin(chart), first
            continue
        path, outcome, to = dice.choice(possible)
        if dice.random() < 0.1:
            assert machine.step(chart, active, path, "no such outcome") is None
        kept = {
            lane.path: min(lane.finals)
            for lane in chart.lane_of.values()
            if lane.keep and dice.random() < 0.5
        }
        left, entered = by_hand(chart, by_us, path, to, kept)
        change = machine.step(chart, active, path, outcome, kept)
        assert change is not None
        by_us = (by_us - left) | entered
        active = change.configuration
        assert (set(change.left), set(change.entered)) == (left, entered)
        orders = [chart.phases[p].order for p in active]
        assert orders == sorted(orders)
    return WALK


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_the_door_agrees_with_a_plain_interpreter(seed: int) -> None:
    walked(seed)


def test_the_door_agrees_over_three_thousand_steps(tried: Tried) -> None:
    steps, seed = 0, 0
    while steps < 3_000:
        steps, seed = steps + walked(seed), seed + 1
    tried("steps of random charts, door against interpreter", steps)


@pytest.mark.soak
def test_the_door_agrees_over_a_hundred_thousand_steps(tried: Tried) -> None:
    steps, seed = 0, 10**6
    while steps < 100_000:
        steps, seed = steps + walked(seed), seed + 1
    tried("random charts walked", seed - 10**6)
    tried("steps of random charts, door against interpreter", steps)
