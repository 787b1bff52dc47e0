"""Injects and what they ask for: each is news once, and only when it may be."""

from dataclasses import replace
from textwrap import dedent

from drillkit.engine.commands import (
    DeclareEmergency,
    EditInject,
    EndEmergency,
    HoldInject,
    MeetExpectation,
    Pass,
    ReleaseInject,
    ReportSpoken,
    SkipInject,
    TriggerInject,
)
from tests.engine.semantics.play import MINUTE, PASS, Life, done, lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
STORY = """
injects:
  alarm: {at: 10m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
  hint: {if-missed: alarm, to: ops, says: Look there}
"""


def test_what_nobody_did_in_time_brings_its_contingency():
    life = lived(BOOK, ("20m", Pass()), scenario=STORY)

    assert life.lines("expectation-missed", "inject-delivered") == [
        "00:10:00 inject-delivered alarm",
        "00:15:00 expectation-missed alarm 1",
        "00:15:00 inject-delivered hint",
    ]


def test_what_was_done_in_time_brings_none_and_is_done_once():
    life = lived(
        BOOK,
        ("12m", MeetExpectation("alarm", 1)),
        ("13m", MeetExpectation("alarm", 1)),
        ("20m", Pass()),
        scenario=STORY,
    )

    assert life.lines("inject-delivered") == ["00:10:00 inject-delivered alarm"]
    assert life.lines("move-refused") == [
        '00:13:00 move-refused MeetExpectation: nothing is expected after "alarm"'
    ]


def test_what_was_heard_is_written_once_the_inject_has_come():
    life = lived(
        BOOK,
        ("9m", ReportSpoken("alarm", "the shift", "They come")),
        ("11m", ReportSpoken("alarm", "the shift", "", answered=False)),
        ("12m", ReportSpoken("alarm", "the shift", "")),
        ("13m", ReportSpoken("alarm", "the shift", "They come")),
        scenario=STORY,
    )

    assert life.lines("inject-spoken", "move-refused") == [
        "00:09:00 move-refused ReportSpoken: no inject of this name has come",
        "00:11:00 inject-spoken alarm the shift False",
        "00:12:00 move-refused ReportSpoken: say what was heard, or that nobody"
        " answered",
        "00:13:00 inject-spoken alarm the shift They come True",
    ]


def test_a_contingency_that_was_held_is_news_only_when_it_is_needed():
    life = lived(
        BOOK,
        ("1m", HoldInject("hint")),
        ("2m", ReleaseInject("hint")),
        ("20m", Pass()),
        scenario=STORY,
    )

    assert life.lines("inject-delivered")[-1] == "00:15:00 inject-delivered hint"


def test_an_inject_released_before_its_time_comes_at_its_time():
    life = lived(
        BOOK,
        ("1m", HoldInject("alarm")),
        ("2m", ReleaseInject("alarm")),
        ("20m", Pass()),
        scenario=STORY,
    )

    assert life.lines("inject-delivered")[0] == "00:10:00 inject-delivered alarm"


def test_nothing_can_be_done_with_an_inject_that_has_been_delivered():
    why = '"alarm" was delivered already'
    life = lived(
        BOOK,
        ("11m", HoldInject("alarm")),
        ("11m", SkipInject("alarm")),
        ("11m", EditInject("alarm", due=30 * MINUTE)),
        scenario=STORY,
    )

    assert life.lines("move-refused") == [
        f"00:11:00 move-refused {act}: {why}"
        for act in ("HoldInject", "SkipInject", "EditInject")
    ]


def test_no_exercise_message_goes_out_while_there_is_a_real_emergency():
    life = lived(
        BOOK,
        ("1m", DeclareEmergency(1_060_000)),
        ("1m", TriggerInject("alarm")),
        ("1m", EndEmergency(1_070_000)),
        ("2m", TriggerInject("alarm")),
        scenario=STORY,
    )

    assert life.lines("move-refused", "inject-delivered") == [
        "00:01:00 move-refused TriggerInject: exercise messages stand while there is "
        "a real emergency",
        "00:02:00 inject-delivered alarm",
    ]


LONGER = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: look}
  look:
    steps: {see: {do: See, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
WAITING = """
injects:
  alarm: {at: 10m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
  second: {when: ops/fix/look, to: ops, says: Look now}
  hint: {if-missed: alarm, to: ops, says: Look there}
  first: {when: ops/fix/mend, to: ops, says: It begins}
"""


def seen(life: Life, *, knows: bool) -> Life:
    """The same drill at a seat that knows the story, or at one that does not."""
    story = lived(LONGER, scenario=WAITING).play.story
    play = replace(life.play, story=story if knows else None)
    return Life(play, life.entries, life.drill)


def test_what_others_moves_made_news_comes_once_and_as_soon_as_somebody_knows():
    life = lived(LONGER, ("11m", PASS), scenario=WAITING)
    moved = seen(life, knows=False).after(("15m", PASS), ("15m", done("mend/fix")))
    assert moved.lines("expectation-missed") == ["00:15:00 expectation-missed alarm 1"]
    knowing = seen(moved, knows=True).after(("30m", PASS), ("40m", PASS))

    assert knowing.lines("inject-delivered") == [
        "00:00:00 inject-delivered first",
        "00:10:00 inject-delivered alarm",
        "00:15:00 inject-delivered second",
        "00:15:00 inject-delivered hint",
    ]


def test_an_inject_that_was_given_a_time_comes_then_and_not_by_what_happens():
    life = lived(
        BOOK,
        ("1m", EditInject("hint", due=30 * MINUTE)),
        ("40m", PASS),
        scenario=WAITING,
    )

    assert life.lines("inject-delivered")[-1] == "00:30:00 inject-delivered hint"


def test_what_waits_for_a_phase_of_a_run_may_name_the_run_or_its_runbook():
    runs = "runs: {one: ops/fix, two: ops/fix}"
    story = """
        injects:
          by-run: {when: two/mend, to: ops, says: Two}
          by-runbook: {when: ops/fix/mend, to: ops, says: Either}
    """
    life = lived(BOOK, scenario=f"{runs}\n{dedent(story)}")

    assert life.lines("inject-delivered") == [
        "00:00:00 inject-delivered by-run",
        "00:00:00 inject-delivered by-runbook",
    ]
