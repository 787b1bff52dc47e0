"""Stretches of time as half-open pairs `(start, end)` in milliseconds.

Two stop-clocks that run at once stop a contract's clock once, so lengths are
always those of the union, never a sum.  Knows no zones, windows or obligations.
"""

from collections.abc import Iterable
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same instants in order, without gaps of nothing and without repeats.

    Stretches that touch become one; empty and inverted ones disappear.
    """
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def overlap(
    left: Iterable[Interval], right: Iterable[Interval]
) -> tuple[Interval, ...]:
    """The instants that are in both."""
    ours, theirs = union(left), union(right)
    shared: list[Interval] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        shared.append((max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return union(shared)


def clip(intervals: Iterable[Interval], start: int, end: int) -> tuple[Interval, ...]:
    """What of *intervals* lies between *start* and *end*."""
    return overlap(intervals, ((start, end),))


def subtract(
    intervals: Iterable[Interval], holes: Iterable[Interval]
) -> tuple[Interval, ...]:
    """The instants of *intervals* that no hole covers."""
    gaps = union(holes)
    left: list[Interval] = []
    for start, end in union(intervals):
        at = start
        for hole_start, hole_end in gaps:
            left.append((at, min(hole_start, end)))
            at = max(at, hole_end)
        left.append((at, end))
    return union(left)


def length(intervals: Iterable[Interval]) -> int:
    """How many milliseconds *intervals* cover, each counted once."""
    return sum(end - start for start, end in union(intervals))
