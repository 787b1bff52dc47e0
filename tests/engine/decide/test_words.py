"""What people write down is kept as written, a wrong entry beside its correction."""

from dataclasses import replace

from drillkit.engine.commands import Correct, EnterDecision, Note, Observe, Rate
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
