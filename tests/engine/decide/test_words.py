"""What people write down is kept as written, a wrong entry beside its correction."""

from drillkit.engine.commands import Correct, EnterDecision, Note, Observe, Rate
from tests.engine.semantics.play import lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""


def test_words_are_kept_as_they_were_written():
    life = lived(
        BOOK,
        ("1m", Note("The bridge is shut", "ops/fix/mend/fix")),
        ("2m", Observe("Nobody asked", "ops", "first-call")),
        ("3m", Rate("first-call", "S", "Late but right", "ops")),
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
