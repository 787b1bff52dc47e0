"""What `drillkit salvage` saves, says, and never touches."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.log.chain import Fault, verify
from drillkit.log.export import line_of
from drillkit.log.line import Row
from drillkit.log.memory import MemoryLog
from drillkit.log.pages import newest_rows, number_at, rows_in_pages
from drillkit.log.salvage import salvage
from drillkit.log.sqlite import SqliteLog
from tests.log.conftest import act

Said = Callable[..., tuple[int, str]]


def written(count: int = 6, drill: str = "d") -> tuple[Row, ...]:
    log = MemoryLog(lambda: 7)
    log.append(drill, 0, [act(f"note {number}") for number in range(1, count + 1)])
    return tuple(log.rows(drill))


ROWS = written()


def edited(row: Row) -> Row:
    return row._replace(text=row.text.replace("note", "nota"))


@pytest.fixture
def said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Said:
    monkeypatch.chdir(tmp_path)

    def run(*line: str) -> tuple[int, str]:
        code = main(line)
        return code, capsys.readouterr().err

    return run


def kept(rows: list[Row]) -> str:
    lines = "".join(f"{line_of(row)}\n" for row in rows)
    Path("d.jsonl").write_text(lines, encoding="utf-8")
    return "d.jsonl"


def test_all_of_a_sound_log_is_saved() -> None:
    saved = salvage(ROWS)

    assert saved is not None
    assert (saved.drill, saved.rows, saved.behind) == ("d", ROWS, ())


def test_rows_are_saved_from_whatever_order_and_number_they_come_in() -> None:
    wrong = [edited(row) for row in ROWS]

    saved = salvage([*wrong, *reversed(ROWS), *ROWS])

    assert saved is not None
    assert saved.rows == ROWS


def test_nothing_is_saved_behind_an_entry_that_is_lost() -> None:
    saved = salvage([row for row in ROWS if row.seq != 3])

    assert saved is not None
    assert (saved.rows, saved.behind) == (ROWS[:2], (4, 5, 6))


def test_an_entry_whose_hash_was_hit_is_proven_by_the_next() -> None:
    hit = ROWS[2]._replace(hash="0" * 64)

    saved = salvage([*ROWS[:2], hit, *ROWS[3:]])

    assert saved is not None
    assert saved.rows == ROWS


def test_an_edited_entry_is_not_proven_by_the_next() -> None:
    saved = salvage([*ROWS[:2], edited(ROWS[2]), *ROWS[3:]])

    assert saved is not None
    assert saved.rows == ROWS[:2]


def test_an_edited_last_entry_has_no_witness() -> None:
    saved = salvage([*ROWS[:5], ROWS[5]._replace(hash="0" * 64)])

    assert saved is not None
    assert (saved.rows, saved.behind) == (ROWS[:5], (6,))


def test_an_entry_whose_number_was_hit_is_found_by_what_it_says() -> None:
    saved = salvage([row._replace(seq=9) for row in ROWS])

    assert saved is not None
    assert saved.rows == ROWS


def test_most_entries_say_which_drill_it_is() -> None:
    [stray] = written(1, "e")

    saved = salvage([stray, *ROWS])

    assert saved is not None
    assert saved.drill == "d"


@pytest.mark.parametrize("text", ["", "{}", '{"drill":5,"seq":1}', '{"drill":"d"}'])
def test_nothing_comes_of_rows_that_name_no_drill(text: str) -> None:
    assert salvage([Row(1, text, "")]) is None


@pytest.mark.parametrize("length", [0, 700, 1_760, 1_900, 4_000, 5_100, 300_000])
def test_the_pages_of_a_file_hold_what_sqlite_reads(
    tmp_path: Path, length: int
) -> None:
    """Around the lengths at which a row begins to run over to other pages."""
    path = tmp_path / "d.db"
    with SqliteLog(path, lambda: 7) as log:
        for after in range(40):
            log.append("d", after, [act("я" * (length + after), f"key {after}")])
        rows = tuple(log.rows("d"))

        assert newest_rows(path) == rows  # most of it still lies beside the file
    assert not path.with_name("d.db-wal").exists()
    assert newest_rows(path) == rows


def test_an_append_that_was_never_finished_is_not_taken_for_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.db"
    with SqliteLog(path, lambda: 7) as log:
        log.append("d", 0, [act("first")])
        log._connection.execute("PRAGMA cache_size = 1")
        log._connection.execute("BEGIN")
        log._insert(log._base_of("d"), written(400)[1:])
        assert path.with_name("d.db-wal").stat().st_size > 100_000

        assert {row.seq for row in rows_in_pages(path)} == {1}
        log._connection.execute("ROLLBACK")


def test_a_cell_that_claims_more_than_the_file_has_costs_only_itself(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.db"
    with SqliteLog(path, lambda: 7) as log:
        log.adopt("d", ROWS)
    data = bytearray(path.read_bytes())
    # Two bytes of length, five of the place, six of the record's head.
    at = data.index(ROWS[3].text.encode()) - 13
    data[at : at + 2] = b"\xff\xff"
    path.write_bytes(data)

    assert {row.seq for row in newest_rows(path)} == {1, 2, 3, 5, 6}


def test_what_was_saved_is_said(said: Said) -> None:
    code, text = said("salvage", kept(list(ROWS)), "--output", "saved.jsonl")

    assert code == 0
    assert text.splitlines() == [
        "drill d: entries 1 to 6 are as they were written",
        "no entry behind them was found",
        f"head {ROWS[-1].hash}",
    ]
    assert Path("saved.jsonl").read_bytes() == Path("d.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [*ROWS[:2], edited(ROWS[2]), *ROWS[3:]],
            [
                "drill d: entries 1 to 2 are as they were written",
                "lost: entry 3, which is not what was written",
                "left out: what follows, up to entry 6, which can be read but no "
                "longer be proven",
                f"head {ROWS[1].hash}",
            ],
        ),
        (
            [*ROWS[:2], *ROWS[3:]],
            [
                "drill d: entries 1 to 2 are as they were written",
                "lost: entry 3, which is not there",
                "left out: what follows, up to entry 6, which can be read but no "
                "longer be proven",
                f"head {ROWS[1].hash}",
            ],
        ),
        (
            [*ROWS[:5], edited(ROWS[5])],
            [
                "drill d: entries 1 to 5 are as they were written",
                "lost: entry 6, which is not what was written",
                f"head {ROWS[4].hash}",
            ],
        ),
        (
            [edited(ROWS[0])],
            [
                "drill d: not even its first entry is as it was written",
                "lost: entry 1, which is not what was written",
            ],
        ),
    ],
)
def test_what_was_lost_is_said_and_ends_with_one(
    said: Said, rows: list[Row], says: list[str]
) -> None:
    code, text = said("salvage", kept(rows), "--output", "saved.jsonl")

    assert code == 1
    assert text.splitlines()[: len(says)] == says


def test_without_a_file_it_goes_to_the_terminal(
    said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    name = kept(list(ROWS))

    assert main(["salvage", name]) == 0

    assert capsys.readouterr().out == Path(name).read_text(encoding="utf-8")


def test_the_log_itself_is_never_written_over(said: Said) -> None:
    name = kept([*ROWS[:2], *ROWS[3:]])
    before = Path(name).read_bytes()

    code, text = said("salvage", name, "--output", f"./{name}")

    assert code == 2
    assert text == "drillkit: d.jsonl is the log itself; name another file\n"
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("name", ["notes.db", "notes.jsonl"])
def test_a_file_with_nothing_to_save_says_so(said: Said, name: str) -> None:
    Path(name).write_text("runbook: office-left\n" * 500)

    code, text = said("salvage", name)

    assert (code, text) == (1, f"drillkit: nothing in {name} reads as an entry\n")


def test_a_disk_that_takes_nothing_is_said(said: Said) -> None:
    code, text = said("salvage", kept(list(ROWS)), "--output", "none/saved.jsonl")

    assert code == 1
    assert text.startswith("drillkit: none/saved.jsonl cannot be used: No such file")


def test_a_log_sqlite_gives_up_is_verified_page_by_page(
    said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = written(400)
    with SqliteLog(Path("d.db"), lambda: 7) as log:
        log.adopt("d", rows)
    data = bytearray(Path("d.db").read_bytes())
    at = data.index(rows[199].text.encode())
    data[at : at + 5] = b"12345"
    leaf = at // 4096 * 4096
    data[leaf] = 0x05
    Path("d.db").write_bytes(data)

    code = main(["verify", "d.db"])
    out, err = capsys.readouterr()

    assert code == 1
    fault = verify("d", newest_rows(Path("d.db"))).fault
    assert fault is not None
    assert fault.wrong == "removed"
    assert fault == Fault(fault.seq, "removed", fault.until)
    assert fault.seq <= 200 <= fault.until
    assert out.splitlines()[1] == (f"entries {fault.seq} to {fault.until} were removed")
    assert err.splitlines() == [
        "drillkit: d.db is damaged",
        "  = keep a copy of the file before anything else is done to it; "
        '"drillkit salvage" saves what still verifies',
    ]


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"\x7f", 127),
        (b"\x81\x00", 128),
        (b"\xff\x7f", 16_383),
        (b"\x81" + b"\x80" * 7 + b"\x05", (1 << 57) + 5),
        (b"\xff" * 9, (1 << 64) - 1),
    ],
)
def test_a_number_of_a_page_has_up_to_nine_bytes(data: bytes, number: int) -> None:
    assert number_at(b"??" + data + b"?", 2) == (number, 2 + len(data))
