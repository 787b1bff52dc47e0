"""Order, time, pause, jump, speed, joins, stalls (semantics, rules 11 to 19)."""

import pytest

from drillkit.engine.calendar import from_local
from drillkit.engine.commands import (
    AnswerCall,
    BeginTimeOut,
    Correct,
    DeclareEmergency,
    EndDrill,
    EndEmergency,
    EndTimeOut,
    HoldInject,
    Jump,
    MeetExpectation,
    Move,
    Note,
    Pass,
    Pause,
    ReleaseInject,
    Resume,
    SetSpeed,
    Stall,
)
from drillkit.engine.decide import decide
from tests.engine.semantics.play import (
    CARE,
    HOUR,
    MINUTE,
    RUN,
    Life,
    done,
    lived,
    said_by,
    take,
)

ONE = """
phases:
  mend:
    target: 30m
    steps:
      fix: {do: Fix, by: worker, target: 10m}
      test: {do: Test, by: worker, needs: [], target: 10m}
    after: {1h: over}
    leads-to: {done: over}
  over: {final: true}
"""


def broken(life: Life) -> list[str]:
    return life.lines("obligation-broken")


def test_rule_11_due_and_done_in_the_same_millisecond_is_in_time():
    life = lived(ONE, ("10m", done("mend/fix")), ("11m", Pass()))

    assert broken(life) == [
        "00:10:00 obligation-broken answer:call-1",
        "00:10:00 obligation-broken target:ops/fix/mend/test#1",
    ]


ORDER = """
phases:
  mend:
    steps:
      z-step: {do: Z, by: worker, target: 15m, needs: []}
      a-step: {do: A, by: worker, target: 15m, needs: []}
      far: {travel: port, by: worker, from: base, needs: []}
      say: {update: clients, by: speaker, next: 10m, needs: []}
    after: {20m: idle}
    leads-to: {done: idle}
  idle:
    steps: {sit: {do: Sit, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""


def test_rule_11_one_instant_has_one_order():
    life = lived(
        ORDER,
        ("0m", AnswerCall("call-1")),
        ("0m", take("mend/far")),
        ("10m", done("mend/say")),
        ("20m", Pass()),
        care=ONE.replace("worker", "speaker").replace("1h: over", "20m: over"),
        scenario="""
        injects:
          news: {at: 20m, to: ops, says: News}
        ends: {at-latest: 20m}
        """,
    )
    at_once = [
        x
        for x in life.lines()
        if x.startswith("00:20:00") and "closed" not in x and "call" not in x
    ]

    assert [x for x in broken(life) if x.startswith("00:15")] == [
        "00:15:00 obligation-broken target:ops/fix/mend/z-step#1",
        "00:15:00 obligation-broken target:ops/fix/mend/a-step#1",
    ]
    assert at_once == [
        "00:20:00 step-settled mend/z-step overtaken",
        "00:20:00 step-settled mend/a-step overtaken",
        "00:20:00 step-settled mend/far overtaken",
        "00:20:00 phase-left mend deadline after-1200000 -> idle",
        "00:20:00 phase-entered idle#1",
        "00:20:00 step-opened idle/sit#1",
        "00:20:00 step-settled care/talk/mend/fix overtaken",
        "00:20:00 step-settled care/talk/mend/test overtaken",
        "00:20:00 phase-left care/talk/mend deadline after-1200000 -> over",
        "00:20:00 phase-entered care/talk/over#1",
        "00:20:00 inject-delivered news",
        "00:20:00 obligation-broken update:clients@600000",
        "00:20:00 drill-ended time",
        "00:20:00 scenario-revealed story",
    ]


def test_rule_12_what_was_due_before_is_written_first_and_as_of_when_it_was_due():
    life = lived(ONE, ("45m", Note("who knows")))

    assert life.lines("obligation-broken", "note-written")[-2:] == [
        "00:30:00 obligation-broken phase:ops/fix/mend#1",
        "00:45:00 note-written who knows",
    ]


def test_rule_12_drill_time_never_goes_back():
    life = lived(ONE, ("45m", Note("late")), ("5m", Note("early")))

    assert life.lines("note-written")[-1] == "00:45:00 note-written early"


def test_rule_12_two_seats_write_the_same_deadlines_under_the_same_keys():
    life = lived(ONE)
    early = decide(life.drill, Move(2 * HOUR, Pass()), life.play)
    late = decide(life.drill, Move(3 * HOUR, Pass()), life.play)
    keys = [e.key for e in early if e.key]

    assert keys == [e.key for e in late if e.key]
    assert "after-3600000:ops/fix/mend#1" in keys
    assert "broken:target:ops/fix/mend/fix#1@600000" in keys


def test_rule_13_an_entry_keeps_when_it_really_happened_and_state_moves_as_recorded():
    life = lived(ONE, said_by("worker", "20m", done("mend/fix"), happened=8 * MINUTE))
    settled = next(
        e for e in life.entries if "settled" in type(e.event).__name__.lower()
    )

    assert (settled.at, settled.origin.happened) == (20 * MINUTE, 8 * MINUTE)
    assert "00:10:00 obligation-broken target:ops/fix/mend/fix#1" in broken(life)
    assert life.drill.runs[RUN].steps["mend/fix"].settled_at == 20 * MINUTE


def test_rule_13_nothing_is_entered_before_it_has_happened():
    life = lived(ONE, said_by("worker", "20m", done("mend/fix"), happened=21 * MINUTE))

    assert life.lines()[-1] == (
        "00:20:00 move-refused SettleStep: nothing is entered before it has happened"
    )


def test_rule_13_a_correction_is_an_entry_of_its_own_with_a_reason():
    life = lived(ONE, ("5m", Correct(3, "a typo", "six")), ("6m", Correct(3, "")))

    assert life.lines("corrected", "move-refused") == [
        "00:05:00 corrected 3 a typo six False",
        "00:06:00 move-refused Correct: a correction wants a reason",
    ]


def test_rule_14_story_time_starts_where_the_scenario_says_in_the_company_s_zone():
    life = lived(ONE, scenario="onset: 2026-11-24T08:30")

    assert life.drill.starts_ms == from_local("Europe/Moscow", "2026-11-24T09:00")
    assert life.drill.onset == -30 * MINUTE


def test_rule_15_while_drill_time_stands_nothing_is_due_and_nothing_is_done():
    life = lived(
        ONE,
        ("5m", Pause(2_000_000)),
        ("40m", Pass()),
        ("41m", done("mend/fix")),
        ("42m", AnswerCall("call-1")),
        ("43m", Pause(2_000_000)),
        ("5m", Resume(9_000_000)),
        ("6m", Resume(9_000_000)),
        ("12m", Pass()),
    )

    assert [x for x in life.lines() if x > "00:05"] == [
        "00:05:00 paused 2000000",
        "00:05:00 move-refused SettleStep: drill time stands; nothing is done until "
        "it goes on",
        "00:05:00 call-answered call-1 received",
        "00:05:00 obligation-kept answer:call-1",
        "00:05:00 milestone-reached ops/fix: acknowledged",
        "00:05:00 milestone-reached company: acknowledged",
        "00:05:00 move-refused Pause: drill time stands already",
        "00:05:00 resumed 9000000",
        "00:06:00 move-refused Resume: drill time is not paused",
        "00:10:00 obligation-broken target:ops/fix/mend/fix#1",
        "00:10:00 obligation-broken target:ops/fix/mend/test#1",
    ]


@pytest.mark.parametrize("act", [Pause(0), SetSpeed(2, 1, 0), Jump(HOUR, 0)])
def test_rule_15_a_live_event_cannot_be_paused_hurried_or_skipped(act):
    life = lived(ONE, ("5m", act), mode="live")

    assert life.lines()[-1].endswith(
        "a real event cannot be paused, hurried or skipped"
    )


def test_rule_15_a_time_out_is_deducted_from_the_department_s_own_figures_only():
    life = lived(
        ONE,
        ("5m", BeginTimeOut("ops")),
        ("6m", BeginTimeOut("ops")),
        ("7m", done("mend/test")),
        ("25m", EndTimeOut("ops")),
        ("26m", EndTimeOut("ops")),
        ("81m", Pass()),
        care=ONE.replace("worker", "speaker"),
    )
    fix = [x for x in life.lines() if "target:ops/fix/mend/fix" in x]

    assert fix == [
        "00:00:00 obligation-opened target:ops/fix/mend/fix#1 due 00:10:00",
        "00:05:00 obligation-moved target:ops/fix/mend/fix#1 time-out due stands",
        "00:25:00 obligation-moved target:ops/fix/mend/fix#1 time-out due 00:30:00",
        "00:30:00 obligation-broken target:ops/fix/mend/fix#1",
        "01:20:00 obligation-closed target:ops/fix/mend/fix#1 overtaken",
    ]
    assert "00:10:00 obligation-broken target:care/talk/mend/fix#1" in broken(life)
    assert life.lines("phase-left")[0].startswith("01:00:00 phase-left care/talk/mend")
    assert len(life.lines("move-refused")) == 2


def test_rule_15_what_opens_in_a_time_out_stands_with_the_rest():
    book = ONE.replace("needs: [], ", "")
    life = lived(
        book,
        ("5m", BeginTimeOut("ops")),
        ("7m", done("mend/fix")),
        ("25m", EndTimeOut("ops")),
    )

    assert [x for x in life.lines() if "mend/test#1 " in x] == [
        "00:07:00 obligation-opened target:ops/fix/mend/test#1 due 00:17:00",
        "00:07:00 obligation-moved target:ops/fix/mend/test#1 time-out due stands",
        "00:25:00 obligation-moved target:ops/fix/mend/test#1 time-out due 00:35:00",
    ]


def test_a_real_emergency_stops_clocks_and_exercise_messages():
    life = lived(
        ONE,
        ("5m", DeclareEmergency(2_000_000, "fire")),
        ("6m", DeclareEmergency(2_000_000)),
        ("20m", ReleaseInject("more")),
        ("30m", done("mend/fix")),
        ("5m", EndEmergency(9_000_000)),
        ("6m", EndEmergency(9_000_000)),
        ("12m", Pass()),
        scenario="injects: {more: {at: 11m, to: ops, says: More}}",
    )

    assert [x for x in life.lines() if x > "00:05"] == [
        "00:05:00 emergency-declared 2000000 fire",
        "00:05:00 move-refused DeclareEmergency: this is the real event already",
        "00:05:00 move-refused ReleaseInject: exercise messages stand while there is "
        "a real emergency",
        "00:05:00 move-refused SettleStep: drill time stands; nothing is done until "
        "it goes on",
        "00:05:00 emergency-ended 9000000",
        "00:06:00 move-refused EndEmergency: there is no real emergency now",
        "00:10:00 obligation-broken answer:call-1",
        "00:10:00 call-made call-2 boss no-answer deputy for worker",
        "00:10:00 obligation-opened answer:call-2 due 00:20:00",
        "00:10:00 obligation-broken target:ops/fix/mend/fix#1",
        "00:10:00 obligation-broken target:ops/fix/mend/test#1",
        "00:11:00 inject-delivered more",
    ]


def test_after_a_real_emergency_a_drill_that_was_paused_is_paused_again():
    life = lived(
        ONE,
        ("5m", Pause(1_000_000)),
        ("5m", DeclareEmergency(2_000_000)),
        ("5m", EndEmergency(3_000_000)),
        ("6m", done("mend/fix")),
    )

    assert life.drill.status == "paused"
    assert life.drill.clock.paused
    assert "move-refused SettleStep" in life.lines()[-1]


STORY = """
injects:
  first: {at: 10m, to: ops, says: One, expects: {do: Look, within: 5m}}
  held: {at: 12m, to: ops, says: Two}
  hint: {if-missed: first, says: Three}
"""


def test_rule_16_a_jump_brings_deadlines_and_injects_and_breaks_no_promise():
    life = lived(
        ONE,
        ("1m", HoldInject("held")),
        ("5m", Jump(70 * MINUTE, 2_000_000)),
        ("69m", Note("after it")),
        scenario=STORY,
    )
    rest = [
        x
        for x in life.lines()
        if x > "00:05" and "jumped due" not in x and "closed" not in x
    ]

    assert rest == [
        "00:05:00 jumped 4200000 2000000",
        "00:10:00 inject-delivered first",
        "00:10:00 obligation-opened expected:first#1 due 00:15:00",
        "01:00:00 step-settled mend/fix overtaken",
        "01:00:00 step-settled mend/test overtaken",
        "01:00:00 phase-left mend deadline after-3600000 -> over",
        "01:00:00 phase-entered over#1",
        "01:00:00 drill-ended normal",
        "01:00:00 scenario-revealed story",
        "01:00:00 note-written after it",
    ]
    assert broken(life) == []
    assert (
        "00:10:00 obligation-moved expected:first#1 jumped due stands" in life.lines()
    )


def test_rule_16_a_jumped_promise_is_shown_and_never_breaks():
    life = lived(ONE, ("5m", Jump(6 * MINUTE, 2_000_000)), ("59m", Pass()))

    assert broken(life) == []
    assert life.drill.obligations["target:ops/fix/mend/fix#1"].jumped


def test_rule_16_a_jump_goes_forward():
    life = lived(ONE, ("5m", Jump(5 * MINUTE, 2_000_000)))

    assert life.lines()[-1] == (
        "00:05:00 move-refused Jump: a jump goes forward, and only while drill time "
        "runs"
    )


@pytest.mark.parametrize(("over", "under"), [(1, 4), (60, 1), (1, 1), (3, 2)])
def test_rule_17_speed_goes_from_a_quarter_to_sixty(over, under):
    life = lived(ONE, ("5m", SetSpeed(over, under, 2_000_000)))

    assert life.drill.clock.speed.numerator == over


@pytest.mark.parametrize(("over", "under"), [(1, 5), (61, 1), (0, 1), (1, 0), (-1, -1)])
def test_rule_17_no_other_speed_is_offered(over, under):
    life = lived(ONE, ("5m", SetSpeed(over, under, 2_000_000)))

    assert life.lines()[-1].endswith("speed goes from x0.25 to x60")


ANY = """
phases:
  mend:
    lanes:
      first:
        phases:
          a: {steps: {wait: {await: care/calm}}, leads-to: {done: b}}
          b: {final: true, reaches: first-way}
      second:
        phases:
          c:
            steps:
              wait: {await: care/calm}
              do: {do: More, by: worker, target: 1h, needs: []}
            reaches: half
            after: {3h: d}
            leads-to: {done: d}
          d: {final: true, reaches: second-way}
    join: any
    leads-to: {done: rest}
  rest:
    steps: {sit: {do: Sit, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
CALM = """
phases:
  talk:
    steps: {soothe: {do: Soothe, by: speaker}}
    reaches: calm
    leads-to: {done: rest}
  rest: {final: true}
"""


def test_rule_18_the_first_lane_in_its_final_wins_and_a_tie_goes_by_the_document():
    life = lived(
        ANY,
        ("4m", done("mend/second/c/do")),
        ("5m", done("talk/soothe", run=CARE)),
        care=CALM,
    )

    assert [
        x
        for x in life.lines("milestone-reached", "phase-left", "step-settled")
        if x > "00:05" and "ops" in x or "mend" in x
    ][1:] == [
        "00:05:00 step-settled mend/first/a/wait done",
        "00:05:00 phase-left mend/first/a done done -> mend/first/b",
        "00:05:00 milestone-reached ops/fix: first-way",
        "00:05:00 step-settled mend/second/c/wait overtaken",
        "00:05:00 phase-left mend/second/c overtaken",
        "00:05:00 phase-left mend/first/b overtaken",
        "00:05:00 phase-left mend done done -> rest",
    ]


def test_rule_19_a_stall_names_what_is_waited_for():
    book = """
    phases:
      hear:
        steps: {wait: {await: care/calm}}
        leads-to: {done: over}
      over: {final: true}
    """
    life = lived(
        book,
        ("5m", Stall()),
        care=CALM,
        scenario="runs: [ops/fix, {runbook: care/talk, begins: {await: ops/never}}]",
    )

    assert life.lines("drill-stalled", "drill-ended") == [
        "00:05:00 drill-stalled ops/fix/hear/wait, care/talk: ops/never",
        "00:05:00 drill-ended stalled",
    ]


def test_rule_19_nothing_stalls_while_something_is_due_that_can_move_it():
    life = lived(ONE, ("5m", Stall()))

    assert life.lines()[-1] == (
        "00:05:00 move-refused Stall: something is still due that can move it"
    )


def test_an_expectation_is_met_late_or_in_time_and_its_contingency_comes_if_missed():
    met = lived(ONE, ("12m", MeetExpectation("first", 1)), scenario=STORY)
    missed = lived(ONE, ("16m", MeetExpectation("first", 1)), scenario=STORY)

    assert met.after(("20m", Pass())).lines("inject-delivered") == [
        "00:10:00 inject-delivered first",
        "00:12:00 inject-delivered held",
    ]
    assert missed.lines(
        "inject-delivered", "expectation-missed", "expectation-met"
    ) == [
        "00:10:00 inject-delivered first",
        "00:12:00 inject-delivered held",
        "00:15:00 expectation-missed first 1",
        "00:15:00 inject-delivered hint",
        "00:16:00 expectation-met first 1",
    ]


def test_an_end_by_the_director_is_an_end_of_its_own():
    life = lived(ONE, ("5m", EndDrill()), ("6m", Pass()))

    assert life.lines()[-2] == "00:05:00 drill-ended director"
