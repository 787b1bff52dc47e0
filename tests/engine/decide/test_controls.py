"""The director's hand: a jump spares the players, not the world outside."""

from drillkit.engine.commands import Jump, Pass
from tests.engine.semantics.play import HOUR, lived

BOOK = """
phases:
  mend:
    target: 2h
    steps:
      ask: {request: fibre/repair}
    leads-to: {done: over, refused: over}
  over: {final: true}
"""


def test_a_provider_s_promise_goes_on_through_a_jump():
    life = lived(BOOK, ("1m", Jump(HOUR, 1_060_000)), ("4h", Pass()))

    assert [x for x in life.lines("obligation-broken") if "phase" in x] == []
    assert [x for x in life.lines("obligation-broken") if "provider" in x] == [
        "00:15:00 obligation-broken provider-answer:ops/fix/mend/ask#1",
        "03:00:00 obligation-broken provider:ops/fix/mend/ask#1",
    ]
