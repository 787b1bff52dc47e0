"""When an inject comes, as tables say it: all of it milliseconds since STARTEX.

    1h55m   1 h 55 min   1:55   T+1:55   H+2 M-5   J+1 H+2 M-5   D+1 09:30
    9:30 PM   21:30   Monday 9:30 AM   24.11.2026 21:30   2026-11-24T21:30

A clock without a date is the next after the row before, so that a table may go on past
midnight; up to two hours back it is a row out of order.  What cannot be told apart is
not guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from drillkit.engine.calendar import at_local, local_time
from drillkit.exchange.cells import Said, Value, said, text_of
from drillkit.exchange.mapping import Dates, Unit
from drillkit.language import N_

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
# Authors put rows where they fit, not always in the order of the clock.
OUT_OF_ORDER: Final = 2 * HOUR

_UNITS: Final = {
    **dict.fromkeys(("d", "day", "days", "д", "дн", "сут"), DAY),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "ч", "час"), HOUR),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "м", "мин"), MINUTE),
    **dict.fromkeys(("s", "sec", "seconds", "с", "сек"), 1_000),
}
_SPAN: Final = re.compile(r"\+?(?:\s*\d{1,6}\s*[a-zа-я]+\.?)+")
_AMOUNT: Final = re.compile(r"(\d{1,6})\s*([a-zа-я]+)")
_PLAIN_CLOCK: Final = re.compile(r"\+?(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
# J, D and Д count days, H and Ч hours, M and М minutes, T whatever follows.
_MARKS: Final = re.compile(r"([jdhmtдчм])\s*([+-])\s*(\d{1,6})(?::([0-5]\d))?")
_DAY_MARK: Final = re.compile(r"([jdд])\s*\+\s*(\d{1,3})\s+(.*)")
_CLOCK: Final = re.compile(
    r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*(?:([ap])\.?\s*m\.?)?"
    r"|(\d{1,2})\s*([ap])\.?\s*m\.?"
)
_DATES: Final = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[t,\s]*"), "ymd"),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s*"), "dmy"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}),?\s*"), "?"),
)
_WEEKDAYS: Final = (
    ("mon", "monday", "пн", "понедельник"),
    ("tue", "tuesday", "вт", "вторник"),
    ("wed", "wednesday", "ср", "среда"),
    ("thu", "thursday", "чт", "четверг"),
    ("fri", "friday", "пт", "пятница"),
    ("sat", "saturday", "сб", "суббота"),
    ("sun", "sunday", "вс", "воскресенье"),
)
NOT_A_TIME: Final = N_('"{text}" is not a time')


@dataclass(frozen=True, slots=True)
class Story:
    """When and where the story starts, and how this table writes its dates."""

    zone: str
    starts_ms: int
    dates: Dates | str = ""
    numbers: Unit | str = ""


def length(ms: int) -> str:
    """A length of time as the plan language writes it, exactly."""
    parts = []
    for unit, size in (("h", HOUR), ("m", MINUTE), ("s", 1_000)):
        amount, ms = divmod(ms, size)
        if amount:
            parts.append(f"{amount}{unit}")
    return "".join(parts) or "0m"


def clock_text(story: Story, at: int) -> str:
    """What the story's clock shows *at* a time since STARTEX."""
    shown = local_time(story.zone, story.starts_ms + at)
    form = "%Y-%m-%d %H:%M:%S" if shown.second else "%Y-%m-%d %H:%M"
    return shown.strftime(form)


def read_span(value: Value, numbers: str = "") -> int | Said:
    """A length of time, or the time since STARTEX that it means."""
    try:
        return _span(value, numbers)
    except (OverflowError, ValueError):
        # Cells may hold infinity, and days that no calendar has.
        return said(NOT_A_TIME, text=text_of(value))


def _span(value: Value, numbers: str) -> int | Said:
    match value:
        case timedelta():
            return _not_before(value)
        case time():
            return _since_midnight(value)
        case datetime() if value.year <= 1900:
            # A length beyond a day, in the calendar of old spreadsheets.
            return _not_before(value - datetime.fromisoformat("1899-12-30"))
        case bool():
            return said(NOT_A_TIME, text=text_of(value))
        case int() | float():
            return _counted(value, numbers)
        case _:
            return _read_span(text_of(value), numbers)


def _read_span(text: str, numbers: str) -> int | Said:
    plain = " ".join(text.lower().replace("−", "-").split())
    if re.fullmatch(r"\d{1,6}", plain):
        return _counted(int(plain), numbers)
    if clock := _PLAIN_CLOCK.fullmatch(plain):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * HOUR + minutes * MINUTE + seconds * 1000
    if _SPAN.fullmatch(plain):
        amounts = _AMOUNT.findall(plain)
        if all(unit in _UNITS for _, unit in amounts):
            return sum(int(count) * _UNITS[unit] for count, unit in amounts)
    return _marked(plain, text)


def _marked(plain: str, text: str) -> int | Said:
    """J+1 H+2 M-5: days, hours and minutes, some of them taken away."""
    rest = _MARKS.sub("", plain).replace(",", " ").strip()
    found = _MARKS.findall(plain)
    if rest or not found:
        return said(NOT_A_TIME, text=text)
    ms = 0
    for mark, sign, count, minutes in found:
        if minutes and mark not in "htч":
            return said(NOT_A_TIME, text=text)
        unit = DAY if mark in "jdд" else HOUR if mark in "hч" else MINUTE
        if mark == "t" and minutes:
            unit = HOUR
        part = int(count) * unit + int(minutes or 0) * MINUTE
        ms += -part if sign == "-" else part
    if ms < 0:
        return said(N_('"{text}" is before STARTEX'), text=text)
    return ms


def _counted(count: float, numbers: str) -> int | Said:
    if not numbers:
        return said(
            N_('"{text}" has no unit; write it as "{text}m", or "numbers: minutes"'),
            text=text_of(count),
        )
    ms = round(count * (MINUTE if numbers == "minutes" else HOUR))
    if ms < 0:
        return said(N_('"{text}" is before STARTEX'), text=text_of(count))
    return ms


def _not_before(value: timedelta) -> int | Said:
    ms = round(value.total_seconds() * 1000)
    if ms < 0:
        return said(N_('"{text}" is before STARTEX'), text=text_of(value))
    return ms


def _since_midnight(value: time) -> int:
    whole = value.hour * HOUR + value.minute * MINUTE + value.second * 1000
    return whole + value.microsecond // 1000


def read_clock(value: Value, story: Story, before: int) -> int | Said:
    """The time since STARTEX that the story's clock shows; *before*: the last row's."""
    try:
        return _clock(value, story, before)
    except (OverflowError, ValueError):
        return said(NOT_A_TIME, text=text_of(value))


def _clock(value: Value, story: Story, before: int) -> int | Said:
    match value:
        case datetime():
            # What spreadsheets keep of a moment is off by less than a second.
            rounded = value + timedelta(milliseconds=500)
            return _at(story, rounded.date(), _since_midnight(rounded.time()) // 1000)
        case time():
            return _next(story, _since_midnight(value) // 1000, before)
        case timedelta():
            return _not_before(value)
        case str():
            return _read_clock(text_of(value), story, before)
        case _:
            return said(NOT_A_TIME, text=text_of(value))


def _read_clock(text: str, story: Story, before: int) -> int | Said:
    plain = " ".join(text.lower().split())
    start = local_time(story.zone, story.starts_ms).date()
    if marked := _DAY_MARK.fullmatch(plain):
        seconds = _seconds(marked[3])
        if seconds is not None:
            return _at(story, start + timedelta(days=int(marked[2])), seconds)
    if _MARKS.match(plain):
        return _marked(plain, text)
    if _SPAN.fullmatch(plain) and not _CLOCK.fullmatch(plain):
        return _read_span(text, story.numbers)
    day = _weekday(plain, start)
    if day is not None:
        seconds = _seconds(plain.partition(" ")[2])
        return (
            said(NOT_A_TIME, text=text) if seconds is None else _at(story, day, seconds)
        )
    for pattern, order in _DATES:
        if found := pattern.match(plain):
            return _dated(found, order, plain[found.end() :], text, story)
    seconds = _seconds(plain)
    if seconds is None:
        return said(NOT_A_TIME, text=text)
    return _next(story, seconds, before)


def _weekday(plain: str, start: date) -> date | None:
    """The first day of that name from the story's first on."""
    first = plain.partition(" ")[0].rstrip(",.")
    for number, names in enumerate(_WEEKDAYS):
        if first in names:
            return start + timedelta(days=(number - start.weekday()) % 7)
    return None


def _dated(
    found: re.Match[str], order: str, rest: str, text: str, story: Story
) -> int | Said:
    first, second, third = (int(part) for part in found.groups())
    if order == "?":
        if not story.dates and first <= 12 and second <= 12 and first != second:
            says = N_(
                '"{text}" may be two days; write "dates: day-first" in the mapping'
            )
            return said(says, text=text)
        is_month_first = story.dates == "month-first" or second > 12
        order = "mdy" if is_month_first else "dmy"
    year, month, day = {
        "ymd": (first, second, third),
        "dmy": (third, second, first),
        "mdy": (third, first, second),
    }[order]
    seconds = _seconds(rest)
    try:
        on = date(year, month, day)
    except ValueError:
        return said(N_('there is no day "{text}"'), text=text)
    return said(NOT_A_TIME, text=text) if seconds is None else _at(story, on, seconds)


def _seconds(plain: str) -> int | None:
    """A time of day in seconds; 12:15 AM is a quarter past midnight."""
    found = _CLOCK.fullmatch(plain.strip())
    if found is None:
        return None
    hour, minute, second = (int(found[n] or 0) for n in (1, 2, 3))
    half = found[4]
    if found[5]:
        hour, half = int(found[5]), found[6]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return (hour * 60 + minute) * 60 + second


def _at(story: Story, day: date, seconds: int) -> int | Said:
    at = _since(story, day, seconds)
    if at < 0:
        shown = clock_text(story, at)
        return said(N_('"{text}" is before STARTEX'), text=shown)
    return at


def _since(story: Story, day: date, seconds: int) -> int:
    minute, rest = divmod(seconds, 60)
    return at_local(story.zone, day, minute) + rest * 1000 - story.starts_ms


def _next(story: Story, seconds: int, before: int) -> int | Said:
    """The next time the story's clock shows it, or one that a row out of order is."""
    earliest = before - OUT_OF_ORDER
    around = local_time(story.zone, story.starts_ms + earliest).date()
    days = [around + timedelta(days=n) for n in (0, 1, 2)]
    day_of = next(d for d in days if _since(story, d, seconds) >= earliest)
    return _at(story, day_of, seconds)
