"""Clocks of messages that really went out count wall time (semantics, rule 15).

A drill of these tests began when the wall showed 1,000,000 ms.
"""

import pytest

from drillkit.engine.commands import (
    AnswerCall,
    AnswerRequest,
    BeginTimeOut,
    DeclareEmergency,
    EndEmergency,
    Jump,
    Move,
    Pass,
    Pause,
    ReportDelivery,
    Resume,
    SetSpeed,
)
from tests.engine.semantics.play import HOUR, MINUTE, clock, done, lived

BOOK = """
escalation:
  - {call: boss}
phases:
  mend:
    steps:
      say: {update: clients, by: speaker, next: 20m, needs: []}
      ask: {request: fibre/repair, needs: []}
      fix: {do: Fix, by: worker, needs: [], target: 30m}
    leads-to: {done: over}
  over: {final: true}
"""
ASKED = "ops/fix/mend/ask#1"


def wall(at: float) -> int:
    """So many minutes after the beginning on the wall."""
    return 1_000_000 + round(at * MINUTE)


def about(life, *names):
    """What became of these promises while they were owed."""
    kinds = ("obligation-moved", "obligation-kept", "obligation-broken")
    return [x for x in life.lines(*kinds) if x.split()[2] in names]


def looked(at, minutes):
    """Time passes, and somebody knows the wall's."""
    return at, Move(at * MINUTE, Pass(), wall_ms=wall(minutes))


# The answer to the first call is due in ten minutes (the level is "minor").
CALLED = ("0m", ReportDelivery("call-1", wall(2), "phone"))


def test_rule_15_a_message_is_answered_within_its_window_from_its_real_delivery():
    life = lived(BOOK, CALLED, ("13m", Pass()))
    [delivered] = life.said("message-delivered")

    assert delivered.dues == {"answer:call-1": wall(12)}
    assert about(life, "answer:call-1") == ["00:12:00 obligation-broken answer:call-1"]


@pytest.mark.parametrize(
    ("over", "under", "due"),
    [(10, 1, 5 + 7 * 10), (60, 1, 5 + 7 * 60), (1, 4, 5 + 7 / 4), (1, 1, 12)],
)
def test_rule_15_at_another_speed_it_is_due_when_the_wall_says_so(over, under, due):
    life = lived(BOOK, CALLED, ("5m", SetSpeed(over, under, wall(5))), ("10h", Pass()))

    assert about(life, "answer:call-1") == [
        f"{clock(round(due * MINUTE))} obligation-broken answer:call-1"
    ]


def test_rule_15_answered_in_time_by_the_wall_it_is_kept_whatever_drill_time_says():
    life = lived(
        BOOK,
        CALLED,
        ("5m", SetSpeed(10, 1, wall(5))),
        ("75m", AnswerCall("call-1", "took-charge")),
    )

    assert about(life, "answer:call-1") == [
        "01:15:00 obligation-kept answer:call-1",
    ], "seven minutes at ten times are due and done in one millisecond"


def test_rule_15_in_a_pause_it_goes_on_and_is_written_at_the_time_that_stands():
    life = lived(
        BOOK,
        CALLED,
        ("5m", Pause(wall(5))),
        looked(5, 11),
        looked(5, 12),
        looked(5, 30),
    )
    broken = [e for e in life.entries if e.key.startswith("broken:answer:call-1")]

    assert [(e.at, e.key) for e in broken] == [
        (5 * MINUTE, f"broken:answer:call-1@wall:{wall(12)}")
    ]
    assert life.lines("call-made")[-1] == (
        "00:05:00 call-made call-2 boss no-answer"
    ), "somebody is really looked for"
    assert "fix" not in str(life.lines("obligation-broken")), "the rest stands"


def test_rule_15_in_a_pause_who_answers_in_the_last_millisecond_is_in_time():
    answer = AnswerCall("call-1", "took-charge")
    life = lived(
        BOOK,
        CALLED,
        ("5m", Pause(wall(5))),
        (5, Move(5 * MINUTE, answer, wall_ms=wall(12))),
    )
    late = lived(
        BOOK,
        CALLED,
        ("5m", Pause(wall(5))),
        (5, Move(5 * MINUTE, answer, wall_ms=wall(12) + 1)),
    )

    assert life.lines("obligation-broken") == []
    assert late.lines("obligation-broken") == [
        "00:05:00 obligation-broken answer:call-1"
    ]


def test_rule_15_what_ran_out_in_a_pause_nobody_saw_is_late_as_soon_as_it_ends():
    life = lived(
        BOOK,
        CALLED,
        ("5m", Pause(wall(5))),
        ("5m", Pass()),
        ("5m", Resume(wall(40))),
        ("6m", Pass()),
    )

    assert life.lines("resumed", "obligation-broken") == [
        f"00:05:00 resumed {wall(40)}",
        "00:05:00 obligation-broken answer:call-1",
    ]


def test_rule_15_what_is_left_after_a_pause_is_what_the_wall_left():
    life = lived(
        BOOK, CALLED, ("5m", Pause(wall(5))), ("5m", Resume(wall(9))), ("9m", Pass())
    )

    assert about(life, "answer:call-1") == ["00:08:00 obligation-broken answer:call-1"]


@pytest.mark.parametrize("was_paused", [False, True])
def test_rule_15_a_real_emergency_does_not_stop_the_wall(was_paused):
    before = [("5m", Pause(wall(5)))] if was_paused else []
    after = [("5m", Resume(wall(10)))] if was_paused else []
    life = lived(
        BOOK,
        CALLED,
        *before,
        ("5m", DeclareEmergency(wall(5))),
        looked(5, 30),
        ("5m", EndEmergency(wall(10))),
        *after,
        ("8m", Pass()),
    )

    assert about(life, "answer:call-1") == ["00:07:00 obligation-broken answer:call-1"]


def test_rule_16_a_jump_takes_no_wall_time_and_skips_nothing_outside():
    life = lived(BOOK, CALLED, ("5m", Jump(HOUR, wall(5))), ("2h", Pass()))

    assert about(life, "answer:call-1") == ["01:07:00 obligation-broken answer:call-1"]
    assert not life.drill.obligations["answer:call-1"].jumped


def test_rule_15_a_time_out_does_not_stop_what_is_outside():
    life = lived(BOOK, CALLED, ("5m", BeginTimeOut("ops")), ("13m", Pass()))

    assert about(life, "answer:call-1") == ["00:12:00 obligation-broken answer:call-1"]


def test_rule_15_in_a_live_event_wall_and_drill_time_are_the_same():
    life = lived(BOOK, ("0m", ReportDelivery("call-1", wall(0))), mode="live")
    plain = lived(BOOK, mode="live")

    assert (
        life.after(("11m", Pass())).lines("obligation-broken")
        == plain.after(("11m", Pass())).lines("obligation-broken")
        == ["00:10:00 obligation-broken answer:call-1"]
    )


def test_rule_15_a_partner_who_was_really_asked_has_its_hours_on_the_wall():
    life = lived(
        BOOK,
        ("0m", ReportDelivery(ASKED, wall(0), "phone")),
        ("1m", SetSpeed(60, 1, wall(1))),
        ("2h", AnswerRequest(ASKED, "acknowledged")),
        ("30h", Pass()),
    )

    assert about(life, f"provider:{ASKED}", f"provider-answer:{ASKED}") == [
        f"02:00:00 obligation-kept provider-answer:{ASKED}"
    ], "three hours are 180 at sixty times"


def test_rule_15_clients_who_really_read_it_wait_by_the_wall_for_the_next():
    life = lived(BOOK, ("1m", done("mend/say")))
    name = "clients@60000"
    life = life.after(
        ("1m", ReportDelivery(name, wall(1), "e-mail")),
        ("2m", SetSpeed(10, 1, wall(2))),
        ("10h", Pass()),
    )

    assert about(life, f"update:{name}") == [
        f"{clock(2 * MINUTE + 19 * 10 * MINUTE)} obligation-broken update:{name}"
    ]


@pytest.mark.parametrize("message", ["call-2", "", "ops/fix/mend/fix#1"])
def test_rule_15_what_started_no_clock_cannot_have_been_delivered(message):
    life = lived(BOOK, ("1m", ReportDelivery(message, wall(1))))

    assert life.lines()[-1] == (
        "00:01:00 move-refused ReportDelivery: "
        f'no clock of a message "{message}" counts'
    )


def test_rule_15_what_is_late_or_jumped_already_keeps_its_clock():
    broken = lived(BOOK, ("11m", ReportDelivery("call-1", wall(11))))
    jumped = lived(
        BOOK, ("1m", Jump(HOUR, wall(1))), ("1h", ReportDelivery("call-1", wall(2)))
    )

    assert "move-refused" in broken.lines()[-1]
    assert "move-refused" in jumped.lines()[-1]
