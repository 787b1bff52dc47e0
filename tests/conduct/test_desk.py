"""A seat's place at a drill, on real log files with several hands at them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from drillkit.conduct.desk import STORED_LATER, Desk, Refusal, open_desk
from drillkit.conduct.seats import Seat
from drillkit.conduct.session import Session
from drillkit.engine.clock import Speed
from drillkit.engine.commands import (
    Begin,
    Correct,
    Note,
    Pause,
    Resume,
    SetSpeed,
    SettleStep,
    TakeStep,
)
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Origin
from drillkit.engine.events import CallMade, Event, NoteWritten
from drillkit.log import sqlite_file
from drillkit.log.chain import verify
from drillkit.log.sqlite import SqliteLog
from tests.conduct.small import small_plan
from tests.faults.test_troubles import disk as disk

PLAN = small_plan()
PLAY = compile_play(PLAN, "storm")
PLAYERS_PLAY = replace(PLAY, story=None)
DIRECTOR, ENGINEER = Seat("director"), Seat("participant", "engineer", "noc")
LOOK = ("noc/outage", "triage/look")
MINUTE = 60_000
START = 1_800_000_000_000


@dataclass
class Wall:
    """A wall clock that is told the time."""

    now: int = START

    def __call__(self) -> int:
        return self.now


@dataclass
class Table:
    """A drill in a file, and desks at it, each with a connection of its own."""

    path: Path
    wall: Wall
    logs: list[SqliteLog]

    def desk(self, seat: Seat) -> Desk:
        log = SqliteLog(self.path, self.wall)
        self.logs.append(log)
        play = PLAY if seat.is_in_the_know else PLAYERS_PLAY
        return open_desk(log, "storm-1", play, seat, self.wall)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    yield from set_up(tmp_path)


def set_up(folder: Path) -> Iterator[Table]:
    table = Table(folder / "storm-1.db", Wall(), [])
    log = SqliteLog(table.path, table.wall)
    table.logs.append(log)
    first = began(PLAN, "storm", drill="storm-1", mode="drill", wall_ms=START)
    Session(log, "storm-1", PLAY).move(Begin(first), 0, Origin("director"), "begin")
    yield table
    for log in table.logs:
        log.close()


def said(desk: Desk, kind: type[Event]) -> list[Event]:
    return [x.entry.event for x in desk.stored if isinstance(x.entry.event, kind)]


def test_drill_time_is_the_wall_s_until_it_stands(table: Table) -> None:
    director, engineer = table.desk(DIRECTOR), table.desk(ENGINEER)
    table.wall.now += 90_000
    assert (director.now(), engineer.now()) == (90_000, 90_000)

    director.do(Pause(0))
    table.wall.now += MINUTE
    engineer.look()
    assert (director.now(), engineer.now()) == (90_000, 90_000)


def test_what_one_does_the_other_sees_at_the_next_look(table: Table) -> None:
    director, engineer = table.desk(DIRECTOR), table.desk(ENGINEER)
    director.look()
    engineer.look()
    table.wall.now += 5_000
    stored = engineer.do(TakeStep(*LOOK))

    assert not isinstance(stored, Refusal)
    assert director.look()
    assert director.stored[-1] == stored[-1]
    assert not director.look()


def test_a_seat_is_told_why_it_may_not(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    before = len(engineer.stored)

    refused = engineer.do(Pause(0))
    assert isinstance(refused, Refusal)
    assert refused.says == '"{seat}" is no seat for this'
    assert len(engineer.stored) == before


def test_what_makes_no_sense_is_refused_and_recorded(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    engineer.do(TakeStep(*LOOK))

    refused = engineer.do(TakeStep(*LOOK))
    assert isinstance(refused, Refusal)
    assert type(engineer.stored[-1].entry.event).__name__ == "MoveRefused"


def test_it_is_written_whose_act_it_was_and_who_typed_it(table: Table) -> None:
    scribe = table.desk(Seat("scribe", person="S. Scribe"))
    table.wall.now += MINUTE
    scribe.do(
        TakeStep(*LOOK),
        for_role="engineer",
        happened=30_000,
        channel="phone",
        why_late="hands were full",
    )

    origin = scribe.stored[-1].entry.origin
    assert origin == Origin("engineer", "scribe", "phone", 30_000, "hands were full")


def test_only_an_entry_of_one_s_own_is_corrected(table: Table) -> None:
    engineer, agent = table.desk(ENGINEER), table.desk(Seat("participant", "agent"))
    stored = engineer.do(Note("power is back"))
    assert not isinstance(stored, Refusal)
    correction = Correct(stored[-1].seq, "it is not")

    assert isinstance(agent.do(correction), Refusal)
    assert not isinstance(engineer.do(correction), Refusal)


def test_players_leave_what_time_brings_to_the_host_for_a_moment(table: Table) -> None:
    engineer, director = table.desk(ENGINEER), table.desk(DIRECTOR)
    director.look()
    engineer.look()
    # Nobody answered the alarm in its five minutes.
    table.wall.now += 5 * MINUTE
    assert not engineer.look()
    table.wall.now += 1_000
    assert engineer.look()
    assert {line.entry.at for line in engineer.stored[-2:]} == {5 * MINUTE}


def test_the_host_writes_what_time_brings_at_once(table: Table) -> None:
    director = table.desk(DIRECTOR)
    director.look()
    table.wall.now += 5 * MINUTE

    assert director.look()
    assert len(said(director, CallMade)) == 2


def test_a_clock_set_by_two_hands_loses_no_millisecond(table: Table) -> None:
    one, other = table.desk(DIRECTOR), table.desk(DIRECTOR)
    table.wall.now += 1_000
    one.do(SetSpeed(60, 1, 0))
    table.wall.now += 10
    # The other has not looked since; its own idea of now is ten milliseconds later.
    other.do(SetSpeed(1, 1, 0))
    table.wall.now += 1_000
    one.look()

    assert one.now() == other.now() == 1_000 + 600 + 1_000
    assert one.drill.clock.speed == Speed(1, 1)


def test_a_wall_clock_that_steps_back_takes_no_time_away(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    table.wall.now += MINUTE
    engineer.do(Note("here"))
    table.wall.now -= 30_000

    assert engineer.now() == MINUTE
    assert not isinstance(engineer.do(Note("still here")), Refusal)


def locked(path: Path) -> sqlite3.Connection:
    """Another program that has the file for itself."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_acts_typed_while_the_log_is_locked_land_once_and_in_order(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0.01)
    engineer = table.desk(ENGINEER)
    engineer.look()
    other = locked(table.path)
    for n, second in enumerate((1, 2, 3)):
        table.wall.now = START + second * 1_000
        assert engineer.do(Note(f"note {n}")) == ()
    assert engineer.waiting == 3
    assert engineer.trouble is not None
    assert str(engineer.trouble) == f"{table.path} is locked by another program"

    table.wall.now += 5_000
    other.rollback()
    other.close()
    assert engineer.look()

    assert (engineer.waiting, engineer.trouble) == (0, None)
    notes = [x.entry for x in engineer.stored if isinstance(x.entry.event, NoteWritten)]
    assert [note.event.text for note in notes] == ["note 0", "note 1", "note 2"]
    assert [note.at for note in notes] == [8_000] * 3
    assert [note.origin.happened for note in notes] == [1_000, 2_000, 3_000]
    assert {note.origin.why_late for note in notes} == {STORED_LATER}


def test_acts_typed_on_a_full_disk_land_when_there_is_room(disk: Path) -> None:
    for table in set_up(disk):
        engineer = table.desk(ENGINEER)
        engineer.look()
        (disk / "ballast").write_bytes(b"")
        with (disk / "ballast").open("ab", buffering=0) as ballast:
            fill(ballast)
        table.wall.now += 1_000
        long = "x" * 40_000
        while engineer.do(Note(long)):
            table.wall.now += 1_000
        assert str(engineer.trouble) == f"the disk of {table.path} is full"
        table.wall.now += 1_000
        engineer.do(Note("after"))
        assert engineer.waiting == 2

        (disk / "ballast").unlink()
        table.wall.now += 1_000
        engineer.look()

        assert (engineer.waiting, engineer.trouble) == (0, None)
        texts = [event.text for event in said(engineer, NoteWritten)]
        assert texts[-2:] == [long, "after"]
        assert verify("storm-1", table.logs[-1].rows("storm-1")).fault is None


def fill(ballast: object) -> None:
    """Take what room there is, but for what a few small appends need."""
    try:
        while True:
            ballast.write(bytes(4_096))
    except OSError:
        ballast.truncate(max(0, ballast.tell() - 60_000))


def test_an_act_that_came_too_late_is_refused_and_its_sitter_is_told(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0.01)
    engineer, director = table.desk(ENGINEER), table.desk(DIRECTOR)
    engineer.do(TakeStep(*LOOK))
    director.look()
    other = locked(table.path)
    table.wall.now += 1_000
    engineer.do(SettleStep(*LOOK))
    other.rollback()
    other.close()
    director.do(Pause(0))
    table.wall.now += 2_000
    engineer.look()

    assert engineer.waiting == 0
    [refused] = engineer.refused_later
    assert isinstance(refused.act, SettleStep)
    assert refused.why.says == "drill time stands; nothing is done until it goes on"


def test_a_pause_that_was_kept_stops_the_clock_when_it_lands(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0.01)
    director = table.desk(DIRECTOR)
    director.look()
    other = locked(table.path)
    director.do(Pause(0))
    other.rollback()
    other.close()
    table.wall.now += 4_000
    director.look()
    table.wall.now += MINUTE
    director.do(Resume(0))
    table.wall.now += 1_000

    assert director.now() == 5_000


def test_whoever_lost_an_answer_asks_again_and_it_is_done_once(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    once = engineer.do(Note("power is back"), key="k")
    again = table.desk(ENGINEER)

    assert again.do(Note("power is back"), key="k") == once
    assert len(said(again, NoteWritten)) == 1


def test_who_was_sent_away_does_nothing_more(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    engineer.is_sent_away = True

    refused = engineer.do(Note("hello"))
    assert isinstance(refused, Refusal)
    assert refused.says == "somebody else sits at this seat now"


def test_the_link_is_as_old_as_the_last_reading(table: Table) -> None:
    engineer = table.desk(ENGINEER)
    engineer.look()
    table.wall.now += 700
    assert engineer.link_ms() == 700

    engineer.look()
    assert engineer.link_ms() == 0
