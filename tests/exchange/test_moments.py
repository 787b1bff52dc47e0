"""Times as tables say them, all of them since STARTEX."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from drillkit.exchange.cells import Said
from drillkit.exchange.moments import HOUR, MINUTE, length, read_clock, read_span
from tests.exchange.small import STORY

LENGTHS = (0, 1_000, 60_000, 95 * MINUTE, 49 * HOUR + 1_000)


def minutes(said: object) -> object:
    return said / MINUTE if isinstance(said, int) else said.says.split()[-1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1h55m", 115),
        ("1 h 55 min", 115),
        ("1 ч 55 мин", 115),
        ("1:55", 115),
        ("T+1:55", 115),
        ("T+15", 15),
        ("H+2", 120),
        ("Ч+2:30", 150),
        ("J+1 H+2 M-5", 24 * 60 + 115),
        ("J+1 H+2 M−5", 24 * 60 + 115),
        ("D+1", 24 * 60),
        ("M-5", "STARTEX"),
        ("J+1:30", "time"),
        ("soon", "time"),
        ("2 weeks", "time"),
        ("90", 'minutes"'),
        (90.0, 'minutes"'),
        (True, "time"),
        (time(1, 55), 115),
        (timedelta(hours=26), 26 * 60),
        (timedelta(hours=-1), "STARTEX"),
        (datetime.fromisoformat("1900-01-01T02:00"), 2 * 24 * 60 + 120),
    ],
)
def test_a_length_of_time_is_understood_or_told(text: object, told: object) -> None:
    assert minutes(read_span(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9:30", 30),
        ("9:30 AM", 30),
        ("9:30 p.m.", 12 * 60 + 30),
        ("12:15 AM", 15 * 60 + 15),
        ("12:15 PM", 3 * 60 + 15),
        ("2 PM", 5 * 60),
        ("13:15 PM", "time"),
        ("24:15", "time"),
        ("8:30", "STARTEX"),
        ("06:30", 21 * 60 + 30),
        ("Monday 9:30 AM", 6 * 24 * 60 + 30),
        ("вторник 10:00", 60),
        ("Tue soon", "time"),
        ("24.11.2026 21:30", 12 * 60 + 30),
        ("2026-11-25T09:00", 24 * 60),
        ("2026-11-25 soon", "time"),
        ("11/25/2026 9:00 AM", 24 * 60),
        ("25/11/2026 9:00", 24 * 60),
        ("12/11/2026 9:00", "mapping"),
        ("31.02.2027 9:00", '"{text}"'),
        ("J+1 09:30", 24 * 60 + 30),
        ("J+1 H+2 M-5", 24 * 60 + 115),
        ("J+1 soon", "time"),
        ("1h20m", 80),
        (datetime.fromisoformat("2026-11-24T09:30:00.000400"), 30),
        (time(9, 30), 30),
        (timedelta(minutes=7), 7),
        (7, "time"),
    ],
)
def test_a_clock_is_understood_or_told(text: object, told: object) -> None:
    said = read_clock(text, STORY, 0)

    if told == '"{text}"':
        assert isinstance(said, Said)
        assert said.says == 'there is no day "{text}"'
    else:
        assert minutes(said) == told


def test_a_clock_goes_on_past_midnight() -> None:
    assert (
        read_clock("00:10", STORY, 14 * HOUR + 50 * MINUTE) == 15 * HOUR + 10 * MINUTE
    )


def test_a_row_out_of_order_stays_on_its_day() -> None:
    assert read_clock("10:00", STORY, 90 * MINUTE) == 60 * MINUTE


def test_days_and_months_are_told_apart_by_the_mapping() -> None:
    first, month = (replace(STORY, dates=x) for x in ("day-first", "month-first"))

    assert read_clock("12/11/2027 9:00", first, 0) != read_clock(
        "12/11/2027 9:00", month, 0
    )
    assert read_clock("12/11/2026 9:00", month, 0) == 17 * 24 * HOUR


def test_bare_numbers_count_what_the_mapping_says() -> None:
    assert (read_span("90", "minutes"), read_span(1.5, "hours")) == (90 * MINUTE,) * 2


@pytest.mark.parametrize("count", [float("inf"), float("nan")])
def test_a_number_without_end_is_no_time(count: float) -> None:
    said = read_span(count, "hours")

    assert isinstance(said, Said)
    assert said.says == '"{text}" is not a time'
    assert isinstance(read_clock(datetime.max, STORY, 0), Said)  # noqa: DTZ901


def test_a_number_below_nothing_is_before_startex() -> None:
    said = read_span(-1, "hours")

    assert isinstance(said, Said)
    assert said.says == '"{text}" is before STARTEX'


@pytest.mark.parametrize("ms", LENGTHS)
def test_a_length_is_written_exactly(ms: int) -> None:
    assert read_span(length(ms)) == ms
