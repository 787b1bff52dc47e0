"""Dice are keyed, match their published answers, and keep the laws they are given."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine.digest import digest
from drillkit.engine.draws import (
    Beta,
    Fixed,
    Law,
    Lognormal,
    Pert,
    QuantileTable,
    Triangular,
    choose,
    key_of,
    philox,
    sample_ms,
    table,
    uniforms,
)

MINUTE = 60_000
words = st.integers(0, 2**32 - 1)
longs = st.integers(0, 2**64 - 1)
chances = words.map(lambda word: (2 * word + 1) / 2**33)
ends = st.tuples(*[st.integers(0, 10**9)] * 3).map(sorted)
laws = st.one_of(
    ends.map(lambda three: Triangular(*three)),
    ends.map(lambda three: Pert(*three)),
    ends.map(lambda three: Lognormal(three[0] + 1, three[2] + 1)),
    ends.map(lambda three: Beta(three[0], three[2], 2.5, 4.0)),
    st.integers(0, 10**9).map(Fixed),
)


def hexadecimal(text: str) -> tuple[int, ...]:
    return tuple(int(word, 16) for word in text.split())


def mean(law: Law) -> float:
    """Of the piecewise straight law that the table stands for, exactly."""
    points = table(law).points
    return sum(low + high for low, high in pairwise(points)) / 2 / (len(points) - 1)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        (
            "00000000 00000000 00000000 00000000",
            "00000000 00000000",
            "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        ),
        (
            "ffffffff ffffffff ffffffff ffffffff",
            "ffffffff ffffffff",
            "408f276d 41c83b0e a20bc7c6 6d5451fd",
        ),
        (
            "243f6a88 85a308d3 13198a2e 03707344",
            "a4093822 299f31d0",
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_philox_gives_the_published_answers(counter, key, answer):
    c0, c1, c2, c3 = hexadecimal(counter)
    k0, k1 = hexadecimal(key)
    assert philox((c0, c1, c2, c3), (k0, k1)) == hexadecimal(answer)


@given(longs, longs, words, words)
def test_uniforms_lie_strictly_between_0_and_1(seed, replication, step, occurrence):
    for u in uniforms(seed, replication, step, occurrence):
        assert 0 < u < 1
        assert (u * 2**33) % 2 == 1


@given(longs, longs, words, words)
def test_uniforms_are_the_first_two_words_of_philox(seed, replication, step, visit):
    low, high = 2**32 - 1, 32
    expected = philox(
        (replication & low, replication >> high, step, visit),
        (seed & low, seed >> high),
    )
    got = uniforms(seed, replication, step, visit)
    assert tuple(int(u * 2**32) for u in got) == expected[:2]


def test_neighbouring_keys_share_nothing():
    draws = {
        uniforms(seed, replication, step, visit)
        for seed in range(3)
        for replication in range(3)
        for step in range(3)
        for visit in range(3)
    }
    assert len(draws) == 81


def test_ten_thousand_draws_are_spread_evenly():
    us = [uniforms(1, replication, 7, 0)[0] for replication in range(10_000)]
    tenths = [sum(int(u * 10) == tenth for u in us) for tenth in range(10)]
    # Chi-square with nine degrees of freedom passes 27.9 once in a thousand seeds.
    assert sum((count - 1000) ** 2 / 1000 for count in tenths) < 27.9


def test_a_path_keeps_its_key_for_ever():
    assert key_of("network-operations/backbone-outage/triage/confirm") == 0xBAFDA6E9
    assert key_of("a/b") != key_of("b/a")


# Building a table takes longer than Hypothesis allows by default.
@settings(deadline=None)
@given(laws, chances, chances)
def test_a_larger_chance_never_draws_a_shorter_time(law, one, other):
    low, high = sorted((one, other))
    assert sample_ms(table(law), low) <= sample_ms(table(law), high)


@settings(deadline=None)
@given(laws, chances)
def test_samples_stay_within_the_ends_of_their_table(law, u):
    points = table(law).points
    assert len(points) == 1025
    assert list(points) == sorted(points)
    assert 0 <= points[0] <= sample_ms(table(law), u) <= points[-1]


@settings(deadline=None)
@given(laws, st.integers(0, 1023))
def test_at_a_point_of_the_table_the_sample_is_the_point(law, cell):
    assert sample_ms(table(law), cell / 1024) == table(law).points[cell]


def test_a_sample_between_two_points_lies_on_the_line():
    law = Triangular(0, 1024 * MINUTE, 1024 * MINUTE)
    low, high = table(law).points[512:514]
    assert sample_ms(table(law), 512.25 / 1024) == round(low + (high - low) / 4)


@pytest.mark.parametrize("law", [Fixed(7), Triangular(7, 7, 7), Pert(7, 7, 7)])
def test_a_law_without_width_is_its_value(law):
    assert set(table(law).points) == {7}
    assert sample_ms(table(law), 0.3) == 7


@pytest.mark.parametrize(
    ("law", "ends"),
    [
        (Triangular(60, 120, 360), (60, 360)),
        (Triangular(60, 60, 360), (60, 360)),
        (Triangular(60, 360, 360), (60, 360)),
        (Pert(60, 120, 360), (60, 360)),
        (Beta(60, 360, 0.5, 3.0), (60, 360)),
    ],
)
def test_bounded_laws_reach_from_end_to_end(law, ends):
    assert (table(law).points[0], table(law).points[-1]) == ends


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        (Triangular(MINUTE, 2 * MINUTE, 6 * MINUTE), 3 * MINUTE),
        (Pert(MINUTE, 2 * MINUTE, 6 * MINUTE), 2.5 * MINUTE),
        (Beta(0, 10 * MINUTE, 2.0, 6.0), 2.5 * MINUTE),
        # median * exp(s^2 / 2), with s = ln 3 / 1.6448536...
        (Lognormal(10 * MINUTE, 30 * MINUTE), 12.498844582331568 * MINUTE),
    ],
)
def test_means_are_those_of_the_closed_forms(law, expected):
    # Straight lines between 1025 points cost a few parts in ten thousand.
    assert mean(law) == pytest.approx(expected, rel=5e-4)


def test_quantiles_are_those_of_the_closed_forms():
    triangle = table(Triangular(0, 256_000, 1_024_000)).points
    assert (triangle[64], triangle[256], triangle[832]) == (128_000, 256_000, 640_000)
    logs = table(Lognormal(600_000, 1_800_000))
    assert logs.points[512] == 600_000
    assert sample_ms(logs, 0.95) == pytest.approx(1_800_000, rel=5e-5)


@given(
    st.lists(st.tuples(st.text(), st.floats(0.0, 1.0)), min_size=1).filter(
        lambda shares: sum(share for _, share in shares) > 1e-6
    ),
    chances,
)
def test_an_outcome_without_a_share_is_never_chosen(shares, u):
    assert choose(shares, u) in {name for name, share in shares if share > 0}


@pytest.mark.parametrize(
    ("u", "outcome"),
    [(0.001, "good"), (0.8999, "good"), (0.9, "bad"), (0.9999, "bad")],
)
def test_an_outcome_is_chosen_by_its_share(u, outcome):
    assert choose([("good", 0.9), ("bad", 0.1)], u) == outcome


def test_shares_that_do_not_add_up_are_taken_in_proportion():
    thirds = [("a", 0.33), ("b", 0.33), ("c", 0.33)]
    assert [choose(thirds, u) for u in (0.3, 0.4, 0.67, 0.999999)] == list("abcc")


@pytest.mark.parametrize(
    ("law", "points", "whole", "samples"),
    [
        (Fixed(90_001), (90_001,) * 5, "d33e4c57751bf577", (90_001,) * 4),
        (
            Triangular(MINUTE, 2 * MINUTE, 9 * MINUTE),
            (60_000, 65_303, 222_510, 525_969, 540_000),
            "f3e9327579b9ece5",
            (60_543, 151_156, 315_546, 539_856),
        ),
        (
            Pert(MINUTE, 2 * MINUTE, 9 * MINUTE),
            (60_000, 61_210, 166_138, 455_258, 540_000),
            "8f3652fdfa36d6c5",
            (60_124, 117_671, 229_121, 539_132),
        ),
        (
            Pert(MINUTE, MINUTE, MINUTE),
            (MINUTE,) * 5,
            "9cf44211b52505e7",
            (MINUTE,) * 4,
        ),
        (
            Beta(MINUTE, 9 * MINUTE, 2.5, 4.0),
            (60_000, 70_508, 238_624, 489_399, 540_000),
            "da7ebb19aa76f75a",
            (61_076, 179_175, 304_268, 539_482),
        ),
        (
            Lognormal(10 * MINUTE, 30 * MINUTE),
            (51_996, 75_810, 600_000, 4_748_685, 6_866_622),
            "dd5fe72db91b0a88",
            (54_435, 382_387, 941_654, 6_844_934),
        ),
    ],
)
def test_a_law_has_the_same_table_for_ever(
    law: Law, points: tuple[int, ...], whole: str, samples: tuple[int, ...]
):
    """A seed that was reported gives the same drill again."""
    made = table(law)

    assert tuple(made.points[at] for at in (0, 1, 512, 1023, 1024)) == points
    assert digest(*map(str, made.points))[:16] == whole
    assert tuple(sample_ms(made, u) for u in (0.0001, 0.25, 0.7501, 0.99999)) == samples


def test_a_chance_is_read_to_its_last_bit():
    wide = QuantileTable((0, 1 << 23, 1 << 24))

    assert [sample_ms(wide, (2 * n + 1) / 2**33) for n in (0, 1, 2**22)] == [
        1,
        3,
        (1 << 23) + 1,
    ]
