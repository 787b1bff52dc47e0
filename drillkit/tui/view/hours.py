"""Opening hours in words: `Mon Tue Wed 09:00-18:00, Europe/Moscow`."""

from typing import Final

from drillkit.engine.calendar import Hours, Window
from drillkit.language import N_
from drillkit.review.reader import Reader

DAYS: Final = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)


def hours_words(reader: Reader, hours: Hours) -> str:
    """When a place is open, in its own time."""
    if hours.always:
        return reader._("always open")
    windows = "; ".join(_window(reader, window) for window in hours.windows)
    return f"{windows}, {hours.zone}"


def _window(reader: Reader, window: Window) -> str:
    times = f"{_minute(window.opens_min)}-{_minute(window.closes_min)}"
    if len(window.days) in (0, len(DAYS)):
        return reader._("every day {times}").format(times=times)
    days = " ".join(reader._(DAYS[day]) for day in window.days)
    return f"{days} {times}"


def _minute(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
