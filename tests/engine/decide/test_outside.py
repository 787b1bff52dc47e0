"""Providers: what they answer is taken down, for a request that is open."""

from drillkit.engine.commands import AnswerRequest, Pass
from tests.engine.semantics.play import lived

BOOK = """
phases:
  mend:
    steps:
      ask: {request: fibre/repair}
      stay: {do: Stay, by: worker, needs: []}
    leads-to: {done: over, refused: over}
  over: {final: true}
"""
REQUEST = "ops/fix/mend/ask#1"


def test_a_provider_that_has_acknowledged_still_owes_the_work():
    life = lived(BOOK, ("5m", AnswerRequest(REQUEST, "acknowledged")), ("4h", Pass()))
    about = [x for x in life.lines() if " provider" in x and "obligation" in x]

    assert about == [
        f"00:00:00 obligation-opened provider:{REQUEST} due 03:00:00",
        f"00:00:00 obligation-opened provider-answer:{REQUEST} due 00:15:00",
        f"00:05:00 obligation-kept provider-answer:{REQUEST}",
        f"03:00:00 obligation-broken provider:{REQUEST}",
    ]


def test_an_answer_to_a_request_nobody_made_is_refused():
    life = lived(
        BOOK,
        ("5m", AnswerRequest(REQUEST, "done")),
        ("6m", AnswerRequest(REQUEST, "done")),
    )

    assert life.lines("move-refused") == [
        f"00:06:00 move-refused AnswerRequest: no request {REQUEST} is open"
    ]
