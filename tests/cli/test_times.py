"""One way to write times: since STARTEX, or with @ of the story's clock."""

from functools import cache

import pytest

from drillkit.cli.times import drill_ms
from drillkit.errors import Misuse
from drillkit.review.books import record_of
from drillkit.review.record import Record
from tests.conduct.small import SCENARIO, played, small_plan, texts

MINUTE = 60_000


@cache
def record(starts: str = "2026-11-24T09:00") -> Record:
    """A drill of nearly four hours."""
    scenario = SCENARIO.replace("2026-11-24T09:00", starts)
    return record_of(played(small_plan(texts(scenario=scenario)))[1])


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("90m", 90),
        ("1h30m", 90),
        ("1:30", 90),
        ("1:30:00", 90),
        ("1d", 24 * 60),
        ("120s", 2),
        ("@10:30", 90),
        ("@10:30:00", 90),
        ("@2026-11-24T10:30", 90),
        ("@2026-11-24 10:30", 90),
        ("@09:00", 0),
        ("@08:59", 24 * 60 - 1),
        ("@2026-11-25T09:00", 24 * 60),
    ],
)
def test_a_time_counts_from_startex_unless_it_is_the_storys(
    said: str, minutes: int
) -> None:
    assert drill_ms(said, record()) == minutes * MINUTE


@pytest.mark.parametrize(
    ("said", "says", "way_out"),
    [
        (
            "10:30",
            '"10:30" since STARTEX is after the last entry',
            "write 10h30m since STARTEX, or @10:30 of the story's clock",
        ),
        ("noon", '"noon" is not a time', "write 1:30 or 90m since STARTEX, or @10:30"),
        ("", '"" is not a time', "write 1:30 or 90m"),
        ("@2026-02-30T10:30", 'there is no date "2026-02-30"', ""),
        ("@2026-11-23T10:30", '"@2026-11-23T10:30" is before STARTEX', ""),
    ],
)
def test_what_cannot_be_meant_is_refused_with_both_spellings(
    said: str, says: str, way_out: str
) -> None:
    with pytest.raises(Misuse) as refused:
        drill_ms(said, record())

    assert str(refused.value) == says
    assert refused.value.word_way_out(str).startswith(way_out)


def test_what_could_be_either_is_refused() -> None:
    at_one = record("2026-11-24T01:00")

    with pytest.raises(Misuse, match="and also one of the story's clock") as refused:
        drill_ms("1:30", at_one)
    assert refused.value.word_way_out(str) == (
        "write 1h30m since STARTEX, or @1:30 of the story's clock"
    )
    assert drill_ms("1h30m", at_one) == 90 * MINUTE
    assert drill_ms("@1:30", at_one) == 30 * MINUTE
