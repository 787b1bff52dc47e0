"""Opening hours on the minutes of a week, which begins on Monday at midnight.

Knows nothing of zones: everything here is local to one place.
"""

from collections.abc import Iterable

from drillkit.plan.scalars import DAYS, Window

DAY = 24 * 60
WEEK = 7 * DAY

Stretch = tuple[int, int]


def stretches(windows: Iterable[Window], weeks: int = 1) -> list[Stretch]:
    """When *windows* are open in so many weeks, in minutes, in order."""
    found: list[Stretch] = []
    for window in windows:
        length = window.to - window.from_
        for day in window.days:
            begin = DAYS.index(day) * DAY + window.from_
            # A window that ends before it begins goes past midnight.
            end = begin + (length if length > 0 else length + DAY)
            found += [(begin + n * WEEK, end + n * WEEK) for n in range(weeks)]
    return sorted(found)


def first_gap(opened: Iterable[Stretch]) -> int | None:
    """The first minute of the week that nothing in *opened*, in order, covers."""
    whole = list(opened)
    # Sunday's night may go on into Monday.
    until = max((end - WEEK for _, end in whole), default=0)
    until = max(until, 0)
    for begin, end in whole:
        if begin > until:
            return until
        until = max(until, end)
    return None if until >= WEEK else until


def written(minute: int) -> str:
    """A minute of the week as the plan language has it: ``sat 18:00``."""
    day, rest = divmod(minute, DAY)
    return f"{DAYS[day]} {rest // 60:02}:{rest % 60:02}"
