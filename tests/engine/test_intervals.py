"""Stretches of time obey the laws of the sets of instants they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.intervals import (
    Interval,
    clip,
    length,
    overlap,
    subtract,
    union,
)

stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def instants(intervals: list[Interval] | tuple[Interval, ...]) -> set[int]:
    return {t for start, end in intervals for t in range(start, end)}


def is_tidy(intervals: tuple[Interval, ...]) -> bool:
    edges = [edge for interval in intervals for edge in interval]
    return all(a < b for a, b in zip(edges, edges[1:], strict=False))


@given(stretches)
def test_a_union_holds_the_same_instants_once_and_in_order(given_stretches):
    merged = union(given_stretches)
    assert instants(merged) == instants(given_stretches)
    assert is_tidy(merged)


@given(stretches, stretches)
def test_an_overlap_holds_the_instants_of_both(left, right):
    shared = overlap(left, right)
    assert instants(shared) == instants(left) & instants(right)
    assert is_tidy(shared)


@given(stretches, stretches)
def test_a_difference_holds_the_instants_no_hole_covers(left, holes):
    rest = subtract(left, holes)
    assert instants(rest) == instants(left) - instants(holes)
    assert is_tidy(rest)


@given(stretches, st.integers(0, 40), st.integers(0, 40))
def test_clipping_keeps_what_lies_between(given_stretches, start, end):
    assert instants(clip(given_stretches, start, end)) == {
        t for t in instants(given_stretches) if start <= t < end
    }


@given(stretches)
def test_a_length_counts_every_instant_once(given_stretches):
    assert length(given_stretches) == len(instants(given_stretches))


def test_two_stop_clocks_at_once_stop_the_clock_once():
    assert length([(0, 60), (30, 90)]) == 90


def test_stretches_that_touch_become_one():
    assert union([(5, 9), (0, 5)]) == ((0, 9),)


def test_holes_leave_what_is_before_between_and_behind_them():
    assert subtract([(10, 50)], [(0, 5), (5, 12), (20, 30), (29, 35), (60, 70)]) == (
        (12, 20),
        (35, 50),
    )
    assert subtract([(10, 50)], [(0, 60)]) == ()
    assert subtract([(10, 20), (30, 40)], [(15, 35)]) == ((10, 15), (35, 40))


def test_what_two_lists_share_is_found_whichever_ends_first():
    assert overlap([(0, 10), (20, 30)], [(5, 25)]) == ((5, 10), (20, 25))
    assert overlap([(5, 25)], [(0, 10), (20, 30)]) == ((5, 10), (20, 25))
    assert clip([(0, 10), (20, 30)], 12, 18) == ()
