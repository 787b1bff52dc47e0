"""Amendments and the clocks that run already."""

from drillkit.engine.amendments import PhaseRetimed, StepRetimed
from drillkit.engine.commands import Amend
from tests.engine.semantics.play import HOUR, RUN, done, lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: check}
  check:
    steps: {look: {do: Look, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""


def test_a_target_given_ahead_counts_from_when_its_phase_is_entered():
    life = lived(
        BOOK,
        ("1m", Amend(PhaseRetimed(RUN, "check", HOUR), "late already")),
        ("1m", Amend(StepRetimed(RUN, "check/look", HOUR), "late already")),
        ("5m", done("mend/fix")),
    )
    opened = [x for x in life.lines("obligation-opened") if "/check" in x]

    assert opened == [
        "00:05:00 obligation-opened phase:ops/fix/check#1 due 01:05:00",
        "00:05:00 obligation-opened target:ops/fix/check/look#1 due 01:05:00",
    ]
