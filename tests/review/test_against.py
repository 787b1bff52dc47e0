"""A time, its limit and what lies between add up for whoever subtracts."""

import pytest

from drillkit.review.view.against import against

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        # Three hours ten and the fifty minutes left are four hours.
        (3 * HOUR + 10 * MINUTE + 20 * SECOND, 4 * HOUR, "3 h 10 min, 4 h, 50 min"),
        (4 * HOUR + 47 * SECOND, 4 * HOUR, "4 h 47 s, 4 h, +47 s"),
        (12 * MINUTE + 20 * SECOND, 12 * MINUTE, "12 min 20 s, 12 min, +20 s"),
        (HOUR - SECOND, HOUR, "59 min 59 s, 1 h, 1 s"),
        (6 * MINUTE + 50 * SECOND, HOUR, "6 min 50 s, 1 h, 53 min 10 s"),
        (38 * MINUTE + 9 * SECOND, 10 * MINUTE, "38 min, 10 min, +28 min"),
        (5 * MINUTE + 500, 5 * MINUTE, "5 min 0.5 s, 5 min, +0.5 s"),
        (5 * MINUTE, 5 * MINUTE, "5 min, 5 min, 0 s"),
        (40 * MINUTE, 90 * SECOND, "40 min, 1 min 30 s, +38 min 30 s"),
    ],
)
def test_the_third_figure_is_what_the_other_two_leave(
    value: int, limit: int, shown: str
) -> None:
    found = against("en", value, limit)
    said = f"{found.took}, {found.limit}, {found.sign}{found.between}"

    assert said.replace("\N{NO-BREAK SPACE}", " ") == shown


def test_what_was_not_finished_took_more_than_shown() -> None:
    assert against("ru", 2 * HOUR, HOUR, True).took == ">\xa02\xa0ч"
