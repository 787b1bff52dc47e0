"""Calls and updates: who has answered, and what one word keeps."""

from drillkit.engine.commands import AnswerCall, CallOut, Pass, SendUpdate, Tell
from tests.engine.semantics.play import MINUTE, RUN, done, lived

BOOK = """
phases:
  mend:
    steps:
      fix: {do: Fix, by: worker, reaches: declared}
      say: {do: Say, by: worker}
      rest: {do: Rest, by: worker, reaches: normal}
      last: {do: Last, by: worker}
    leads-to: {done: over}
  over: {final: true}
"""


def test_who_answers_the_alarm_answers_for_nobody_called_otherwise():
    life = lived(
        BOOK,
        ("1m", CallOut(RUN, "chief")),
        ("2m", AnswerCall("call-1", "took-charge")),
    )

    assert life.lines("obligation-kept") == ["00:02:00 obligation-kept answer:call-1"]
    assert "answer:call-2" in life.drill.obligations


def test_an_update_is_no_first_word_to_an_audience_of_roles():
    life = lived(
        BOOK,
        ("1m", done("mend/fix")),
        ("2m", SendUpdate("board")),
        ("3m", Tell("board")),
        ("4m", AnswerCall("call-2")),
        ("5m", AnswerCall("call-3")),
    )

    assert [x for x in life.lines("obligation-kept") if "tell" in x] == [
        "00:05:00 obligation-kept tell:board"
    ]


def test_who_is_promised_no_next_word_is_owed_none():
    life = lived(
        BOOK,
        ("1m", done("mend/fix")),
        ("2m", SendUpdate("board")),
        ("3m", SendUpdate("board", next_in=7 * MINUTE)),
        ("20m", Pass()),
    )
    about = [x for x in life.lines("obligation-opened") if " update:board" in x]

    assert life.lines("update-sent") == [
        "00:02:00 update-sent board next never",
        "00:03:00 update-sent board next 00:10:00",
    ]
    assert about == [
        "00:03:00 obligation-opened update:board@180000 due 00:10:00",
    ]


def test_nobody_waits_for_the_next_word_once_all_is_normal():
    life = lived(
        BOOK,
        ("1m", done("mend/fix")),
        ("2m", SendUpdate("clients")),
        ("3m", done("mend/say")),
        ("4m", done("mend/rest")),
        ("5m", SendUpdate("clients")),
    )

    assert "00:04:00 obligation-closed update:clients@120000 withdrawn" in life.lines()
    assert life.lines()[-1] == "00:05:00 update-sent clients next never"
