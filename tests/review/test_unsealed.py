"""What a director noted in secret is told at ENDEX, and proven or not believed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from drillkit.cli.main import main
from drillkit.engine.commands import EditInject, EndDrill, HoldInject, SkipInject
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    DirectorTold,
    InjectHeld,
    InjectSkipped,
    ScenarioRevealed,
)
from drillkit.log.export import export_jsonl
from drillkit.log.memory import MemoryLog
from drillkit.log.private import private_id
from drillkit.review.books import record_of
from drillkit.review.reader import Reader
from drillkit.review.telling import tell
from drillkit.review.unsealed import findings, telling_in, unsealed
from drillkit.review.view import view
from tests.conduct.directed import DIRECTOR, DRILL, MINUTE, begin

FIONA = Origin("controller:noc")
UNTOLD = "the director's log was not told; entries missing here: 4"
WRONG = "entry 2 of the director's log is not told as it was written"


def drilled(*, tells: bool = True) -> MemoryLog:
    """A drill whose director held, edited and skipped, ended by whoever."""
    shared, private = MemoryLog(lambda: 7), MemoryLog(lambda: 7)
    director = begin(shared, private)
    director.move(HoldInject("silver-tower"), MINUTE, FIONA)
    director.move(EditInject("violet-harbour", {"": "Another"}), 2 * MINUTE, FIONA)
    director.move(SkipInject("amber-bridge", "enough"), 3 * MINUTE, FIONA)
    if tells:
        director.move(EndDrill(), 4 * MINUTE, DIRECTOR)
    return shared


def ended(change: Callable[[Entry], Sequence[Entry]]) -> MemoryLog:
    """The same drill, some of its entries written otherwise by a forger."""
    log = MemoryLog(lambda: 7)
    for line in drilled().read(DRILL):
        log.append(DRILL, log.head(DRILL).seq, list(change(line.entry)))
    return log


def said(log: MemoryLog) -> list[str]:
    record = record_of(tuple(log.read(DRILL)))
    over = record.ended is not None
    return [
        x.says.format(n=x.number) for x in findings(telling_in(record), is_over=over)
    ]


def test_a_report_says_who_held_what_and_when() -> None:
    log = drilled()
    record = record_of(tuple(log.read(DRILL)))
    [held] = [h for h in record.of(InjectHeld) if h.event.inject == "silver-tower"]
    reader = Reader("en", record)

    assert (held.at, held.origin) == (MINUTE, FIONA)
    assert record.by_seq[held.seq].event == held.event
    assert (
        tell(reader, held.event) == "Inject held back: “Silver anchor beside the tower”"
    )
    assert [h.event.reason for h in record.of(InjectSkipped)] == ["enough"]
    assert said(log) == ["the director's log is told as it was written; entries: 4"]


def test_a_report_shows_whether_the_director_told_all() -> None:
    document = view(record_of(tuple(drilled().read(DRILL))), "en")

    assert "the director's log is told as it was written; entries: 4" in str(document)


def test_while_a_drill_runs_a_log_says_how_much_is_secret() -> None:
    log = drilled(tells=False)

    assert said(log) == ["the director's log is secret until ENDEX; entries so far: 4"]
    assert "Silver anchor" not in "\n".join(export_jsonl(log, DRILL))


def test_a_drill_whose_director_never_came_back_is_reviewed_all_the_same() -> None:
    log = ended(lambda x: [] if isinstance(x.event, DirectorTold) else [x])

    assert said(log) == [UNTOLD]
    assert UNTOLD in str(view(record_of(tuple(log.read(DRILL))), "en"))


def test_a_drill_without_a_private_log_says_nothing_of_one() -> None:
    log = MemoryLog(lambda: 7)
    log.append(DRILL, 0, [next(drilled().read(DRILL)).entry])

    assert said(log) == []


def forged(edit: Callable[[tuple[str, ...]], tuple[str, ...]]) -> MemoryLog:
    """The drill with other lines told than were written."""

    def change(entry: Entry) -> list[Entry]:
        if isinstance(entry.event, DirectorTold):
            told = DirectorTold(edit(entry.event.lines))
            return [Entry(entry.at, told, entry.origin, entry.key)]
        return [entry]

    return ended(change)


@pytest.mark.parametrize(
    ("edit", "wrong", "proven"),
    [
        (lambda lines: (lines[0].replace("silver", "golden"), *lines[1:]), 2, 0),
        (lambda lines: lines[1:], 2, 0),
        (lambda lines: (lines[0], lines[2], lines[1], lines[3]), 3, 1),
        (lambda lines: (*lines, lines[3]), 6, 4),
        (lambda lines: ("no JSON",), 2, 0),
    ],
    ids=["edited", "removed", "reordered", "added", "no-line"],
)
def test_what_was_not_written_then_is_found_and_not_believed(
    edit: Callable[[tuple[str, ...]], tuple[str, ...]], wrong: int, proven: int
) -> None:
    log = forged(edit)
    told = telling_in(record_of(tuple(log.read(DRILL))))

    assert (told.wrong, len(told.rows)) == (wrong, proven)
    assert said(log) == [WRONG.replace("2", str(wrong))]


def test_a_chain_forged_anew_does_not_end_in_the_hash_that_was_noted() -> None:
    """The first of an edit's two entries has no note of its own; the second tells."""
    private = MemoryLog(lambda: 7)
    shared = MemoryLog(lambda: 7)
    director = begin(shared, private)
    director.move(EditInject("violet-harbour", {"": "Another"}), MINUTE, FIONA)
    real = list(private.read(private_id(DRILL)))
    other = MemoryLog(lambda: 7)
    other.append(private_id(DRILL), 0, [real[0].entry])
    other.append(private_id(DRILL), 1, [Entry(0, InjectHeld("x")), real[2].entry])
    lines = tuple(export_jsonl(other, private_id(DRILL)))[1:]
    told = Entry(MINUTE, DirectorTold(lines))
    shared.append(DRILL, shared.head(DRILL).seq, [told])
    found = telling_in(record_of(tuple(shared.read(DRILL))))

    assert (found.wrong, found.rows) == (2, ())


def test_another_scenario_than_was_begun_with_is_found() -> None:
    def change(entry: Entry) -> list[Entry]:
        if isinstance(entry.event, ScenarioRevealed):
            other = entry.event.text.replace("Storm", "Calm")
            return [Entry(entry.at, ScenarioRevealed(other, entry.event.hash))]
        return [entry]

    log = ended(change)

    assert "the scenario that was told is not the one the drill began with" in said(log)


@pytest.mark.parametrize(
    ("log", "code", "says"),
    [
        (drilled(), 0, "the director's log is told as it was written; entries: 4"),
        (forged(lambda lines: lines[1:]), 1, WRONG),
    ],
    ids=["told", "forged"],
)
def test_verify_says_whether_the_director_told_what_was_written(
    log: MemoryLog,
    code: int,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "drill.jsonl"
    path.write_text("".join(f"{line}\n" for line in export_jsonl(log, DRILL)))

    assert main(["verify", str(path)]) == code
    assert says in capsys.readouterr().out


def test_show_tells_what_was_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drill.jsonl"
    path.write_text("".join(f"{x}\n" for x in export_jsonl(drilled(), DRILL)))
    main(["show", str(path)])
    shown = capsys.readouterr().out

    assert "Inject held back: “Silver anchor beside the tower”" in shown
    assert "What the director noted is opened" in shown


def test_a_log_in_which_nothing_is_has_nothing_to_unseal() -> None:
    assert unsealed(()) == ()
