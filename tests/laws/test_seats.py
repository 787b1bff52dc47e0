"""Several seats at one drill: nothing asked for is lost, and nothing happens twice.

Seats move, ask again, lose the log's answer after it was written, decide on what is
old by the time they write, and let time pass, in any order.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from drillkit.conduct.session import Session
from drillkit.engine.commands import Act, Begin, Move, Note, Pass, Pause, Resume
from drillkit.engine.compile import began, compile_play
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.evolve import replay
from drillkit.errors import LogConflict, LogUnavailable
from drillkit.log.chain import verify
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from drillkit.log.store import Log
from tests.conduct.small import small_plan
from tests.tally import Tried

PLAN = small_plan()
PLAY = compile_play(PLAN, "storm")
FIRST = began(PLAN, "storm", drill="d", mode="drill", wall_ms=0)
SEATS = st.integers(0, 2)


class Silent:
    """A log that writes what it is given and does not say so when it is cut off."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.is_cut_off = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._log, name)

    def append(
        self, drill: str, after: int, entries: Sequence[Entry]
    ) -> tuple[Stored, ...]:
        stored = self._log.append(drill, after, entries)
        if self.is_cut_off:
            raise LogUnavailable("the answer was lost", way_out="ask again")
        return stored


class Table(RuleBasedStateMachine):
    """Three seats at one drill in memory."""

    seen = 0

    def logs(self) -> list[Log]:
        """A log for each seat, all of the same drill."""
        return [MemoryLog(lambda: 0)] * 3

    @initialize()
    def begin(self) -> None:
        self.kept = [Silent(log) for log in self.logs()]
        self.seats = [self._seat(0)]
        self.seats[0].move(Begin(FIRST), 0, Origin("director"), "begin")
        self.seats += [self._seat(1), self._seat(2)]
        self.at = 0
        self.asked: dict[str, tuple[Stored, ...] | None] = {"begin": None}
        self.drafted: list[str | None] = [None, None, None]
        self.keys = count(1)

    def _seat(self, number: int) -> Session:
        return Session(self.kept[number], "d", PLAY)  # type: ignore[arg-type]

    def _move(self, seat: int, act: Act, key: str) -> tuple[Stored, ...]:
        self.drafted[seat] = None
        return self.seats[seat].move(act, self.at, Origin(f"seat-{seat}"), key)

    @rule(seat=SEATS, later=st.integers(0, 600_000))
    def say(self, seat: int, later: int) -> None:
        self.at += later
        key = f"key-{next(self.keys)}"
        self.asked[key] = self._move(seat, Note(key), key)
        assert key in [line.entry.key for line in self.asked[key] or ()]

    @rule(seat=SEATS, stands=st.booleans())
    def set_the_clock(self, seat: int, stands: bool) -> None:
        key = f"key-{next(self.keys)}"
        act: Act = Pause(self.at) if stands else Resume(self.at)
        self.asked[key] = self._move(seat, act, key)

    @rule(seat=SEATS, pick=st.randoms(use_true_random=False))
    def ask_again(self, seat: int, pick) -> None:
        key = pick.choice([*self.asked])
        if key != "begin":
            again = self._move(seat, Note(key), key)
            first = self.asked[key]
            assert first is None or again == first
            self.asked[key] = again

    @rule(seat=SEATS, later=st.integers(0, 600_000))
    def lose_the_answer(self, seat: int, later: int) -> None:
        self.at += later
        key = f"key-{next(self.keys)}"
        self.seats[seat].move(Pass(), self.at)
        self.kept[seat].is_cut_off = True
        with pytest.raises(LogUnavailable):
            self._move(seat, Note(key), key)
        self.kept[seat].is_cut_off = False
        self.asked[key] = None
        # Whoever does not know whether it was written looks again.
        self.seats[seat] = self._seat(seat)

    @rule(seat=SEATS, later=st.integers(0, 600_000))
    def let_time_pass(self, seat: int, later: int) -> None:
        self.at += later
        self.drafted[seat] = None
        self.seats[seat].move(Pass(), self.at)

    @rule(seat=SEATS)
    def decide_only(self, seat: int) -> None:
        if self.drafted[seat] is None:
            self.seats[seat].catch_up()
            key = f"key-{next(self.keys)}"
            move = Move(self.at, Note(key), Origin(f"seat-{seat}"), key)
            self.seats[seat].draft(move)
            self.drafted[seat] = key

    @precondition(lambda self: any(self.drafted))
    @rule(pick=st.randoms(use_true_random=False))
    def write_what_was_decided(self, pick) -> None:
        seat = pick.choice([i for i, key in enumerate(self.drafted) if key])
        key, self.drafted[seat] = self.drafted[seat], None
        assert key is not None
        is_news = self.kept[seat].head("d").seq != self.seats[seat].seq
        try:
            self.asked[key] = self.seats[seat].commit()
            assert not is_news
        except LogConflict:
            assert is_news
            self.asked[key] = self._move(seat, Note(key), key)

    @invariant()
    def nothing_is_lost_and_nothing_is_twice(self) -> None:
        lines = list(self.kept[0].read("d"))
        entries = [line.entry for line in lines]
        keys = Counter(entry.key for entry in entries if entry.key)
        drafted = {key for key in self.drafted if key}

        assert max(keys.values()) == 1
        assert set(self.asked) <= set(keys)
        assert not drafted & set(keys)
        times = [entry.at for entry in entries]
        assert times == sorted(times)

    def teardown(self) -> None:
        if not hasattr(self, "seats"):
            return
        entries = [line.entry for line in self.kept[0].read("d")]
        lived = replay(entries)
        for seat in self.seats:
            seat.catch_up()
            assert seat.drill == lived != Drill()
        assert verify("d", self.kept[0].rows("d")).fault is None
        type(self).seen += len(entries)


class TableOnDisk(Table):
    """The same, each seat with a connection of its own to one file."""

    def logs(self) -> list[Log]:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "d.db"
        self.files = [SqliteLog(path, lambda: 0) for _ in range(3)]
        return list(self.files)

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "files"):
            for file in self.files:
                file.close()
            self.folder.cleanup()


USUAL = settings(max_examples=20, stateful_step_count=25)


@pytest.mark.parametrize("table", [Table, TableOnDisk])
def test_no_command_is_lost_and_none_happens_twice(table: type[Table]) -> None:
    run_state_machine_as_test(table, settings=USUAL)


@pytest.mark.soak
@pytest.mark.parametrize(("table", "tables"), [(Table, 1500), (TableOnDisk, 300)])
def test_no_command_is_lost_in_thousands_of_meetings(
    table: type[Table], tables: int, tried: Tried
) -> None:
    run_state_machine_as_test(
        table, settings=settings(max_examples=tables, stateful_step_count=40)
    )
    where = "on a disk" if table is TableOnDisk else "in memory"
    tried(f"meetings of three seats at one drill, {where}", tables)
    tried(f"entries of those meetings, {where}", table.seen)
