"""Drill time from wall time, exact to the millisecond through any interleaving.

A clock is a value: where it stood when somebody last looked, and how fast it goes.
What a millisecond of wall time leaves over at an odd speed is carried as a fraction,
so that stopping and starting a thousand times loses nothing.

Knows no wall clock: every instant is passed in.
"""

from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Speed:
    """Drill milliseconds per wall millisecond, as a ratio of whole numbers."""

    numerator: int
    denominator: int = 1


REAL_TIME = Speed(1)
SLOWEST = Speed(1, 4)
FASTEST = Speed(60)


@dataclass(frozen=True, slots=True)
class DrillClock:
    """Showed *base_ms* and *part* of *parts* of a millisecond at *wall_ms*."""

    base_ms: int
    wall_ms: int
    speed: Speed = REAL_TIME
    paused: bool = False
    part: int = 0
    parts: int = 1


def is_offered(speed: Speed) -> bool:
    """Whether a drill may run at *speed*: from a quarter to sixty times real time."""
    return _ratio(SLOWEST) <= _ratio(speed) <= _ratio(FASTEST)


def look(clock: DrillClock, wall_ms: int) -> DrillClock:
    """The same clock, having seen the wall show *wall_ms*.

    Whoever keeps a clock keeps the one that looked last: if the wall then steps
    back, drill time stands where it was and goes on from there.
    """
    wall_passed = max(0, wall_ms - clock.wall_ms)
    if clock.paused or not wall_passed:
        return replace(clock, wall_ms=wall_ms)
    shown = _exactly(clock) + wall_passed * _ratio(clock.speed)
    left_over = shown - int(shown)
    return replace(
        clock,
        base_ms=int(shown),
        wall_ms=wall_ms,
        part=left_over.numerator,
        parts=left_over.denominator,
    )


def drill_at(clock: DrillClock, wall_ms: int) -> int:
    """The whole drill milliseconds past when the wall shows *wall_ms*."""
    return look(clock, wall_ms).base_ms


def pause(clock: DrillClock, wall_ms: int) -> DrillClock:
    return replace(look(clock, wall_ms), paused=True)


def resume(clock: DrillClock, wall_ms: int) -> DrillClock:
    return replace(look(clock, wall_ms), paused=False)


def set_speed(clock: DrillClock, speed: Speed, wall_ms: int) -> DrillClock:
    return replace(look(clock, wall_ms), speed=speed)


def jump(clock: DrillClock, to_drill_ms: int, wall_ms: int) -> DrillClock:
    """The clock set forward to *to_drill_ms*; a time already past changes nothing."""
    looked = look(clock, wall_ms)
    if to_drill_ms <= looked.base_ms:
        return looked
    return replace(looked, base_ms=to_drill_ms, part=0, parts=1)


def _exactly(clock: DrillClock) -> Fraction:
    return clock.base_ms + Fraction(clock.part, clock.parts)


def _ratio(speed: Speed) -> Fraction:
    return Fraction(speed.numerator, speed.denominator)
