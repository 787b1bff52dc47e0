"""Opening hours and timetables as lists of instants in drill time.

The engine asks the calendar; the kernel looks into these lists, which the same
calendar has filled for as long as a replication can last.
"""

from datetime import date, timedelta

from drillkit.engine.calendar import Hours, at_local, local_time, open_between
from drillkit.engine.travel import DAYS_AHEAD, Leg

DAY_MS = 24 * 60 * 60_000
# A window may be open when a drill begins.
BEFORE = 8 * DAY_MS
# The engine looks 60 days ahead for a departure and a month for an opening after it.
BEYOND = (DAYS_AHEAD + 40) * DAY_MS


def openings(hours: Hours, starts_ms: int, ends_at: int) -> list[tuple[int, int]]:
    """The open stretches of a drill, those that touch as one."""
    start, end = starts_ms - BEFORE, starts_ms + ends_at + BEYOND
    return [
        (opens - starts_ms, closes - starts_ms)
        for opens, closes in open_between(hours, start, end)
    ]


def departures(leg: Leg, starts_ms: int, ends_at: int) -> list[int]:
    """Every departure of a leg that somebody could wait for."""
    day = local_time(leg.zone, starts_ms).date() - timedelta(days=2)
    last = local_time(leg.zone, starts_ms + ends_at + BEYOND).date()
    found = {
        at_local(leg.zone, date.fromordinal(ordinal), departure.at_min) - starts_ms
        for ordinal in range(day.toordinal(), last.toordinal() + 1)
        for departure in leg.departs
        if date.fromordinal(ordinal).weekday() in departure.days
    }
    return sorted(found)
