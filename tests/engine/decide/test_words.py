"""What people write down is kept as written, a wrong entry beside its correction."""

from dataclasses import replace

from drillkit.engine.commands import (
    Correct,
    EndDrill,
    EnterDecision,
    GiveFeedback,
    Move,
    Note,
    Observe,
    Rate,
    WriteHotWash,
)
from drillkit.engine.decide import decide
from drillkit.engine.entry import Origin
from tests.engine.semantics.play import lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""


OBJECTIVE = "objectives: {first-call: {title: Call, capability: notification}}"


def test_only_an_objective_of_the_scenario_is_rated():
    life = lived(
        BOOK, ("1m", Rate("last-call", "S")), ("2m", Rate("", "S")), scenario=OBJECTIVE
    )

    assert life.lines()[-2:] == [
        '00:01:00 move-refused Rate: no objective is called "last-call"',
        '00:02:00 move-refused Rate: no objective is called ""',
    ]


def test_who_does_not_know_the_scenario_takes_the_evaluators_word():
    life = lived(BOOK)
    stranger = replace(life, play=replace(life.play, story=None))

    assert stranger.after(("1m", Rate("first-call", "S"))).lines()[-1] == (
        "00:01:00 rated first-call S"
    )


def test_only_an_entry_that_the_log_has_is_corrected():
    life = lived(BOOK)
    last = len(life.entries)
    life = life.after(
        ("1m", Correct(last + 1, "typo")),
        ("2m", Correct(0, "typo")),
        ("3m", Correct(last + 2, "typo")),
    )

    assert life.drill.entries == len(life.entries)
    assert life.lines()[last:] == [
        f"00:01:00 move-refused Correct: the log has no entry {last + 1}",
        "00:02:00 move-refused Correct: the log has no entry 0",
        f"00:03:00 corrected {last + 2} typo False",
    ]


def test_words_are_kept_as_they_were_written():
    life = lived(
        BOOK,
        ("1m", Note("The bridge is shut", "ops/fix/mend/fix")),
        ("2m", Observe("Nobody asked", "ops", "first-call")),
        ("3m", Rate("first-call", "S", "Late but right", "ops")),
        scenario=OBJECTIVE,
    )

    assert life.lines()[-3:] == [
        "00:01:00 note-written The bridge is shut ops/fix/mend/fix",
        "00:02:00 observed Nobody asked ops first-call",
        "00:03:00 rated first-call S Late but right ops",
    ]


def test_a_decision_says_what_and_by_whom():
    life = lived(
        BOOK,
        ("1m", EnterDecision("Divert", "Anna", "It is shorter", "Wait")),
        ("2m", EnterDecision("Divert", "", "It is shorter")),
        ("3m", EnterDecision("", "Anna", "It is shorter")),
    )

    why = "move-refused EnterDecision: a decision says what, and by whom by name"

    assert life.lines()[-3:] == [
        "00:01:00 decision-taken Divert Anna It is shorter Wait",
        f"00:02:00 {why}",
        f"00:03:00 {why}",
    ]


def test_a_correction_says_why():
    life = lived(
        BOOK, ("1m", Correct(3, "", "at 9")), ("2m", Correct(3, "typo", "at 9"))
    )

    assert life.lines()[-2:] == [
        "00:01:00 move-refused Correct: a correction wants a reason",
        "00:02:00 corrected 3 typo at 9 False",
    ]


def test_each_point_of_the_hot_wash_is_an_entry_of_its_own_during_and_after():
    life = lived(
        BOOK,
        ("1m", WriteHotWash("ops", "well", "The lists were right")),
        ("2m", EndDrill()),
        ("3m", WriteHotWash("ops", "improve", "Two keys only", "boss")),
        ("4m", WriteHotWash("care", "idea", "Ring twice")),
    )

    assert life.lines("hot-wash-noted") == [
        "00:01:00 hot-wash-noted ops well The lists were right",
        "00:02:00 hot-wash-noted ops improve Two keys only boss",
        "00:02:00 hot-wash-noted care idea Ring twice",
    ]


def test_a_point_of_the_hot_wash_has_words_and_a_department_of_the_company():
    life = lived(
        BOOK,
        ("1m", WriteHotWash("ops", "well", "")),
        ("2m", WriteHotWash("nowhere", "well", "Calm")),
        ("3m", WriteHotWash("", "well", "Calm")),
    )

    assert life.lines("move-refused") == [
        "00:01:00 move-refused WriteHotWash: a point of the hot wash wants words",
        '00:02:00 move-refused WriteHotWash: no department is called "nowhere"',
        '00:03:00 move-refused WriteHotWash: no department is called ""',
    ]


def test_feedback_is_given_after_the_end_and_from_one_to_five():
    life = lived(
        BOOK,
        ("1m", GiveFeedback({"prepared": 4})),
        ("2m", EndDrill()),
        ("3m", GiveFeedback({"prepared": 4, "people": 1}, "More of it", "boss")),
        ("4m", GiveFeedback({}, "Words alone")),
        ("5m", GiveFeedback({})),
        ("6m", GiveFeedback({"prepared": 0})),
        ("7m", GiveFeedback({"prepared": 6})),
        ("8m", GiveFeedback({"catering": 5})),
    )
    given = life.said("feedback-given")
    why = "move-refused GiveFeedback: answers go from 1 to 5, to what the form asks"

    assert life.lines("move-refused") == [
        "00:01:00 move-refused GiveFeedback: feedback is asked for after the end",
        "00:02:00 move-refused GiveFeedback: the form is empty",
        *[f"00:02:00 {why}"] * 3,
    ]
    assert [(dict(x.answers), x.text, x.role) for x in given] == [
        ({"prepared": 4, "people": 1}, "More of it", "boss"),
        ({}, "Words alone", ""),
    ]


def test_an_anonymous_form_says_nobody_s_name_and_is_kept_once():
    life = lived(BOOK, ("1m", EndDrill()))
    turns = [
        decide(life.drill, Move(0, act, Origin("boss"), "k1"), life.play)
        for act in (GiveFeedback({"people": 5}), GiveFeedback({}, "Mine", "boss"))
    ]
    entries = [turn[0] for turn in turns]

    assert [entry.origin for entry in entries] == [None, Origin("boss")]
    assert [entry.key for entry in entries] == ["k1", "k1"]
