"""Entries and logs that the tests of the log share."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import NoteWritten, ObligationBroken
from drillkit.log.chain import verify
from drillkit.log.export import drill_of, rows_of
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from drillkit.log.store import Log

SCRIBE = Origin(
    "network-operations/lead", "scribe", "phone", happened=4, why_late="call"
)


def act(text: str, key: str = "") -> Entry:
    """Something that somebody did."""
    return Entry(5, NoteWritten(text), SCRIBE, key)


def passed(obligation: str) -> Entry:
    """A deadline, which any seat may write."""
    return Entry(4, ObligationBroken(obligation), None, f"broken {obligation}")


def ticking() -> Callable[[], int]:
    """A wall clock that shows another time whenever it is looked at."""
    return count(1_000).__next__


@pytest.fixture(params=["memory", "sqlite"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    if request.param == "memory":
        yield MemoryLog(ticking())
    else:
        with SqliteLog(tmp_path / "drill.db", ticking(), made_ms=0) as file:
            yield file


def taken_in(log: Log, lines: Iterable[str]) -> str:
    """Put an export, whose every line must be as it was written, into a log; its
    drill's id."""
    rows = tuple(rows_of(lines))
    drill = drill_of(rows)
    assert verify(drill, rows).fault is None
    log.adopt(drill, rows)
    return drill
