"""Opening hours, timetables and calendar months on the clock of a place.

Instants are UTC milliseconds since 1970; only what people write (weekdays,
times of day, months) is local.  A local time is the first instant at which the
clock of the place shows it or something later: a time that the clocks skip in
spring is the moment they skip it, one that they repeat in autumn is its first
passing.  So local times never run backwards, and windows that meet on paper meet.

Knows nothing of drills, sites or promises.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from drillkit.engine.intervals import Interval, clip, union

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
DAY_MINUTES = 24 * 60

# Hours repeat weekly, and a change of the clocks can swallow a window or the
# pause between two: a month of days shows everything that a week can hold.
DAYS_AHEAD = 32


@dataclass(frozen=True, slots=True)
class Window:
    """Open on *days* (0 is Monday) between two minutes of the local day.

    One that closes no later than it opens goes on past midnight.
    """

    days: tuple[int, ...]
    opens_min: int
    closes_min: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place or a role is there; without windows, always."""

    zone: str
    windows: tuple[Window, ...] = ()

    @property
    def always(self) -> bool:
        return not self.windows


def local_time(zone: str, instant: int) -> datetime:
    """What the clock of *zone* shows at *instant*."""
    return (EPOCH + instant * MILLISECOND).astimezone(ZoneInfo(zone))


def at_local(zone: str, day: date, minute: int) -> int:
    """The instant at which the clock of *zone* comes to *minute* of *day*."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return _instant(midnight + timedelta(minutes=minute))


def from_local(zone: str, text: str) -> int:
    """The instant at which the clock of *zone* comes to `2026-11-24T09:00`."""
    return _instant(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def add_months(instant: int, months: int, zone: str) -> int:
    """The same local time *months* later, on the last day if there is no such day."""
    local = local_time(zone, instant)
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return _instant(local.replace(year=year, month=month, day=day))


def is_open(hours: Hours, t: int) -> bool:
    return next_open(hours, t) == t


def next_open(hours: Hours, t: int) -> int | None:
    """The first instant from *t* on that is open, *t* itself if it is."""
    if hours.always:
        return t
    for opens, closes in _openings(hours, t):
        if closes > t:
            return max(t, opens)
    return None


def closes_at(hours: Hours, t: int) -> int | None:
    """The first instant from *t* on that is shut, *t* itself if it is.

    None is for hours that never close.
    """
    if hours.always:
        return None
    reach = t
    for opens, closes in _openings(hours, t):
        if opens > reach:
            return reach
        reach = max(reach, closes)
    # The windows ran on without a pause, or there never was one.
    return None if reach > t else t


def open_between(hours: Hours, start: int, end: int) -> tuple[Interval, ...]:
    """The open stretches between *start* and *end*."""
    if hours.always:
        return union(((start, end),))
    days = (end - start) // (DAY_MINUTES * 60_000) + 3
    return clip(_openings(hours, start, days), start, end)


def next_start(hours: Hours, t: int, need_ms: int) -> int | None:
    """When work of *need_ms* starts: in the first opening that leaves room for it.

    Work longer than every opening starts with the next one that is whole, and
    goes on in those after it.
    """
    midway = is_open(hours, t - 1)
    whole: int | None = None
    for opens, closes in _runs(hours, t):
        if closes is None or closes - opens >= need_ms:
            return opens
        if whole is None and not (midway and opens == t):
            whole = opens
    return whole


def _runs(hours: Hours, t: int) -> Iterator[tuple[int, int | None]]:
    """Openings from *t* on, those that meet as one; the last may never close."""
    limit = t + DAYS_AHEAD * DAY_MINUTES * 60_000
    opens = next_open(hours, t)
    while opens is not None and opens < limit:
        closes = closes_at(hours, opens)
        yield opens, closes
        opens = None if closes is None else next_open(hours, closes)


def _openings(hours: Hours, t: int, days: int = DAYS_AHEAD) -> Iterator[Interval]:
    """Openings by their start, from the day before *t*, whose night may reach it."""
    today = local_time(hours.zone, t).date().toordinal()
    for ordinal in range(today - 1, today + days):
        yield from _openings_of(hours, ordinal)


@lru_cache(maxsize=4096)
def _openings_of(hours: Hours, ordinal: int) -> tuple[Interval, ...]:
    """Openings that begin on one local day."""
    day = date.fromordinal(ordinal)
    found = []
    for window in hours.windows:
        if day.weekday() in window.days:
            past_midnight = window.closes_min <= window.opens_min
            closes = window.closes_min + DAY_MINUTES * past_midnight
            found.append(
                (
                    at_local(hours.zone, day, window.opens_min),
                    at_local(hours.zone, day, closes),
                )
            )
    return union(found)


def _instant(local: datetime) -> int:
    """The instant of a local time, or of the skip that swallowed it."""
    instant = _since_epoch(local.astimezone(UTC))
    if local.astimezone(UTC).astimezone(local.tzinfo) == local:
        return instant
    return _skip_between(
        _since_epoch(local.replace(fold=1).astimezone(UTC)),
        _since_epoch(local.replace(fold=0).astimezone(UTC)),
        local.tzinfo,
    )


def _skip_between(early: int, late: int, zone: tzinfo | None) -> int:
    """The first instant after *early* that has the offset of *late*."""
    offset = (EPOCH + early * MILLISECOND).astimezone(zone).utcoffset()
    while late - early > 1:
        middle = (early + late) // 2
        if (EPOCH + middle * MILLISECOND).astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late


def _since_epoch(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND
