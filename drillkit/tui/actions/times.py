"""Times as people type them at a seat.

5m  1h20m  90s          a stretch of time
03:05  03:05:30         the story's clock, the nearest one
-10m  +10m              before or after now
T+1:20  T+1:20:30       since STARTEX
"""

import re
from datetime import timedelta
from typing import Final

from drillkit.engine.calendar import at_local, local_time
from drillkit.tui.scene import Scene

_SPAN: Final = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_SINCE: Final = re.compile(r"[Tt]\+(\d+):([0-5]\d)(?::([0-5]\d))?")
_STORY: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


def span_ms(said: str) -> int | None:
    """A stretch of time in milliseconds; None if it is none."""
    found = _SPAN.fullmatch(said.replace(" ", ""))
    if not said or found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000


def drill_time(scene: Scene, said: str) -> int | None:
    """A drill time; None if it is none.  A clock means the time nearest to now."""
    said = said.strip()
    if said[:1] in ("+", "-"):
        span = span_ms(said[1:])
        ahead = 1 if said[0] == "+" else -1
        return None if span is None else scene.now + ahead * span
    if since := _SINCE.fullmatch(said):
        hours, minutes, seconds = (int(part or 0) for part in since.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    if story := _STORY.fullmatch(said):
        hours, minutes, seconds = (int(part or 0) for part in story.groups())
        return _nearest(scene, hours * 60 + minutes, seconds * 1000)
    return None


def _nearest(scene: Scene, minute: int, ms: int) -> int:
    zone, starts = scene.reader.record.began.event.zone, scene.drill.starts_ms
    today = local_time(zone, starts + scene.now).date()
    days = (today + timedelta(days=day) for day in (-1, 0, 1))
    times = [at_local(zone, day, minute) + ms - starts for day in days]
    return min(times, key=lambda at: abs(at - scene.now))


def since_start(at: int) -> str:
    """A drill time as it can be typed."""
    minutes, seconds = divmod(at // 1000, 60)
    return f"T+{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
