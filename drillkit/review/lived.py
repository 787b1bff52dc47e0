"""Drill time beside the wall's: which stretches were lived, and how fast.

Read from the entries that moved the drill's clock, by the engine's own rule.  A jump
is lived by nobody, and while drill time stands none passes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from drillkit.engine.clock import DrillClock
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.engine.events import (
    DrillBegan,
    EmergencyDeclared,
    EmergencyEnded,
    Event,
    Jumped,
    Paused,
    Resumed,
    SpeedChanged,
)
from drillkit.engine.evolve import evolve
from drillkit.engine.intervals import Interval, length, overlap

MOVERS = (
    DrillBegan,
    Paused,
    Resumed,
    SpeedChanged,
    Jumped,
    EmergencyDeclared,
    EmergencyEnded,
)
# Later than any drill.
FOREVER = 2**62


@dataclass(frozen=True, slots=True)
class Stretch:
    """Drill time from ``since`` to ``until``, as one clock showed it."""

    since: int
    until: int
    clock: DrillClock

    @property
    def speed(self) -> Fraction:
        """Drill milliseconds per wall millisecond; nothing while it stands."""
        speed = self.clock.speed
        if self.clock.paused:
            return Fraction(0)
        return Fraction(speed.numerator, speed.denominator)

    def wall(self, at: int) -> int:
        """The first wall instant of this stretch that showed the drill time *at*."""
        ahead = at - self.since
        if ahead <= 0 or not self.speed:
            return self.clock.wall_ms
        return self.clock.wall_ms + round(ahead / self.speed)


def stretches(entries: Iterable[tuple[int, Event]]) -> tuple[Stretch, ...]:
    """Every stretch, from events with the drill times they were written at."""
    drill = Drill()
    clocks: list[tuple[int, DrillClock]] = []
    for at, event in entries:
        if isinstance(event, MOVERS):
            drill = evolve(drill, Entry(at, event))
            clocks.append((at, drill.clock))
    ends = [at for at, _ in clocks[1:]] + [FOREVER]
    return tuple(
        Stretch(clock.base_ms, end, clock)
        for (_, clock), end in zip(clocks, ends, strict=True)
    )


def lived_ms(all_stretches: Iterable[Stretch], times: Iterable[Interval]) -> int | None:
    """The wall time that drill *times* took, if any of it went at another speed."""
    times = tuple(times)
    total, is_other = Fraction(0), False
    for stretch in all_stretches:
        passed = length(overlap(times, ((stretch.since, stretch.until),)))
        if passed:
            total += passed / stretch.speed
            is_other = is_other or stretch.speed != 1
    return round(total) if is_other else None


def wall_at(all_stretches: Iterable[Stretch], at: int, stamped: int = 0) -> int:
    """The wall's time at the drill time *at*.

    Where drill time stood there are many, and the store's stamp of an entry says which.
    """
    there = [one for one in all_stretches if one.until >= at]
    first = there[0].wall(at)
    stood = any(one.since == at and not one.speed for one in there)
    return max(first, stamped) if stood else first
