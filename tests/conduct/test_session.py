"""Two seats at one drill: who comes second decides again on what is true now."""

from collections.abc import Sequence

import pytest

from drillkit.conduct.session import MOST_TRIES, Session
from drillkit.engine.commands import (
    Begin,
    JoinRun,
    Move,
    Note,
    Pass,
    SettleStep,
    TakeStep,
)
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    DrillBegan,
    MoveRefused,
    NoteWritten,
    StepStarted,
)
from drillkit.errors import LogConflict
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from tests.conduct.small import small_plan

PLAN = small_plan()
PLAY = compile_play(PLAN, "storm")
ENGINEER = Origin("engineer")
LOOK = ("noc/outage", "triage/look")


@pytest.fixture
def log() -> MemoryLog:
    """A drill that has just begun."""
    log = MemoryLog(lambda: 7)
    first = began(PLAN, "storm", drill="storm-1", mode="drill", wall_ms=7)
    seat = Session(log, "storm-1", PLAY)
    seat.move(Begin(first), 0, Origin("director"), "begin")
    seat.move(Pass(), 0)
    return log


def session(log: MemoryLog) -> Session:
    return Session(log, "storm-1", PLAY)


def kinds(stored: Sequence[Stored]) -> list[type]:
    return [type(line.entry.event) for line in stored]


def test_the_first_entry_of_a_drill_is_its_beginning(log: MemoryLog) -> None:
    """A review reads the plan from it, and refuses a log that begins otherwise."""
    first, *_ = log.read("storm-1")

    assert isinstance(first.entry.event, DrillBegan)
    assert kinds([*log.read("storm-1")]).count(MoveRefused) == 0


def test_a_move_is_decided_on_what_others_wrote(log: MemoryLog) -> None:
    mine, theirs = session(log), session(log)
    theirs.move(TakeStep(*LOOK), 1000, ENGINEER)

    assert kinds(mine.move(TakeStep(*LOOK), 2000, ENGINEER)) == [MoveRefused]
    assert mine.drill.runs["noc/outage"].steps["triage/look"].started_at == 1000


def test_asking_twice_is_the_same_as_once(log: MemoryLog) -> None:
    seat = session(log)
    once = seat.move(Note("power is back"), 5000, ENGINEER, "key-1")

    assert session(log).move(Note("power is back"), 6000, ENGINEER, "key-1") == once
    assert log.head("storm-1").seq == once[-1].seq


def test_what_time_brought_is_an_append_of_its_own(log: MemoryLog) -> None:
    seat = session(log)
    before = seat.seq
    stored = seat.move(SettleStep(*LOOK), 6 * 60_000, ENGINEER, "late")

    assert stored[0].seq > before + 1, "the call nobody answered came before"
    assert stored[0].entry.key == "late"


def test_time_alone_passes_too(log: MemoryLog) -> None:
    stored = session(log).move(Pass(), 6 * 60_000)

    assert {line.entry.at for line in stored} == {5 * 60_000}


def test_a_draft_is_nobody_elses_until_it_is_committed(log: MemoryLog) -> None:
    mine, theirs = session(log), session(log)
    drafted = mine.draft(Move(1000, TakeStep(*LOOK), ENGINEER))
    assert [type(entry.event) for entry in drafted] == [StepStarted]
    assert theirs.catch_up() == ()

    mine.commit()
    assert kinds(theirs.catch_up()) == [StepStarted]
    assert mine.commit() == ()


class Crowd(MemoryLog):
    """A log into which others always write first, up to a number of times."""

    others = 0

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        if self.others > 0:
            self.others -= 1
            super().append(drill, after, [Entry(1, NoteWritten("first!"), ENGINEER)])
        return super().append(drill, after, entries)


@pytest.fixture
def crowd(log: MemoryLog) -> Crowd:
    crowd = Crowd(lambda: 7)
    crowd.adopt("storm-1", log.rows("storm-1"))
    return crowd


def test_whoever_comes_second_decides_again(crowd: Crowd) -> None:
    seat = session(crowd)
    crowd.others = 3
    stored = seat.move(TakeStep(*LOOK), 1000, ENGINEER)

    assert kinds(stored) == [StepStarted]
    written = [line.entry.event for line in crowd.read("storm-1")]
    assert written.count(NoteWritten("first!")) == 3
    assert seat.seq == stored[-1].seq == len(written)


def test_a_seat_gives_up_on_a_storm_of_writers(crowd: Crowd) -> None:
    seat = session(crowd)
    crowd.others = MOST_TRIES + 1

    with pytest.raises(LogConflict):
        seat.move(TakeStep(*LOOK), 1000, ENGINEER)


BOOK = PLAN.runbooks["noc/outage"].tree.text
OTHER = {"noc/other.yaml": BOOK.replace("runbook: outage", "runbook: other")}


def test_a_plan_that_joins_is_known_to_all_from_the_log_alone(log: MemoryLog) -> None:
    """Nobody else has the file it came from."""
    mine, theirs = session(log), session(log)
    theirs.move(JoinRun("noc/other", "noc/other", "", OTHER), 1000, ENGINEER)
    mine.tick(1000)

    assert "noc/other" in mine.play.charts
    assert mine.charts()["noc/other"].runbook == "noc/other"
    assert mine.drill == theirs.drill
    mine.move(JoinRun("noc/bad", "noc/bad", "", {"noc/bad.yaml": "x: ["}), 2000)
    assert "noc/bad" not in mine.drill.runs


def test_time_is_written_once_however_many_look(crowd: Crowd) -> None:
    seat = session(crowd)
    crowd.others = 3
    seat.tick(6 * 60_000)
    before = seat.seq

    assert session(crowd).tick(6 * 60_000) == ()
    assert session(crowd).seq == before
    crowd.others = MOST_TRIES + 1
    assert seat.tick(60 * 60_000) == ()


def test_time_brings_nothing_before_a_drill_begins() -> None:
    log = MemoryLog(lambda: 7)

    assert session(log).tick(5) == ()
    assert log.head("storm-1").seq == 0
