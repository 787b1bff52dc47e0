"""Times on the command line, written alike for every verb.

    1h20m  90m  1:20  1:20:00     since STARTEX
    @10:20  @2026-11-24T10:20     the story's clock

`10:20` without the sign always counts from STARTEX; where it could be taken for the
story's clock, or lies behind the end, it is refused and both spellings are shown.
"""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from drillkit.errors import Misuse
from drillkit.language import N_

if TYPE_CHECKING:
    from drillkit.review.record import Record

SPAN: Final = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
COUNTED: Final = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
STORY: Final = re.compile(
    r"@(?:(\d{4}-\d\d-\d\d)[T ])?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?"
)


def drill_ms(said: str, record: "Record") -> int:
    """The drill time that *said* means in this drill."""
    if (span := SPAN.fullmatch(said)) and said:
        days, hours, minutes, seconds = (int(part or 0) for part in span.groups())
        return _ms(days * 24 + hours, minutes, seconds)
    if story := STORY.fullmatch(said):
        return _story_ms(said, story, record)
    if counted := COUNTED.fullmatch(said):
        hours, minutes, seconds = (int(part or 0) for part in counted.groups())
        return _unmistaken(said, _ms(hours, minutes, seconds), record)
    raise Misuse(
        N_('"{said}" is not a time'),
        way_out=N_("write 1:30 or 90m since STARTEX, or @10:30 of the story's clock"),
        said=said,
    )


def _ms(hours: int, minutes: int, seconds: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def _unmistaken(said: str, at: int, record: "Record") -> int:
    """*at*, unless it could as well be meant for the story's clock."""
    last = max(happening.at for happening in record.happenings)
    meant = STORY.fullmatch(f"@{said}")
    is_story = meant is not None and _story_ms(said, meant, record) <= last
    if at <= last and not is_story:
        return at
    hours, rest = divmod(at, 3_600_000)
    raise Misuse(
        N_('"{said}" is a time since STARTEX and also one of the story\'s clock')
        if at <= last
        else N_('"{said}" since STARTEX is after the last entry'),
        way_out=N_("write {span} since STARTEX, or @{said} of the story's clock"),
        said=said,
        span=f"{hours}h{rest // 60_000}m",
    )


def _story_ms(said: str, story: re.Match[str], record: "Record") -> int:
    """The first time that the story's clock shows it; with a date there is one."""
    from drillkit.engine.calendar import at_local, local_time

    began = record.began.event
    starts = local_time(began.zone, began.starts_ms).date()
    minute = int(story[2]) * 60 + int(story[3])

    def since(day: date) -> int:
        instant = at_local(began.zone, day, minute) + int(story[4] or 0) * 1000
        return instant - began.starts_ms

    if not story[1]:
        at = since(starts)
        return at if at >= 0 else since(starts + timedelta(days=1))
    try:
        at = since(date.fromisoformat(story[1]))
    except ValueError:
        raise Misuse(N_('there is no date "{day}"'), day=story[1]) from None
    if at < 0:
        raise Misuse(N_('"{said}" is before STARTEX'), said=said)
    return at


def wall_time(said: str, now_ms: int, zone: str) -> int:
    """The wall instant that *said* means now, in the company's zone.

    `-10m` counts back from now; `03:05` is the last time it was that o'clock.
    """
    from datetime import datetime
    from zoneinfo import ZoneInfo

    back = SPAN.fullmatch(said.removeprefix("-"))
    if back and said.startswith("-") and said != "-":
        days, hours, minutes, seconds = (int(part or 0) for part in back.groups())
        return now_ms - _ms(days * 24 + hours, minutes, seconds)
    meant = STORY.fullmatch(f"@{said}")
    if meant is None:
        raise Misuse(
            N_('"{said}" is not a time'),
            way_out=N_("write 03:05, 2026-11-24T03:05, or -10m for ten minutes ago"),
            said=said,
        )
    day, hour, minute, second = meant.groups()
    now = datetime.fromtimestamp(now_ms / 1000, ZoneInfo(zone))
    date_of = date.fromisoformat(day) if day else now.date()
    at = now.replace(
        year=date_of.year,
        month=date_of.month,
        day=date_of.day,
        hour=int(hour),
        minute=int(minute),
        second=int(second or 0),
        microsecond=0,
    )
    if not day and at > now:
        at -= timedelta(days=1)
    return round(at.timestamp() * 1000)
