"""Every log that was ever written replays, for ever.

The files are exports of real drills, named after the version that wrote them.  One is
never changed and never removed; a change of an event's fields that breaks one needs a
new version of that event and a way from the old.
"""

from pathlib import Path

import pytest

from drillkit.engine.drill import Drill
from drillkit.engine.evolve import replay
from drillkit.log.chain import verify
from drillkit.log.export import drill_of, export_jsonl, rows_of
from drillkit.log.kinds import KINDS
from drillkit.log.memory import MemoryLog
from tests.log.conftest import taken_in

# A rehearsal, random walks, and what those never came to: a gate, an undone step,
# help that was sent home, a real event, a drill with a director and its hot wash.
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))
# A director's own log is a log, and no drill.
PRIVATE = sorted((Path(__file__).parent / "corpus" / "private").glob("*.jsonl"))


@pytest.mark.parametrize("path", [*CORPUS, *PRIVATE], ids=lambda path: str(path.stem))
def test_a_log_of_any_age_verifies_and_reads(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = tuple(rows_of(lines))
    drill = drill_of(rows)
    log = MemoryLog(lambda: 0)

    assert verify(drill, rows).fault is None

    taken_in(log, lines)
    stored = list(log.read(drill))

    assert len(stored) == len(lines)
    assert list(export_jsonl(log, drill)) == lines


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: str(path.stem))
def test_a_log_of_any_age_folds_into_a_drill(path: Path) -> None:
    log = MemoryLog(lambda: 0)
    name = taken_in(log, path.read_text(encoding="utf-8").splitlines())

    drill = replay(stored.entry for stored in log.read(name))

    assert drill != Drill()
    assert drill.drill == name


def test_the_corpus_holds_every_kind_of_entry() -> None:
    kinds = set()
    for path in (*CORPUS, *PRIVATE):
        log = MemoryLog(lambda: 0)
        name = taken_in(log, path.read_text(encoding="utf-8").splitlines())
        kinds |= {type(stored.entry.event) for stored in log.read(name)}

    assert [kind.__name__ for kind in KINDS if kind not in kinds] == []
