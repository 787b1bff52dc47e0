"""The drill clock loses no millisecond and never goes back."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drillkit.engine.clock import (
    FASTEST,
    REAL_TIME,
    SLOWEST,
    DrillClock,
    Speed,
    drill_at,
    is_offered,
    jump,
    look,
    pause,
    resume,
    set_speed,
)

speeds = st.builds(Speed, st.integers(1, 240), st.integers(1, 7)).filter(is_offered)
walls = st.integers(-5_000, 100_000)
acts = st.one_of(
    st.tuples(st.just("look"), st.just(None)),
    st.tuples(st.just("pause"), st.just(None)),
    st.tuples(st.just("resume"), st.just(None)),
    st.tuples(st.just("speed"), speeds),
    st.tuples(st.just("jump"), st.integers(0, 10_000_000)),
)
lives = st.lists(st.tuples(walls, acts), max_size=30)


def act(clock: DrillClock, wall: int, name: str, value) -> DrillClock:
    match name:
        case "look":
            return look(clock, wall)
        case "pause":
            return pause(clock, wall)
        case "resume":
            return resume(clock, wall)
        case "speed":
            return set_speed(clock, value, wall)
        case _:
            return jump(clock, value, wall)


def live(clock: DrillClock, life) -> DrillClock:
    wall = clock.wall_ms
    for passed, (name, value) in life:
        wall += passed
        clock = act(clock, wall, name, value)
    return clock


@given(lives)
def test_drill_time_is_the_sum_of_what_each_stretch_gave(life):
    """Against an account kept in fractions that knows nothing of clocks."""
    shown, speed, paused = Fraction(0), Fraction(1), False
    for passed, (name, value) in life:
        if passed > 0 and not paused:
            shown += passed * speed
        if name in ("pause", "resume"):
            paused = name == "pause"
        if name == "speed":
            speed = Fraction(value.numerator, value.denominator)
        if name == "jump" and value > floor(shown):
            shown = Fraction(value)
    clock = live(DrillClock(0, 0), life)
    assert clock.base_ms + Fraction(clock.part, clock.parts) == shown
    assert clock.base_ms == floor(shown)
    assert (clock.paused, clock.wall_ms) == (paused, sum(passed for passed, _ in life))


@given(lives, lives)
def test_drill_time_never_goes_back_even_if_the_wall_does(before, after):
    clock = live(DrillClock(0, 0), before)
    assert live(clock, after).base_ms >= clock.base_ms


@given(lives, st.lists(st.integers(0, 5_000), max_size=20))
def test_looking_often_changes_nothing(life, glances):
    clock = live(DrillClock(0, 0), life)
    watched = clock
    for passed in glances:
        watched = look(watched, watched.wall_ms + passed)
    assert watched == look(clock, clock.wall_ms + sum(glances))


@given(lives, st.integers(1, 10**9))
def test_a_pause_is_as_if_it_had_not_been(life, rest):
    clock = live(DrillClock(0, 0), life)
    assume(not clock.paused)
    rested = resume(pause(clock, clock.wall_ms), clock.wall_ms + rest)
    assert drill_at(rested, rested.wall_ms + 7) == drill_at(clock, clock.wall_ms + 7)


def test_a_thousand_pauses_at_an_odd_speed_lose_nothing():
    clock = DrillClock(0, 0, Speed(1, 3))
    for wall in range(0, 3_000, 2):
        clock = pause(resume(clock, wall), wall + 1)
    assert clock.base_ms == 500


def test_sixty_five_minutes_are_not_five():
    assert drill_at(DrillClock(0, 0), 65 * 60_000) == 65 * 60_000


def test_a_clock_that_saw_the_wall_step_back_goes_on_from_there():
    clock = look(look(DrillClock(0, 1_000), 5_000), 2_000)
    assert clock.base_ms == 4_000
    assert drill_at(clock, 2_500) == 4_500


def test_a_jump_leads_forward_only_and_to_the_millisecond():
    clock = DrillClock(0, 0, Speed(1, 4))
    assert jump(clock, 500, 7) == DrillClock(500, 7, Speed(1, 4))
    assert jump(clock, 1, 7) == look(clock, 7)


@pytest.mark.parametrize(
    ("speed", "offered"),
    [
        (SLOWEST, True),
        (REAL_TIME, True),
        (Speed(3, 2), True),
        (FASTEST, True),
        (Speed(61), False),
        (Speed(1, 5), False),
        (Speed(0), False),
    ],
)
def test_speeds_reach_from_a_quarter_to_sixty(speed, offered):
    assert is_offered(speed) == offered
