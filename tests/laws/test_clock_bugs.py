"""The clock bugs that other tools are known for, one test each.

Every one is driven through a session by a seat with a wall clock in its hand.
"""

import pytest

from drillkit.engine.commands import (
    EndDrill,
    HoldInject,
    Pause,
    Resume,
    SendNotice,
    SetLevel,
    SetSpeed,
    TakeStep,
    TriggerInject,
)
from tests.engine.semantics.play import HOUR, MINUTE, RUN
from tests.laws.seat import ONE_STEP, Seat, begun_again, seated

THREE = """
injects:
  one: {at: 10m, to: ops, says: One}
  two: {at: 30m, to: ops, says: Two}
  three: {at: 50m, to: ops, says: Three}
"""


ONE_AT_SITE = """
phases:
  mend:
    steps: {fix: {do: Fix, at: island, by: worker, target: 30m}}
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""
ISLAND = """timezone: Asia/Sakhalin
    access: {days: [tue, thu], from: "17:00", to: "19:00"}"""


def at_the_gate(starts: str, site: str) -> Seat:
    """Somebody before the gate of a site with such hours."""
    story = f"starts: {starts}\nends: {{at-latest: 90h}}\n"
    seat = seated(story, ONE_AT_SITE, (ISLAND, site))
    seat.say(TakeStep(RUN, "mend/fix"))
    return seat


def paused(seat: Seat, wall_time: str) -> None:
    """A pause of so much wall time, in which somebody looks now and then."""
    seat.say(Pause(seat.wall.now))
    for _ in range(4):
        seat.wait(HOUR // 7)
        assert seat.look() == []
    seat.wait(wall_time)
    assert seat.look() == []
    seat.say(Resume(seat.wall.now))


def test_what_is_triggered_after_a_pause_comes_now_and_not_late_by_the_pause() -> None:
    seat = seated(THREE)
    seat.wait("5m")
    paused(seat, "2h")
    seat.wait("1m")

    assert seat.say(TriggerInject("three")) == ["00:06:00 inject-delivered three"]


def test_after_a_long_pause_the_injects_do_not_all_come_at_once() -> None:
    seat = seated(THREE)
    seat.wait("5m")
    paused(seat, "20h")

    assert seat.look() == []
    came = seat.look_until(HOUR)
    assert came == [
        "00:10:00 inject-delivered one",
        "00:30:00 inject-delivered two",
        "00:50:00 inject-delivered three",
    ]


def test_the_first_inject_after_a_pause_is_not_skipped() -> None:
    seat = seated(THREE)
    seat.wait(10 * MINUTE - 1)
    assert seat.look() == []
    paused(seat, "1h")
    assert seat.look() == []
    seat.wait(1)

    assert seat.look() == ["00:10:00 inject-delivered one"]


def test_nothing_is_doubled_by_a_pause_however_many_look() -> None:
    seat = seated(THREE)
    other = seat.another()
    seat.wait("10m")
    for one in (seat, other, seat):
        one.look()
    for one in (other, seat):
        paused(one, "1h")
        other.look()
    seat.wait("15h")
    for one in (other, seat, other):
        one.look()

    assert seat.log_lines("inject-delivered") == [
        "00:10:00 inject-delivered one",
        "00:30:00 inject-delivered two",
        "00:50:00 inject-delivered three",
    ]


def test_a_reset_leaves_nothing_of_the_drill_before() -> None:
    seat = seated(THREE)
    fresh = begun_again(seat, "d-2").session.drill
    seat.wait("12m")
    seat.look()
    seat.say(HoldInject("two"))
    seat.say(SetSpeed(60, 1, seat.wall.now))
    seat.say(TakeStep(RUN, "mend/fix"))
    seat.say(Pause(seat.wall.now))
    seat.say(EndDrill(broken_off=True))
    seat.wait("1h")
    again = begun_again(seat, "d-3")

    drill = again.session.drill
    assert drill.clock.wall_ms == seat.wall.now
    assert (drill.drill, drill.status, drill.injects) == ("d-3", "running", {})
    assert drill.runs == fresh.runs
    assert drill.obligations == fresh.obligations
    again.wait("50m")
    assert again.look()[1] == "00:30:00 inject-delivered two"


@pytest.mark.parametrize(
    ("gap", "slept"),
    [("65m", 65 * MINUTE), ("2h", 2 * HOUR), ("26h", 26 * HOUR), ("61s", 61_000)],
)
def test_a_gap_is_slept_in_full(gap: str, slept: int) -> None:
    """65 minutes that wait 5, two hours that wait none: the hours were dropped."""
    seat = seated(f"injects:\n  late: {{at: {gap}, to: ops, says: Late}}\n")
    assert seat.look_until(slept - 1) == []
    assert seat.sleeps() == 1
    seat.wait(1)

    assert len(seat.look()) == 1
    assert seat.at == slept


def test_an_hour_after_half_past_eleven_is_tomorrow() -> None:
    seat = seated(
        "starts: 2026-12-31T23:30\ninjects:\n  new: {at: 1h, to: ops, says: New}\n"
    )
    seat.wait("1h")

    assert seat.look() == ["01:00:00 inject-delivered new"]
    assert seat.story("Europe/Moscow") == "2027-01-01 00:30 +0300"


@pytest.mark.parametrize(
    ("starts", "shown"),
    [
        ("2026-03-29T01:30", "2026-03-29 03:30 +0200"),
        ("2026-10-25T02:30", "2026-10-25 02:30 +0100"),
    ],
)
def test_a_change_of_daylight_saving_takes_or_gives_no_time(
    starts: str, shown: str
) -> None:
    """An hour of a drill is an hour, whatever the clock on the wall does."""
    seat = seated(
        f"starts: {starts}\ninjects:\n  hour: {{at: 1h, to: ops, says: Hour}}\n",
        company=("Europe/Moscow", "Europe/Berlin"),
    )
    seat.wait(HOUR - 1)
    assert seat.look() == []
    seat.wait(1)

    assert seat.look() == ["01:00:00 inject-delivered hour"]
    assert seat.story("Europe/Berlin") == shown


@pytest.mark.parametrize(
    ("starts", "opens"),
    [
        ("2026-03-27T18:00", "17:00:00"),
        ("2026-03-28T18:00", "16:00:00"),
        ("2026-10-23T18:00", "16:00:00"),
        ("2026-10-24T18:00", "17:00:00"),
    ],
)
def test_a_gate_opens_at_nine_before_and_after_a_change(
    starts: str, opens: str
) -> None:
    """At nine in Berlin, which is ten in Moscow in summer and eleven in winter."""
    seat = at_the_gate(
        starts, 'timezone: Europe/Berlin\n    access: {from: "09:00", to: "17:00"}'
    )
    seat.wait("20h")
    seat.look()

    assert seat.log_lines("step-resumed")[0].startswith(opens)


def test_a_day_that_is_not_every_year_is_a_day() -> None:
    seat = at_the_gate(
        "2028-02-28T20:00", 'access: {days: [tue], from: "09:00", to: "12:00"}'
    )
    seat.wait("72h")
    seat.look()

    assert seat.log_lines("step-resumed") == [
        "13:00:00 step-resumed mend/fix until 16:00:00"
    ]


def test_a_month_of_a_leap_year_ends_on_its_last_day() -> None:
    seat = seated("starts: 2028-01-31T09:00\nends: {at-latest: 800h}\n")
    seat.say(SetLevel(RUN, "crisis", "very bad"))
    seat.wait("1h")
    seat.say(SendNotice("first"))
    [owed] = [x for x in seat.log_lines("obligation-opened") if "notice:last" in x]

    # From 31 January 10:00 to 29 February 10:00.
    assert owed == f"01:00:00 obligation-opened notice:last due {29 * 24 + 1}:00:00"


def test_a_timetable_is_read_on_the_clock_of_its_place() -> None:
    """The boat leaves at ten and at noon of where it lies, eight hours ahead of us."""
    book = ONE_STEP.replace("do: Fix", "travel: port, from: base")
    there = ("base: {}", "base: {timezone: Asia/Sakhalin}")
    seat = seated("starts: 2026-11-24T00:30\n", book, there)
    seat.say(TakeStep(RUN, "mend/fix"))

    assert seat.log_lines("journey-planned") == [
        "00:00:00 journey-planned base 01:30:00 - 03:30:00 port"
    ]


def test_a_pause_inside_a_window_does_not_use_the_window_up() -> None:
    """Three hours of wall time, of a window of two."""
    seat = at_the_gate("2026-11-24T09:30", ISLAND)
    seat.wait("10m")
    paused(seat, "3h")
    seat.wait("79m")
    seat.look()
    assert seat.log_lines("step-waited") == []
    seat.wait("1m")
    seat.wait(1)
    seat.look()

    assert seat.log_lines("step-waited")[0].startswith("01:30:00 step-waited")
