"""Windows, months and local times hold on both days when the clocks change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.engine.calendar import (
    Hours,
    Window,
    add_months,
    closes_at,
    from_local,
    is_open,
    local_time,
    next_open,
    next_start,
    open_between,
)
from drillkit.engine.intervals import length

BERLIN, SAKHALIN, NEW_YORK = "Europe/Berlin", "Asia/Sakhalin", "America/New_York"
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EVERY_DAY = tuple(range(7))
WORKDAYS = tuple(range(5))


def daily(zone: str, opens: int, closes: int) -> Hours:
    """Open every day between two hours of the day."""
    return Hours(zone, (Window(EVERY_DAY, opens * 60, closes * 60),))


def shown(zone: str, instant: int | None) -> str | None:
    """What the clock of the place shows, with its distance from UTC."""
    if instant is None:
        return None
    return local_time(zone, instant).isoformat(timespec="minutes")


windows = st.builds(
    Window,
    st.sets(st.integers(0, 6), max_size=7).map(tuple),
    st.integers(0, 1439),
    st.integers(0, 1440),
)
hours = st.builds(
    Hours,
    st.sampled_from([BERLIN, SAKHALIN, NEW_YORK]),
    st.lists(windows, max_size=3).map(tuple),
)
# Three weeks about each change of the clocks of 2026, to the minute.
moments = st.builds(
    lambda start, minutes: start + minutes * MINUTE,
    st.sampled_from(
        [
            from_local("UTC", day)
            for day in ("2026-03-01", "2026-03-20", "2026-10-20", "2026-02-20")
        ]
    ),
    st.integers(0, 21 * 1440),
)


@given(hours, moments)
def test_nothing_is_open_before_the_next_opening(given_hours, t):
    opens = next_open(given_hours, t)
    if opens is None:
        assert open_between(given_hours, t, t + 30 * DAY) == ()
    else:
        assert opens >= t
        assert is_open(given_hours, opens)
        assert open_between(given_hours, t, opens) == ()


@given(hours, moments)
def test_everything_is_open_until_it_closes(given_hours, t):
    closes = closes_at(given_hours, t)
    until = t + 30 * DAY if closes is None else closes
    assert length(open_between(given_hours, t, until)) == until - t
    assert closes is None or not is_open(given_hours, closes)


@given(hours, moments, st.integers(0, 3 * 1440))
def test_open_stretches_are_the_minutes_that_are_open(given_hours, t, minutes):
    end = t + minutes * MINUTE
    stretches = open_between(given_hours, t, end)
    # Windows open and close on whole minutes, so one look a minute sees all.
    step = max(1, minutes // 40) * MINUTE
    for look in range(t, end, step):
        inside = any(start <= look < stop for start, stop in stretches)
        assert inside == is_open(given_hours, look)


@given(hours, moments, st.integers(0, 1440))
def test_a_start_is_open_and_has_room_unless_no_opening_has(given_hours, t, minutes):
    need = minutes * MINUTE
    start = next_start(given_hours, t, need)
    if start is None:
        assert next_open(given_hours, t) is None
        return
    assert start >= t
    assert is_open(given_hours, start)
    closes = closes_at(given_hours, start)
    if closes is not None and closes - start < need:
        later = open_between(given_hours, closes, t + 28 * DAY)
        assert all(stop - begin < need for begin, stop in later)


def test_hours_without_windows_are_always_open():
    always = Hours(BERLIN)
    assert always.always
    assert is_open(always, 5)
    assert next_open(always, 5) == 5
    assert closes_at(always, 5) is None
    assert open_between(always, 5, 9) == ((5, 9),)
    assert next_start(always, 5, 40 * DAY) == 5


def test_a_window_on_no_day_never_opens():
    never = Hours(BERLIN, (Window((), 0, 60),))
    assert next_open(never, 0) is None
    assert closes_at(never, 7) == 7
    assert next_start(never, 0, 1) is None


def test_windows_that_cover_every_day_never_close():
    assert closes_at(daily(BERLIN, 0, 24), 0) is None
    assert closes_at(daily(BERLIN, 9, 9), 0) is None
    assert next_start(daily(BERLIN, 0, 24), 3, 90 * DAY) == 3


def test_a_window_that_closes_before_it_opens_goes_past_midnight():
    night = Hours(BERLIN, (Window((4,), 22 * 60, 6 * 60),))
    friday = from_local(BERLIN, "2026-11-27T23:00")
    assert is_open(night, friday)
    assert shown(BERLIN, closes_at(night, friday)) == "2026-11-28T06:00+01:00"
    assert not is_open(night, from_local(BERLIN, "2026-11-27T05:00"))


def test_a_window_is_open_at_its_first_instant_and_shut_at_its_last():
    office = daily(NEW_YORK, 9, 18)
    opens = from_local(NEW_YORK, "2026-11-24T09:00")
    closes = from_local(NEW_YORK, "2026-11-24T18:00")
    assert not is_open(office, opens - 1)
    assert is_open(office, opens)
    assert is_open(office, closes - 1)
    assert not is_open(office, closes)


def test_windows_of_a_site_are_in_the_time_of_the_site():
    site = Hours(SAKHALIN, (Window((1, 3), 600, 780),))
    asked = from_local("Europe/Moscow", "2026-11-24T09:00")
    assert shown(SAKHALIN, next_open(site, asked)) == "2026-11-26T10:00+11:00"


@pytest.mark.parametrize(
    ("zone", "day", "night_hours"),
    [
        (BERLIN, "2026-03-28T22:00", 7),
        (BERLIN, "2026-10-24T22:00", 9),
        (NEW_YORK, "2026-03-07T22:00", 7),
        (NEW_YORK, "2026-10-31T22:00", 9),
        (SAKHALIN, "2026-03-28T22:00", 8),
    ],
)
def test_a_night_is_as_long_as_the_clocks_make_it(zone, day, night_hours):
    opens = from_local(zone, day)
    assert closes_at(daily(zone, 22, 6), opens) == opens + night_hours * HOUR


def test_a_window_that_opens_in_the_skipped_hour_opens_at_the_skip():
    early = Hours(BERLIN, (Window(EVERY_DAY, 150, 240),))
    opens = next_open(early, from_local(BERLIN, "2026-03-29T00:00"))
    assert shown(BERLIN, opens) == "2026-03-29T03:00+02:00"
    assert shown(BERLIN, closes_at(early, opens or 0)) == "2026-03-29T04:00+02:00"


def test_a_window_inside_the_skipped_hour_is_not_that_day():
    gone = Hours(BERLIN, (Window(EVERY_DAY, 130, 170),))
    opens = next_open(gone, from_local(BERLIN, "2026-03-29T00:00"))
    assert shown(BERLIN, opens) == "2026-03-30T02:10+02:00"


def test_a_repeated_time_is_its_first_passing():
    early = Hours(NEW_YORK, (Window(EVERY_DAY, 90, 120),))
    opens = next_open(early, from_local(NEW_YORK, "2026-11-01T00:00"))
    assert shown(NEW_YORK, opens) == "2026-11-01T01:30-04:00"
    # Two o'clock comes once, so the repeated half hour is open too.
    assert closes_at(early, opens or 0) == (opens or 0) + 90 * MINUTE


def test_a_skipped_day_is_the_moment_it_was_skipped():
    assert shown("Pacific/Apia", from_local("Pacific/Apia", "2011-12-30T10:00")) == (
        "2011-12-31T00:00+14:00"
    )


def test_an_offset_may_change_at_midnight():
    # Lebanon skips from 00:00 to 01:00 on the last Sunday of March.
    assert shown("Asia/Beirut", from_local("Asia/Beirut", "2026-03-29T00:00")) == (
        "2026-03-29T01:00+03:00"
    )


def test_work_waits_for_an_opening_that_leaves_room():
    site = daily(BERLIN, 10, 13)
    late = from_local(BERLIN, "2026-11-24T12:30")
    assert shown(BERLIN, next_start(site, late, HOUR)) == "2026-11-25T10:00+01:00"
    assert next_start(site, late, 30 * MINUTE) == late


def test_work_passes_over_an_opening_that_is_too_short():
    site = Hours(BERLIN, (Window((1,), 600, 660), Window((3,), 600, 900)))
    monday = from_local(BERLIN, "2026-11-23T00:00")
    assert shown(BERLIN, next_start(site, monday, 3 * HOUR)) == "2026-11-26T10:00+01:00"


@pytest.mark.parametrize(
    ("asked", "starts"),
    [
        ("2026-11-24T09:00", "2026-11-24T10:00+01:00"),
        ("2026-11-24T10:00", "2026-11-24T10:00+01:00"),
        ("2026-11-24T10:01", "2026-11-25T10:00+01:00"),
        ("2026-11-24T13:00", "2026-11-25T10:00+01:00"),
    ],
)
def test_work_longer_than_any_opening_starts_with_the_next_whole_one(asked, starts):
    site = daily(BERLIN, 10, 13)
    asked_at = from_local(BERLIN, asked)
    assert shown(BERLIN, next_start(site, asked_at, 5 * HOUR)) == starts


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31T09:00", 1, "2026-02-28T09:00+01:00"),
        ("2028-01-31T09:00", 1, "2028-02-29T09:00+01:00"),
        ("2028-02-29T09:00", 12, "2029-02-28T09:00+01:00"),
        ("2026-11-30T09:00", 3, "2027-02-28T09:00+01:00"),
        ("2026-03-31T09:00", -1, "2026-02-28T09:00+01:00"),
        ("2026-02-28T02:30", 1, "2026-03-28T02:30+01:00"),
        ("2026-02-28T09:00", 2, "2026-04-28T09:00+02:00"),
        ("2026-01-29T02:30", 2, "2026-03-29T03:00+02:00"),
    ],
)
def test_a_month_is_a_calendar_month_of_the_place(day, months, later):
    assert shown(BERLIN, add_months(from_local(BERLIN, day), months, BERLIN)) == later


@given(moments)
def test_no_months_later_is_the_same_instant(t):
    assert add_months(t, 0, NEW_YORK) == t


@given(st.integers(0, 366 * 1440), st.sampled_from([BERLIN, SAKHALIN, NEW_YORK]))
def test_what_a_clock_shows_leads_back_to_the_instant(minute, zone):
    t = from_local("UTC", "2028-01-01") + minute * MINUTE
    text = local_time(zone, t).replace(tzinfo=None, fold=0).isoformat()
    first_passing = from_local(zone, text)
    assert first_passing in (t, t - HOUR)
    assert local_time(zone, first_passing).replace(tzinfo=None).isoformat() == text


def test_what_is_always_open_is_open_from_one_end_to_the_other():
    monday = from_local(BERLIN, "2026-11-23T00:00")
    assert open_between(Hours(BERLIN), monday, monday + HOUR) == (
        (monday, monday + HOUR),
    )
    assert open_between(Hours(BERLIN), monday, monday) == ()


def test_what_opens_every_day_is_open_once_a_day():
    site = daily(BERLIN, 10, 13)
    noon = from_local(BERLIN, "2026-11-23T12:00")
    first, second = open_between(site, noon, noon + DAY)

    assert first == (noon, noon + HOUR)
    assert second == (noon + 22 * HOUR, noon + DAY)
