"""Whatever is done to a log shows, and mostly what it was."""

import hashlib
import json
from itertools import combinations

import pytest

from drillkit.errors import LogBroken
from drillkit.log.chain import Fault, Verdict, verify
from drillkit.log.export import export_jsonl
from drillkit.log.line import Head, Row, genesis, link
from drillkit.log.memory import MemoryLog
from tests.log.conftest import act

SOURCE = MemoryLog(lambda: 7)
SOURCE.append("d", 0, [act(f"note {number}") for number in range(1, 9)])
ROWS = tuple(SOURCE.rows("d"))


def kept(rows: list[Row]) -> list[Row]:
    """The rows as a store would number them again after they were tampered with."""
    return [row._replace(seq=seq) for seq, row in enumerate(rows, 1)]


def fault(rows: list[Row] | tuple[Row, ...], expected: str = "") -> Fault | None:
    return verify("d", rows, expected).fault


def edited(row: Row) -> Row:
    return row._replace(text=row.text.replace("note", "nota"))


def test_an_untouched_log_is_sound_and_says_its_head() -> None:
    assert verify("d", ROWS) == Verdict("d", Head(8, ROWS[-1].hash))
    assert verify("d", ()) == Verdict("d", genesis("d"))


def test_anybody_can_verify_an_export_with_nothing_but_json_and_sha256() -> None:
    before = hashlib.sha256(b"drillkit log 1\nd").digest()
    for line in export_jsonl(SOURCE, "d"):
        text = line[len('{"entry":') : -len(',"hash":""}') - 64]
        before = hashlib.sha256(before + text.encode()).digest()
        assert json.loads(line)["hash"] == before.hex()


@pytest.mark.parametrize("seq", range(1, 9))
def test_an_edited_entry_is_named(seq: int) -> None:
    rows = list(ROWS)
    rows[seq - 1] = edited(rows[seq - 1])

    assert fault(rows) == Fault(seq, "edited")


@pytest.mark.parametrize("seq", range(1, 9))
def test_an_edited_hash_is_named(seq: int) -> None:
    rows = list(ROWS)
    rows[seq - 1] = rows[seq - 1]._replace(hash="0" * 64)

    assert fault(rows) == Fault(seq, "edited")


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "{}", "\udcff"])
def test_an_entry_that_does_not_read_is_an_edited_one(text: str) -> None:
    assert fault([ROWS[0], ROWS[1]._replace(text=text), *ROWS[2:]]) == Fault(
        2, "edited"
    )


def test_an_entry_edited_together_with_its_hash_breaks_the_next() -> None:
    row = edited(ROWS[3])
    row = row._replace(hash=link(ROWS[2].hash, row.text))

    assert fault([*ROWS[:3], row, *ROWS[4:]]) == Fault(5, "edited")


@pytest.mark.parametrize("again", [False, True], ids=["gap", "numbered-again"])
@pytest.mark.parametrize("seq", range(1, 8))
def test_a_removed_entry_is_named(seq: int, again: bool) -> None:
    rows = [row for row in ROWS if row.seq != seq]

    assert fault(kept(rows) if again else rows) == Fault(seq, "removed", seq)


def test_all_removed_entries_are_named() -> None:
    assert fault(ROWS[:2] + ROWS[5:]) == Fault(3, "removed", 5)


@pytest.mark.parametrize("again", [False, True], ids=["as-lines", "numbered-again"])
@pytest.mark.parametrize(("one", "other"), list(combinations(range(1, 9), 2)))
def test_swapped_entries_are_named_from_the_first(
    one: int, other: int, again: bool
) -> None:
    rows = list(ROWS)
    rows[one - 1], rows[other - 1] = rows[other - 1], rows[one - 1]

    assert fault(kept(rows) if again else rows) == Fault(one, "reordered")


@pytest.mark.parametrize("seq", range(1, 9))
def test_an_entry_put_in_is_named(seq: int) -> None:
    text = ROWS[seq - 1].text.replace("note", "forged")
    forged = Row(seq, text, "0" * 64)

    assert fault(kept([*ROWS[: seq - 1], forged, *ROWS[seq - 1 :]])) == Fault(
        seq, "inserted"
    )


@pytest.mark.parametrize("seq", range(1, 9))
def test_an_entry_put_in_with_a_right_hash_is_named(seq: int) -> None:
    before = ROWS[seq - 2].hash if seq > 1 else genesis("d").hash
    text = ROWS[seq - 1].text.replace("note", "forged")
    forged = Row(seq, text, link(before, text))

    assert fault(kept([*ROWS[: seq - 1], forged, *ROWS[seq - 1 :]])) == Fault(
        seq, "inserted"
    )


def test_an_entry_put_in_twice_is_named() -> None:
    assert fault(kept([*ROWS[:3], ROWS[1], *ROWS[3:]])) == Fault(4, "inserted")


@pytest.mark.parametrize("seq", range(1, 9))
def test_an_entry_said_twice_in_a_row_is_named_the_second_time(seq: int) -> None:
    assert fault([*ROWS[:seq], *ROWS[seq - 1 :]]) == Fault(seq + 1, "inserted")
    assert fault(kept([*ROWS[:seq], ROWS[seq - 1]])) == Fault(seq + 1, "inserted")


def test_entries_of_another_drill_do_not_pass_for_these() -> None:
    assert verify("e", ROWS).fault == Fault(1, "edited")


def test_a_forged_chain_cannot_give_an_entry_another_number() -> None:
    text = ROWS[0].text.replace('"seq":1', '"seq":2')

    row = Row(1, text, link(genesis("d").hash, text))

    assert fault([row]) == Fault(1, "removed", 1)


def test_a_tail_cut_off_shows_against_the_head_that_was_printed() -> None:
    head = ROWS[-1].hash

    assert fault(ROWS[:-1]) is None
    assert fault(ROWS[:-1], head) == Fault(8, "cut")
    assert fault((), head) == Fault(1, "cut")


def test_a_log_that_grew_since_still_holds_the_head_that_was_printed() -> None:
    assert verify("d", ROWS, ROWS[5].hash).expected_at == 6
    assert verify("d", ROWS, ROWS[7].hash).expected_at == 8
    assert verify("d", ROWS, genesis("d").hash).expected_at == 0


def test_a_log_forged_anew_shows_against_the_head_that_was_printed() -> None:
    forger = MemoryLog(lambda: 7)
    forger.append("d", 0, [act(f"nota {number}") for number in range(1, 9)])

    assert fault(tuple(forger.rows("d"))) is None
    assert fault(tuple(forger.rows("d")), ROWS[-1].hash) == Fault(9, "cut")


def test_a_forged_chain_is_not_read_on_from() -> None:
    text = ROWS[0].text.replace('"seq":1', '"seq":2')
    log = MemoryLog(lambda: 7)
    log.adopt("d", [Row(1, text, link(genesis("d").hash, text))])

    with pytest.raises(LogBroken):
        list(log.read("d"))
