"""Numbers about a sample, each with its interval: quantiles, shares, paired changes.

Intervals are for 95 %.  A time that never came is longer than all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Final

Z95: Final = 1.959963984540054
NEVER: Final = -1


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's interval."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies."""
        if not self.of:
            return 0.0, 1.0
        p, n, z2 = self.share, self.of, Z95 * Z95
        middle = p + z2 / (2 * n)
        reach = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        low, high = (middle - reach) / (1 + z2 / n), (middle + reach) / (1 + z2 / n)
        # Rounding must not say of what always was that it cannot be.
        return (0.0 if self.hits == 0 else low), (1.0 if self.hits == n else high)


@dataclass(frozen=True, slots=True)
class Quantile:
    """What so many stay below; None is longer than a drill lasts."""

    chance: float
    value: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does, measured pair by pair, with its interval."""

    mean: float
    low: float
    high: float


def in_order(times: Sequence[int]) -> list[int]:
    """Times by length, those that never came behind all others."""
    came = sorted(time for time in times if time != NEVER)
    return came + [NEVER] * (len(times) - len(came))


def quantile(ordered: Sequence[int], chance: float) -> Quantile:
    """A quantile of times in order, between two of the times themselves."""
    n = len(ordered)
    spread = Z95 * sqrt(n * chance * (1 - chance))
    # Of n times, between so many and so many stay below the true quantile.
    low, high = floor(n * chance - spread), ceil(n * chance + spread)
    value = _known(ordered, max(0, ceil(n * chance) - 1))
    first = _known(ordered, max(0, low - 1))
    return Quantile(chance, value, first, _known(ordered, min(n - 1, high)))


def _known(ordered: Sequence[int], place: int) -> int | None:
    time = ordered[place] if ordered else NEVER
    return None if time == NEVER else time


def paired(before: Sequence[float], after: Sequence[float]) -> Change:
    """The mean of the differences, pair by pair."""
    n = len(before)
    differences = [b - a for a, b in zip(before, after, strict=True)]
    mean = sum(differences) / n
    squares = sum((d - mean) * (d - mean) for d in differences)
    reach = Z95 * sqrt(squares / (n - 1) / n) if n > 1 else 0.0
    return Change(mean, mean - reach, mean + reach)


def rank_correlation(ordered: Sequence[float], others: Sequence[float]) -> float:
    """Spearman's; the first numbers are ranks already or as good as ranks."""
    ranks = [0.0] * len(others)
    for rank, place in enumerate(sorted(range(len(others)), key=others.__getitem__)):
        ranks[place] = float(rank)
    return _correlation(ordered, ranks)


def _correlation(left: Sequence[float], right: Sequence[float]) -> float:
    n = len(left)
    mean_l, mean_r = sum(left) / n, sum(right) / n
    both = sum((a - mean_l) * (b - mean_r) for a, b in zip(left, right, strict=True))
    of_l = sum((a - mean_l) ** 2 for a in left)
    of_r = sum((b - mean_r) ** 2 for b in right)
    return both / sqrt(of_l * of_r) if of_l and of_r else 0.0
