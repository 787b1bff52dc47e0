"""Entries and logs that the tests of the log share."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import NoteWritten, ObligationBroken
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
