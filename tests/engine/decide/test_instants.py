"""A real event began before anybody wrote: its clocks count from when they are said to.

Story times here are those of the drill; what lies before STARTEX is negative.
"""

from drillkit.engine.commands import AddItem, StateInstant
from drillkit.engine.events import ItemListed
from tests.engine.semantics.play import HOUR, MINUTE, lived

BOOK = """
phases:
  mend:
    steps:
      look: {do: "Look", by: worker}
    leads-to: {done: over}
  over: {final: true}
"""


def test_restoring_counts_from_when_the_event_was_noticed():
    noticed = StateInstant("detected", -20 * MINUTE, "monitoring")
    life = lived(BOOK, ("1m", noticed), mode="live")

    assert life.drill.milestones["detected"] == -20 * MINUTE
    assert life.drill.obligations["restore:company"].due == 4 * HOUR - 20 * MINUTE


def test_a_client_s_clock_counts_from_the_ticket_if_the_contract_says_so():
    noticed = StateInstant("detected", -20 * MINUTE, "monitoring")
    ticket = StateInstant("ticket", -10 * MINUTE, "service desk")
    gold = "gold: {restore-within: 4h"
    company = (gold, f"{gold}, counts-from: ticket")
    line = AddItem(ItemListed("line", "client", client="mine"))
    moves = (("1m", noticed), ("1m", ticket), ("2m", line))
    life = lived(BOOK, *moves, company=company, mode="live")

    assert life.drill.obligations["sla:mine"].due == 4 * HOUR - 10 * MINUTE


def test_the_onset_of_a_real_event_is_what_was_said_last():
    first = StateInstant("onset", -HOUR, "the shift book")
    better = StateInstant("onset", -30 * MINUTE, "the partner's alarm log")
    life = lived(BOOK, ("1m", first), ("2m", better), mode="live")

    assert life.drill.onset == -30 * MINUTE


def test_an_instant_wants_a_source_and_a_real_event_and_lies_in_the_past():
    refusals = {
        "a time wants its source": (-1, "", "live"),
        "nothing is entered before it has happened": (HOUR, "radio", "live"),
        "the scenario says when a drill's event began": (-1, "radio", "drill"),
    }
    for says, (time, source, mode) in refusals.items():
        life = lived(BOOK, ("1m", StateInstant("onset", time, source)), mode=mode)
        [refused] = life.said("move-refused")
        assert refused.why == says
