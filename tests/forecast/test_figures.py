"""Numbers about a sample: what they are, and that their intervals hold the truth."""

from random import Random

import pytest

from drillkit.forecast.figures import (
    NEVER,
    Share,
    in_order,
    paired,
    quantile,
    rank_correlation,
)

REPEATS = 400


def test_a_time_that_never_came_is_longer_than_all_others() -> None:
    assert in_order([5, NEVER, 3]) == [3, 5, NEVER]
    assert quantile([3, 5, NEVER], 0.95).value is None
    assert quantile([3, 5, NEVER], 0.5).value == 5


def test_what_always_was_can_be_so_always() -> None:
    assert Share(50, 50).interval[1] == 1.0
    assert Share(0, 50).interval[0] == 0.0
    assert Share(0, 0).interval == (0.0, 1.0)


def test_wilson_s_interval_is_the_published_one() -> None:
    """20 of 100: between 13.34 % and 28.88 % (Newcombe 1998, method 3)."""
    low, high = Share(20, 100).interval

    assert (round(low, 4), round(high, 4)) == (0.1334, 0.2888)


@pytest.mark.parametrize("chance", [0.05, 0.5, 0.8, 0.95])
def test_a_quantile_s_interval_has_the_true_one_in_95_of_100(chance: float) -> None:
    dice = Random(f"quantile {chance}")
    held = 0
    for _ in range(REPEATS):
        ordered = sorted(dice.randrange(10**6) for _ in range(300))
        found = quantile(ordered, chance)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= chance * 10**6 <= found.high

    # Nominal 380; three standard errors of 400 throws are 13.
    assert held >= 367


def test_a_share_s_interval_has_the_true_one_in_95_of_100() -> None:
    dice = Random("share")
    held = 0
    for _ in range(REPEATS):
        hits = sum(dice.random() < 0.93 for _ in range(300))
        low, high = Share(hits, 300).interval
        held += low <= 0.93 <= high

    assert 367 <= held <= 393


def test_pairs_show_what_samples_apart_would_hide() -> None:
    dice = Random("pairs")
    before = [dice.gauss(100, 30) for _ in range(500)]
    after = [x - 1 + dice.gauss(0, 1) for x in before]

    found = paired(before, after)

    assert found.low < -1 < found.high
    assert found.high < -0.5


def test_ranks_that_rise_together_correlate_fully() -> None:
    assert rank_correlation(range(10), [x**3 for x in range(10)]) == pytest.approx(1)
    assert rank_correlation(range(10), list(range(10, 0, -1))) == pytest.approx(-1)
