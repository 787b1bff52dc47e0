"""Bytes go wrong, files are cut: it is said where, and what is proven is saved."""

import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.conduct.workspace import listed
from drillkit.engine.entry import Entry
from drillkit.engine.events import NoteWritten
from drillkit.errors import DrillkitError
from drillkit.log.export import line_of
from drillkit.log.line import Row
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from drillkit.log.sqlite_file import made_at
from tests.conduct.small import played, small_plan
from tests.log.conftest import SCRIBE
from tests.tally import Tried

BUG = 3


@cache
def lived() -> tuple[str, tuple[Row, ...]]:
    """A drill that was rehearsed, and its rows."""
    _, stored = played(small_plan())
    drill = stored[0].entry.event.drill
    log = MemoryLog(lambda: 7)
    log.append(drill, 0, [one.entry for one in stored])
    return drill, tuple(log.rows(drill))


@cache
def sound(kind: str) -> bytes:
    """The bytes of its file, nothing being wrong with them."""
    drill, rows = lived()
    if kind == "jsonl":
        return "".join(f"{line_of(row)}\n" for row in rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.db"
        with SqliteLog(path, lambda: 7) as log:
            log.adopt(drill, rows)
        return path.read_bytes()


@cache
def hit_by(kind: str) -> dict[int, tuple[int, str]]:
    """By offset in the file: which entry, and what of it, is written there."""
    data, places = sound(kind), {}
    for row in lived()[1]:
        for name, part in (("text", row.text.encode()), ("hash", row.hash.encode())):
            # A long text runs over several pages of a database.
            pieces = [part] if kind == "jsonl" else [part[:64], part[-64:], part]
            for piece in pieces:
                if data.count(piece) == 1:
                    start = data.index(piece)
                    for at in range(start, start + len(piece)):
                        places[at] = (row.seq, name)
    return places


@pytest.fixture
def said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str]]:
    """Runs a command in a folder of its own; a bug in it fails the test."""
    monkeypatch.chdir(tmp_path)

    def run(*line: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(line)
        out, err = capsys.readouterr()
        assert code != BUG, err
        assert "Traceback" not in err
        return code, out + err

    return run


def saved(said: Callable[..., tuple[int, str]], name: str) -> int:
    """How many entries are salvaged: the first ones, and `verify` accepts them."""
    code, text = said("salvage", name, "--output", "saved.jsonl")
    if not Path("saved.jsonl").exists():
        assert code == 1
        return 0
    lines = Path("saved.jsonl").read_text(encoding="utf-8").splitlines()
    Path("saved.jsonl").unlink()
    assert lines == [line_of(row) for row in lived()[1][: len(lines)]], text
    if lines:
        Path("again.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        code, text = said("verify", "again.jsonl")
        assert code == 0, text
    return len(lines)


def flip(said: Callable[..., tuple[int, str]], kind: str, dice: random.Random) -> None:
    """One byte of the file goes wrong."""
    count = len(lived()[1])
    data = bytearray(sound(kind))
    at = dice.randrange(len(data))
    data[at] ^= dice.randrange(1, 256)
    Path(f"d.{kind}").write_bytes(data)
    seq, what = hit_by(kind).get(at, (0, ""))

    code, text = said("verify", f"d.{kind}", "--expect-head", lived()[1][-1].hash)
    left = saved(said, f"d.{kind}")

    if seq:
        assert code == 1, (at, text)
        assert f"ntry {seq} was " in text or f"ntry {seq} stands" in text, (at, text)
        # A line whose hash has other letters than a hash is no line of an export.
        reads = kind == "db" or data[at] in b"0123456789abcdef"
        mended = what == "hash" and seq < count and reads
        assert left == (count if mended else seq - 1), (at, what, left)
    if code == 0:
        assert left == count, (at, text)
    if kind == "db":
        go_on(Path("d.db"))


def go_on(path: Path) -> None:
    """Somebody who does not know lists the drill and goes on with it."""
    drill, _ = lived()
    with suppress(DrillkitError):
        assert made_at(path) >= 0
        assert listed(path).entries >= 0
    with suppress(DrillkitError), SqliteLog(path, lambda: 9) as log:
        after = log.head(drill).seq
        log.append(drill, after, [Entry(5, NoteWritten("on"), SCRIBE)])


@pytest.mark.parametrize("kind", ["db", "jsonl"])
def test_a_byte_that_flips_is_named_and_the_rest_is_saved(
    said: Callable[..., tuple[int, str]], kind: str
) -> None:
    dice = random.Random(1)
    for _ in range(100):
        flip(said, kind, dice)


def cut(said: Callable[..., tuple[int, str]], kind: str, size: int) -> None:
    """Only so many bytes of the file are left."""
    data, rows = sound(kind)[:size], lived()[1]
    Path(f"d.{kind}").write_bytes(data)

    code, text = said("verify", f"d.{kind}", "--expect-head", rows[-1].hash)
    left = saved(said, f"d.{kind}")

    whole = sum(f"{line_of(row)}".encode() in data for row in rows)
    if kind == "jsonl":
        assert left == whole
    assert (code == 0) == (left == len(rows)), (size, text)
    if kind == "db":
        go_on(Path("d.db"))


@pytest.mark.parametrize("kind", ["db", "jsonl"])
def test_a_file_that_was_cut_is_told_and_what_is_left_is_saved(
    said: Callable[..., tuple[int, str]], kind: str
) -> None:
    dice, size = random.Random(3), len(sound(kind))
    pages = range(4096, size, 8 * 4096)
    for left in (0, 1, 99, 100, *pages, *(dice.randrange(size) for _ in range(20))):
        cut(said, kind, left)


def test_a_text_that_passes_for_a_blob_is_saved_with_all_the_others(
    said: Callable[..., tuple[int, str]],
) -> None:
    data, row = sound("db"), lived()[1][17]
    # The mark of a text of n bytes is 2n + 13, and the next lower one is a blob's.
    mark = 2 * len(row.text.encode()) + 13
    written = bytes((mark >> 7 | 0x80, mark & 0x7F))
    at = data.rindex(written, 0, data.index(row.text.encode())) + 1
    Path("d.db").write_bytes(data[:at] + bytes((data[at] - 1,)) + data[at + 1 :])

    assert said("verify", "d.db")[0] == 0
    assert saved(said, "d.db") == len(lived()[1])


@pytest.mark.parametrize("kind", ["db", "jsonl"])
def test_what_was_saved_can_be_shown_and_reported_like_any_log(
    said: Callable[..., tuple[int, str]], kind: str
) -> None:
    data = sound(kind)
    at = data.index(lived()[1][80].text.encode())
    Path(f"d.{kind}").write_bytes(data[:at] + b"?" + data[at + 1 :])

    assert said("salvage", f"d.{kind}", "--output", "saved.jsonl")[0] == 1
    assert said("verify", "saved.jsonl")[0] == 0
    code, text = said("show", "saved.jsonl", "--all")
    assert code == 0
    assert len(text.splitlines()) >= 80
    assert said("replay", "saved.jsonl", "--until", "10m")[0] == 0
    assert said("report", "saved.jsonl", "--format", "json")[0] in {0, 1}


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["db", "jsonl"])
def test_any_byte_that_flips_is_named_and_the_rest_is_saved(
    said: Callable[..., tuple[int, str]], kind: str, tried: Tried
) -> None:
    dice = random.Random(2)
    for _ in range(2_500):
        flip(said, kind, dice)
    tried(f"flipped bytes of a .{kind} file", 2_500)
