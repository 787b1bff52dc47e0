"""Every single thing that can be done to a log of 1,000 entries is found."""

import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pytest

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import NoteWritten, Paused
from drillkit.log import sqlite
from drillkit.log.chain import Fault, follows, verify
from drillkit.log.line import Head, Row, genesis, link
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import SCRIBE, passed
from tests.tally import Tried

MANY = 1_000


@cache
def rows() -> tuple[Row, ...]:
    log = MemoryLog(lambda: 7)
    for number in range(MANY // 4):
        said = [
            Entry(number, NoteWritten(f"note {number}"), SCRIBE, f"key {number}"),
            passed(f"promise {number}"),
            Entry(number, Paused(5, "rest"), Origin("director"), ""),
            Entry(number, NoteWritten("the same"), SCRIBE, ""),
        ]
        log.append("d", 4 * number, said)
    return tuple(log.rows("d"))


def head_of(seq: int) -> Head:
    return Head(seq, rows()[seq - 1].hash) if seq > 0 else genesis("d")


def found(changed: list[Row], start: int, expected: str = "") -> Fault | None:
    """The fault in a log, of which all before *start* is untouched.

    What is untouched was verified once; a verdict needs the two entries before.
    """
    return verify("d", changed, expected, after=head_of(start)).fault


def window(seq: int) -> tuple[int, list[Row], list[Row]]:
    """Where to begin, some entries before the one with a number, and some behind."""
    start = max(0, seq - 3)
    return start, list(rows()[start : seq - 1]), list(rows()[seq : seq + 4])


def edits(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed, for each thing in it."""
    match value:
        case dict():
            for name, part in value.items():
                yield {one: value[one] for one in value if one != name}
                for edit in edits(part):
                    yield value | {name: edit}
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}x"
        case None:
            yield "x"
        case list():
            yield [*value, 0]


def edited_texts(text: str) -> Iterator[str]:
    for edit in edits(json.loads(text)):
        yield json.dumps(edit, ensure_ascii=False, separators=(",", ":"))
    # The same in meaning, and yet not what was written.
    yield text.replace('","', '", "', 1)
    yield json.dumps(json.loads(text)).replace(", ", ",", 1)


PAIRS = MANY * (MANY - 1) // 2


def test_the_log_that_is_tampered_with_is_sound() -> None:
    assert len(rows()) == MANY
    assert verify("d", rows()).fault is None


@pytest.mark.tally
def test_every_edited_field_of_every_entry_is_found(tried: Tried) -> None:
    edits = 0
    for row in rows():
        start, before, behind = window(row.seq)
        for text in edited_texts(row.text):
            edits += 1
            fault = found([*before, row._replace(text=text), *behind], start)
            assert fault is not None, text
            assert fault.seq == row.seq, text

    assert edits > 20 * MANY
    tried("edited fields of a log of 1,000 entries", edits)


def test_every_entry_edited_together_with_its_hash_is_found() -> None:
    """It breaks the next; the last one breaks the head that was printed."""
    printed = rows()[-1].hash
    for row in rows():
        start, before, behind = window(row.seq)
        text = row.text.replace('"at":', '"at":1', 1)
        forged = Row(row.seq, text, link(head_of(row.seq - 1).hash, text))
        tail = behind if row.seq < MANY else []

        fault = found([*before, forged, *tail], start, printed if not tail else "")

        expected = Fault(row.seq + 1, "edited" if tail else "cut")
        assert fault == expected


def test_every_edited_hash_is_found() -> None:
    for row in rows():
        start, before, behind = window(row.seq)
        digit = "0" if row.hash[0] != "0" else "1"
        forged = row._replace(hash=digit + row.hash[1:])

        assert found([*before, forged, *behind], start) == Fault(row.seq, "edited")


@pytest.mark.tally
@pytest.mark.parametrize("again", [False, True], ids=["gap", "numbered-again"])
def test_every_removed_entry_is_found(again: bool, tried: Tried) -> None:
    for row in rows()[:-1]:
        start, before, behind = window(row.seq)
        left = [one._replace(seq=one.seq - again) for one in behind]

        assert found([*before, *left], start) == Fault(row.seq, "removed", row.seq)
    tried("removed entries", MANY - 1)


def test_every_tail_cut_off_is_found_by_the_head_that_was_printed() -> None:
    printed = rows()[-1].hash
    for length in range(MANY):
        start, before, _ = window(length + 1)

        assert found(before, start) is None
        assert found(before, start, printed) == Fault(length + 1, "cut")


@pytest.mark.parametrize("again", [False, True], ids=["as-lines", "numbered-again"])
def test_every_entry_swapped_with_the_next_is_named(again: bool) -> None:
    for one, other in zip(rows(), rows()[1:], strict=False):
        start, before, _ = window(one.seq)
        behind = rows()[other.seq : other.seq + 3]
        swapped = [other, one]
        if again:
            swapped = [other._replace(seq=one.seq), one._replace(seq=other.seq)]

        fault = found([*before, *swapped, *behind], start)

        assert fault == Fault(one.seq, "reordered")


@pytest.mark.tally
def test_any_two_entries_swapped_do_not_pass(tried: Tried) -> None:
    """All pairs: where the first stood, the second does not follow."""
    for one, other in combinations(rows(), 2):
        head = head_of(one.seq - 1)
        if link(head.hash, other.text) == other.hash:
            pytest.fail(f"{other.seq} passes for {one.seq}")

    assert not follows("d", genesis("d"), rows()[5]._replace(seq=1))
    tried("pairs of entries swapped, that one does not pass for the other", PAIRS)


@pytest.mark.soak
def test_entries_swapped_over_any_distance_are_named(tried: Tried) -> None:
    pairs = 0
    for one, other in combinations(rows()[::3], 2):
        changed = list(rows()[one.seq - 1 : other.seq])
        changed[0], changed[-1] = other._replace(seq=one.seq), one

        fault = found(changed, one.seq - 1)

        assert fault == Fault(one.seq, "reordered")
        pairs += 1
    tried("pairs of entries swapped, each named", pairs)


def forgeries(seq: int) -> Iterator[Row]:
    """What somebody could put in before the entry with a number."""
    source = rows()[min(seq, MANY) - 1]
    text = source.text.replace('"at":', '"at":1', 1)
    text = text.replace(f'"seq":{source.seq}', f'"seq":{seq}')
    yield Row(seq, text, "0" * 64)
    yield Row(seq, text, link(head_of(seq - 1).hash, text))
    yield rows()[max(seq - 7, 0)]._replace(seq=seq)
    if seq > 1:
        yield rows()[seq - 2]._replace(seq=seq)


@pytest.mark.tally
def test_an_entry_put_in_anywhere_is_found(tried: Tried) -> None:
    forged_entries = 0
    for row in rows():
        start, before, behind = window(row.seq)
        for forged in forgeries(row.seq):
            if forged.hash == row.hash:
                continue
            moved = [one._replace(seq=one.seq + 1) for one in [row, *behind]]

            fault = found([*before, forged, *moved], start)

            assert fault == Fault(row.seq, "inserted")
            forged_entries += 1
    tried("entries put in", forged_entries)


def test_an_entry_put_behind_the_last_is_found_unless_the_log_may_have_grown() -> None:
    start, before, _ = window(MANY + 1)
    bad, right, *copies = forgeries(MANY + 1)

    for forged in (bad, *copies):
        fault = found([*before, forged], start)
        assert fault is not None
        assert fault.seq == MANY + 1
    # Whoever can write the file can go on with it; the printed head says from where.
    verdict = verify("d", [*rows(), right], rows()[-1].hash)
    assert (verdict.fault, verdict.expected_at) == (None, MANY)


UNGUARDED = ("never_edited", "never_removed", "never_replaced")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[tuple[SqliteLog, sqlite3.Connection]]:
    """A file of 1,000 entries whose triggers somebody dropped."""
    with SqliteLog(tmp_path / "d.db", lambda: 7) as log:
        log.adopt("d", rows())
        for name in UNGUARDED:
            log._connection.execute(f"DROP TRIGGER {name}")
        log._connection.execute("DROP INDEX key_once")
        yield log, log._connection


EDITS = {
    "text": "UPDATE entry SET text = replace(text, 'kind', 'Kind') WHERE seq = ?",
    "hash": "UPDATE entry SET hash = '00' || substr(hash, 1, 62) WHERE seq = ?",
    "blob": "UPDATE entry SET text = CAST(text AS BLOB) || x'00' WHERE seq = ?",
    "drill": "UPDATE entry SET place = place + (1 << 32) WHERE seq = ?",
    "seq": "UPDATE entry SET place = place + 5000 WHERE seq = ?",
    "removed": "DELETE FROM entry WHERE seq = ?",
    "swapped": (
        "UPDATE entry SET (text, hash) = (SELECT text, hash FROM entry AS other "
        "WHERE other.seq = entry.seq % 1000 + 1) WHERE seq = ?"
    ),
}


@pytest.mark.parametrize("how", EDITS)
def test_whatever_is_done_to_any_row_of_an_unguarded_file_is_found(
    file: tuple[SqliteLog, sqlite3.Connection],
    how: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log, connection = file
    monkeypatch.setattr(sqlite, "PAGE", 8)
    printed = rows()[-1].hash
    for seq in range(1, MANY + 1):
        start = max(0, seq - 3)
        connection.execute("BEGIN")
        done = connection.execute(EDITS[how], (seq,)).rowcount

        near = islice(log.rows("d", start), 8)
        verdict = verify("d", near, printed, after=head_of(start))

        connection.execute("ROLLBACK")
        assert done == 1
        assert verdict.fault is not None, seq
        assert verdict.fault.seq == seq
    assert verify("d", log.rows("d"), printed).fault is None
