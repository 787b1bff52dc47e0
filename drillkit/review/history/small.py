"""What a handful of values allows to be said, and no more.

One yearly drill gives one value a year.  Below three there is no direction; a median
comes with the chance that it lies where it seems to lie, a share with its interval
(Clopper and Pearson, 1934), and an order of years with how often chance alone would
make such an order (Kendall's count of inversions, exact).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from drillkit.engine.beta import quantile

LEAST: Final = 3
SURE: Final = 0.95
Direction = Literal["up", "down", "unclear"]


@dataclass(frozen=True, slots=True)
class Value:
    """One drill's value; what was not finished is more than it says."""

    ms: int
    is_censored: bool = False


@dataclass(frozen=True, slots=True)
class Middle:
    """The median, between the smallest and the largest, and how surely it is there."""

    median: Value
    least: Value
    most: Value
    chance: float


@dataclass(frozen=True, slots=True)
class Course:
    """Where values went, and in how many of all orders they would do so as clearly."""

    direction: Direction
    chance: float


def middle(values: Sequence[Value]) -> Middle | None:
    """None below three values; the unfinished rank last, for they are longer."""
    if len(values) < LEAST:
        return None
    ranked = sorted(values, key=lambda value: (value.is_censored, value.ms))
    # Of an even number the upper one of the two in the middle is a value that was seen.
    median = ranked[len(ranked) // 2]
    return Middle(median, ranked[0], ranked[-1], 1 - 2.0 ** (1 - len(values)))


def course(values: Sequence[Value]) -> Course | None:
    """None below three values.  Two unfinished ones cannot be told apart."""
    if len(values) < LEAST:
        return None
    signs = [_sign(one, other) for one, other in combinations(values, 2)]
    score = sum(signs)
    chance = as_clear(len(values), abs(score))
    direction: Direction = "unclear"
    if score and abs(score) == len(signs):
        direction = "up" if score > 0 else "down"
    return Course(direction, chance)


def _sign(one: Value, other: Value) -> int:
    if one.is_censored and other.is_censored:
        return 0
    if one.is_censored or other.is_censored:
        # More than an hour may be more or less than two.
        sure = other.ms >= one.ms if other.is_censored else one.ms >= other.ms
        return (1 if other.is_censored else -1) if sure else 0
    return (other.ms > one.ms) - (other.ms < one.ms)


def as_clear(n: int, score: int) -> float:
    """The share of all orders of *n* values whose score is as far from zero."""
    counts = [1]
    for size in range(2, n + 1):
        wide = [0] * (len(counts) + size - 1)
        for inversions, count in enumerate(counts):
            for more in range(size):
                wide[inversions + more] += count
        counts = wide
    pairs = n * (n - 1) // 2
    far = sum(
        count
        for inversions, count in enumerate(counts)
        if abs(pairs - 2 * inversions) >= score
    )
    return far / sum(counts)


def interval(counted: int, of: int) -> tuple[float, float]:
    """Where the share lies that *counted* of *of* were drawn from, 95 times of 100."""
    edge = (1 - SURE) / 2
    low = quantile(counted, of - counted + 1, edge) if counted else 0.0
    high = quantile(counted + 1, of - counted, 1 - edge) if counted < of else 1.0
    return low, high
