"""The beta distribution agrees with its closed forms where it has them."""

from fractions import Fraction
from math import atan2, comb, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.beta import chance_below, quantile

shapes = st.floats(0.3, 60.0)


def binomial(alpha: int, beta: int, x: Fraction) -> Fraction:
    """Whole shapes: the chance of at least *alpha* hits in alpha + beta - 1 tries."""
    tries = alpha + beta - 1
    return sum(
        (
            comb(tries, k) * x**k * (1 - x) ** (tries - k)
            for k in range(alpha, tries + 1)
        ),
        Fraction(0),
    )


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 64))
def test_whole_shapes_are_binomial_sums(alpha, beta, part):
    x = Fraction(part, 64)
    assert chance_below(alpha, beta, float(x)) == pytest.approx(
        float(binomial(alpha, beta, x)), abs=1e-12
    )


@given(st.floats(0.0, 1.0))
def test_the_shape_of_two_halves_is_the_arcsine_law(x):
    assert chance_below(0.5, 0.5, x) == pytest.approx(
        2 / pi * atan2(sqrt(x), sqrt(1 - x)), abs=1e-12
    )


# With a second shape below one, floats are too far apart just under 1 to hold this.
@given(shapes, st.floats(1.0, 60.0), st.floats(0.0, 1.0))
def test_a_quantile_has_its_chance(alpha, beta, chance):
    assert chance_below(alpha, beta, quantile(alpha, beta, chance)) == pytest.approx(
        chance, abs=1e-9
    )


@given(shapes, shapes, st.integers(0, 4096).map(lambda part: part / 4096))
def test_the_mirror_image_has_the_rest_of_the_chance(alpha, beta, x):
    assert chance_below(alpha, beta, x) == pytest.approx(
        1 - chance_below(beta, alpha, 1 - x), abs=1e-11
    )


@pytest.mark.parametrize(
    ("alpha", "beta", "chance", "share"),
    [
        # 3x^2 - 2x^3 and 1 - (1 - x)^n, solved by hand.
        (2, 2, 0.5, 0.5),
        (2, 2, 5 / 32, 0.25),
        (1, 4, 1 - 0.9**4, 0.1),
        (4, 1, 0.3**4, 0.3),
        (1, 1, 0.123456789, 0.123456789),
        (0.5, 0.5, 1 / 3, 0.25),
        (0.5, 0.5, 0.05, 0.006155829702431115),
    ],
)
def test_quantiles_are_the_known_ones(alpha, beta, chance, share):
    assert quantile(alpha, beta, chance) == pytest.approx(share, abs=1e-12)


@given(shapes, st.floats(1.0, 60.0), st.floats(0.001, 0.999), st.floats(0.0, 1.0))
def test_a_first_guess_changes_nothing(alpha, beta, chance, near):
    assert quantile(alpha, beta, chance, near) == pytest.approx(
        quantile(alpha, beta, chance), rel=1e-11
    )


def test_the_ends_are_certain():
    assert (quantile(3, 2, 0.0), quantile(3, 2, 1.0)) == (0.0, 1.0)
    assert (chance_below(3, 2, 0.0), chance_below(3, 2, 1.0)) == (0.0, 1.0)


def test_a_steep_law_is_solved_from_where_it_is_flat():
    share = quantile(2000, 3, 1e-12)
    assert chance_below(2000, 3, share) == pytest.approx(1e-12, rel=1e-6)
    assert quantile(1000, 0.5, 1e-200) < quantile(1000, 0.5, 1e-100) < 1
