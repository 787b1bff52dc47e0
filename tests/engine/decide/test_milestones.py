"""The affected table: what is expected of an item, and what it has reached."""

from drillkit.engine.commands import EstimateItem, MarkItem
from tests.engine.semantics.play import HOUR, lived

BOOK = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
TABLE = "affected: {north: {kind: site, client: mine}}"


def test_the_last_estimate_of_an_item_counts_and_may_be_taken_back():
    first = lived(
        BOOK,
        ("1m", EstimateItem("north", 2 * HOUR, "fibre")),
        ("2m", EstimateItem("north", 3 * HOUR, "fibre")),
        scenario=TABLE,
    )

    assert first.drill.items["north"].estimate == 3 * HOUR
    later = first.after(("3m", EstimateItem("north", None)))
    assert later.drill.items["north"].estimate is None


def test_nothing_is_expected_of_an_item_nobody_listed():
    life = lived(BOOK, ("1m", EstimateItem("south", 2 * HOUR)), scenario=TABLE)

    assert life.lines()[-1].endswith('no item is called "south"')


def test_an_estimate_is_not_a_restoration():
    life = lived(
        BOOK,
        ("1m", EstimateItem("north", 2 * HOUR)),
        ("2m", MarkItem("north", "workaround")),
        scenario=TABLE,
    )

    assert life.drill.items["north"].marks == {"workaround": 120_000}
