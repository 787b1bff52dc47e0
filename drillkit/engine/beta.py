"""The beta distribution: how likely a share is not exceeded, and the way back.

Regularised incomplete beta function by its continued fraction, with Lentz's method
(NIST DLMF 8.17.22); its inverse by Newton's steps inside a bracket.  Shapes are
positive numbers, shares and chances lie between 0 and 1.
"""

from math import exp, lgamma, log, log1p

TINY = 1e-300
CLOSE = 4e-16
SETTLED = 1e-9


def chance_below(alpha: float, beta: float, x: float) -> float:
    """The chance that a beta variable is at most *x*."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    # The fraction converges fast only below the mean; above, look from the other end.
    if x > (alpha + 1.0) / (alpha + beta + 2.0):
        return 1.0 - _lower(beta, alpha, 1.0 - x)
    return _lower(alpha, beta, x)


def quantile(alpha: float, beta: float, chance: float, near: float = 0.0) -> float:
    """The share that a beta variable does not exceed with *chance*.

    *near* is a first guess, which saves time and changes nothing else.
    """
    if chance <= 0.0:
        return 0.0
    if chance >= 1.0:
        return 1.0
    low, high = 0.0, 1.0
    x = near if low < near < high else alpha / (alpha + beta)
    while True:
        excess = chance_below(alpha, beta, x) - chance
        low, high = (low, x) if excess > 0.0 else (x, high)
        slope = _density(alpha, beta, x)
        onward = x - excess / slope if slope > TINY else high
        if low < onward < high:
            # Newton doubles the digits: nine that agree are all there are.
            if abs(onward - x) <= SETTLED * x:
                return onward
        else:
            # A flat stretch or a step over the edge says nothing; halve instead.
            onward = (low + high) / 2.0
            if onward in (low, high):
                return onward
        x = onward


def _log_scale(alpha: float, beta: float) -> float:
    return lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)


def _density(alpha: float, beta: float, x: float) -> float:
    return exp(
        _log_scale(alpha, beta) + (alpha - 1.0) * log(x) + (beta - 1.0) * log1p(-x)
    )


def _lower(alpha: float, beta: float, x: float) -> float:
    front = exp(_log_scale(alpha, beta) + alpha * log(x) + beta * log1p(-x)) / alpha
    return front * _fraction(alpha, beta, x)


def _fraction(alpha: float, beta: float, x: float) -> float:
    """The continued fraction, two terms a turn."""
    c, d = 1.0, 1.0 / _away_from_zero(1.0 - (alpha + beta) * x / (alpha + 1.0))
    value, change, m = d, 0.0, 0
    while abs(change - 1.0) > CLOSE:
        m += 1
        even = m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
        odd = -(alpha + m) * (alpha + beta + m) * x
        odd /= (alpha + 2 * m) * (alpha + 2 * m + 1)
        change = 1.0
        for term in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + term * d)
            c = _away_from_zero(1.0 + term / c)
            change *= d * c
        value *= change
    return value


def _away_from_zero(number: float) -> float:
    return number if abs(number) > TINY else TINY
