"""Every log that was ever written replays, for ever.

The files are exports of real drills, named after the version that wrote them.  One is
never changed and never removed; a change of an event's fields that breaks one needs a
new version of that event and a way from the old.
"""

from pathlib import Path

import pytest

from drillkit.log.chain import verify
from drillkit.log.export import drill_of, export_jsonl, import_jsonl, rows_of
from drillkit.log.memory import MemoryLog

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: str(path.stem))
def test_a_log_of_any_age_verifies_and_reads(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = tuple(rows_of(lines))
    drill = drill_of(rows)
    log = MemoryLog(lambda: 0)

    assert verify(drill, rows).fault is None

    import_jsonl(log, lines)
    stored = list(log.read(drill))

    assert len(stored) == len(lines)
    assert list(export_jsonl(log, drill)) == lines
