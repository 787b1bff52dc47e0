"""Keyed dice: what chance gives a step depends on nothing but the step.

Every draw is Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
1, 2, 3", 2011) of a counter made of replication, step and occurrence, under a key
made of the seed.  There is no stream and no state, so a draw is the same in any
order, in a rehearsal and in a forecast, and a plan changed elsewhere keeps it.

Durations come from a `QuantileTable` in whole milliseconds, built once for a law
and read in integer arithmetic alone: a last bit of some platform's `exp` or `log`
is rounded away when the table is built.

Knows nothing of steps but the hash of their path.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from math import exp, log, sqrt
from typing import TypeAlias, assert_never

from drillkit.engine import beta as beta_law

WORD = 0xFFFFFFFF
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
BUMPS = (0x9E3779B9, 0xBB67AE85)
ROUNDS = 10

CELLS = 1024
# A uniform is an odd number of 2**-33; of these 33 bits ten choose the cell.
UNIFORM_BITS = 33
WITHIN_BITS = UNIFORM_BITS - 10

Counter: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Fixed:
    value: int


@dataclass(frozen=True, slots=True)
class Triangular:
    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Pert:
    """A beta law between two ends whose mean is (low + 4 likely + high) / 6."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Given by its median and the value that 95 % of the cases stay below."""

    median: int
    p95: int


@dataclass(frozen=True, slots=True)
class Beta:
    low: int
    high: int
    alpha: float
    beta: float


Law: TypeAlias = Fixed | Triangular | Pert | Lognormal | Beta


@dataclass(frozen=True, slots=True)
class QuantileTable:
    """The duration at each of 1025 chances from 0 to 1, in milliseconds."""

    points: tuple[int, ...]


def philox(counter: Counter, key: tuple[int, int]) -> Counter:
    """Four random words of 32 bits: Philox4x32 with ten rounds."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        left, right = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1 = (right >> 32) ^ c1 ^ k0, right & WORD
        c2, c3 = (left >> 32) ^ c3 ^ k1, left & WORD
        k0, k1 = (k0 + BUMPS[0]) & WORD, (k1 + BUMPS[1]) & WORD
    return c0, c1, c2, c3


def key_of(path: str) -> int:
    """The 32 bits that stand for the path of a step, the same for ever."""
    return int.from_bytes(blake2b(path.encode(), digest_size=4).digest(), "big")


def uniforms(
    seed: int, replication: int, step_key: int, occurrence: int
) -> tuple[float, float]:
    """Two numbers strictly between 0 and 1: one for a duration, one for a route.

    Seed and replication count up to 64 bits, the others up to 32.  Each number is
    the middle of one of 2**32 equal parts, hence exact in a float.
    """
    words = philox(
        (replication & WORD, replication >> 32 & WORD, step_key, occurrence),
        (seed & WORD, seed >> 32 & WORD),
    )
    return (2 * words[0] + 1) / (1 << UNIFORM_BITS), (2 * words[1] + 1) / (
        1 << UNIFORM_BITS
    )


def choose(chances: Sequence[tuple[str, float]], u: float) -> str:
    """The name whose part of the way from 0 to 1 holds *u*.

    Shares are taken in proportion to their sum, so that thirds need not add up.
    """
    reach = list(accumulate(share for _, share in chances))
    return chances[bisect_right(reach, u * reach[-1])][0]


def sample_ms(table: QuantileTable, u: float) -> int:
    """The duration at chance *u*, on the straight line between two points."""
    at = int(u * (1 << UNIFORM_BITS))
    cell, within = at >> WITHIN_BITS, at & ((1 << WITHIN_BITS) - 1)
    low, high = table.points[cell : cell + 2]
    return low + (((high - low) * within + (1 << (WITHIN_BITS - 1))) >> WITHIN_BITS)


@lru_cache(maxsize=4096)
def table(law: Law) -> QuantileTable:
    """The table of a law, built the first time it is asked for."""
    return QuantileTable(tuple(round(point) for point in _quantiles(law)))


def _quantiles(law: Law) -> Sequence[float]:
    match law:
        case Fixed(value):
            return (value,) * (CELLS + 1)
        case Triangular(low, likely, high):
            return [_triangular(low, likely, high, i / CELLS) for i in _cells()]
        case Pert(low, likely, high) if low == high:
            return (likely,) * (CELLS + 1)
        case Pert(low, likely, high):
            pull = 4 / (high - low)
            shape = 1 + (likely - low) * pull, 1 + (high - likely) * pull
            return _stretched(low, high, _unit_beta(*shape))
        case Beta(low, high, alpha, beta):
            return _stretched(low, high, _unit_beta(alpha, beta))
        case Lognormal(median, p95):
            return _lognormal(median, p95)
        case _:
            assert_never(law)


def _cells() -> range:
    return range(CELLS + 1)


def _triangular(low: int, likely: int, high: int, chance: float) -> float:
    # Compared without a division, so that a law of no width needs no special case.
    if chance * (high - low) <= likely - low:
        return low + sqrt(chance * (high - low) * (likely - low))
    return high - sqrt((1 - chance) * (high - low) * (high - likely))


def _stretched(low: int, high: int, unit: Sequence[float]) -> Sequence[float]:
    return [low + (high - low) * share for share in unit]


@lru_cache(maxsize=256)
def _unit_beta(alpha: float, beta: float) -> tuple[float, ...]:
    """Shared by all laws of one shape: this is the costly table."""
    shares = [0.0]
    for i in range(1, CELLS + 1):
        shares.append(beta_law.quantile(alpha, beta, i / CELLS, near=shares[-1]))
    return tuple(shares)


def _lognormal(median: int, p95: int) -> Sequence[float]:
    """Points inside from the normal law, and ends that keep the mean.

    A lognormal variable has no longest duration.  The straight line over the last
    cell ends where its mean is that of the whole tail; likewise over the first.
    """
    # It brings half the library's arithmetic along, and few plans have this law.
    from statistics import NormalDist

    normal = NormalDist()
    spread = log(p95 / median) / normal.inv_cdf(0.95)
    inside = [median * exp(spread * normal.inv_cdf(i / CELLS)) for i in range(1, CELLS)]
    edge = normal.inv_cdf(1 / CELLS)
    mean = median * exp(spread * spread / 2)
    first = mean * normal.cdf(edge - spread) * CELLS
    last = mean * normal.cdf(edge + spread) * CELLS
    return [max(0.0, 2 * first - inside[0]), *inside, 2 * last - inside[-1]]
