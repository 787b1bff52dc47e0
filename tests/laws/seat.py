"""A seat at a drill with a wall clock in the hand of the test."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from drillkit.conduct.session import Session
from drillkit.engine.agenda import next_due
from drillkit.engine.charts import Play
from drillkit.engine.clock import DrillClock, drill_at
from drillkit.engine.commands import Act, Begin, Pass
from drillkit.engine.compile import began, compile_play
from drillkit.engine.events import InjectDelivered
from drillkit.log.memory import MemoryLog
from tests.engine.semantics.play import line, ms, plan_of

ONE_STEP = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""
WALL = 1_800_000_000_000
# More is due in none of these drills.
LOOKS = 100


def first_at(clock: DrillClock, drill_ms: int) -> int:
    """The first wall instant at which drill time has come so far."""
    after, by = clock.wall_ms, 1
    while drill_at(clock, after + by) < drill_ms:
        by *= 2
    instants = range(after, after + by + 1)
    return instants[bisect_left(instants, drill_ms, key=lambda x: drill_at(clock, x))]


class Wall:
    """What the clock on the wall shows; it moves when the test says so."""

    def __init__(self, now: int = WALL) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


class Seat:
    """One seat; others at the same drill share its wall and its log."""

    def __init__(
        self, play: Play, wall: Wall, log: MemoryLog, drill: str = "d-1"
    ) -> None:
        self.play = play
        self.wall = wall
        self.log = log
        self.session = Session(log, drill, play)
        self._keys = count(1)

    def another(self) -> "Seat":
        """Somebody else at the same drill."""
        return Seat(self.play, self.wall, self.log, self.session.drill.drill)

    @property
    def at(self) -> int:
        """What the drill's clock shows."""
        return drill_at(self.session.drill.clock, self.wall.now)

    def wait(self, wall_time: str | int) -> None:
        """Wall time passes, and nobody looks."""
        self.wall.now += ms(wall_time)

    def say(self, act: Act) -> list[str]:
        """Make a move now; what was written, as lines."""
        stored = self.session.move(act, self.at)
        return [line(one.entry) for one in stored]

    def look(self) -> list[str]:
        """Let happen what time has brought; the injects that came, with their time."""
        stored = self.session.move(Pass(), self.at)
        return [
            line(one.entry)
            for one in stored
            if isinstance(one.entry.event, InjectDelivered)
        ]

    def sleeps(self) -> int:
        """How long the seat may sleep until something is due, which something is."""
        drill = self.session.drill
        due = next_due(drill, self.play, self.session.charts())
        assert due is not None
        assert not drill.clock.paused, "drill time stands"
        return first_at(drill.clock, due.at) - self.wall.now

    def until_due(self) -> list[str]:
        """Sleep until something is due, then look."""
        self.wall.now += self.sleeps()
        return self.look()

    def look_until(self, at: int) -> list[str]:
        """Sleep and look again until drill time is *at*, as often as a day wants."""
        came: list[str] = []
        for _ in range(LOOKS):
            if self.at + self.sleeps() > at:
                self.wall.now += at - self.at
                return came
            came += self.until_due()
        raise AssertionError(f"looked {LOOKS} times and it is {self.at} ms only")

    def log_lines(self, *kinds: str) -> list[str]:
        """The whole log, or some kinds of it."""
        told = [line(one.entry) for one in self.log.read(self.session.drill.drill)]
        return [x for x in told if not kinds or x.split()[1] in kinds]

    def story(self, zone: str) -> str:
        """What a clock on the wall of the story shows in a zone."""
        instant = self.session.drill.starts_ms + self.at
        shown = datetime.fromtimestamp(instant / 1000, ZoneInfo(zone))
        return shown.strftime("%Y-%m-%d %H:%M %z")


def seated(
    story: str, book: str = ONE_STEP, company: tuple[str, str] = ("", "")
) -> Seat:
    """A drill that has just begun, and a seat at it."""
    plan = plan_of(book, scenario=story, company=company)
    play = compile_play(plan, "story")
    seat = Seat(play, wall := Wall(), MemoryLog(wall))
    first = began(plan, "story", drill="d-1", mode="drill", wall_ms=wall.now)
    seat.say(Begin(first))
    return seat


def begun_again(seat: Seat, drill: str) -> Seat:
    """The same scenario from its beginning, as another drill of the same log."""
    [stored, *_] = seat.log.read("d-1")
    first = stored.entry.event
    again = Seat(seat.play, seat.wall, seat.log, drill)
    again.say(Begin(replace(first, drill=drill, wall_ms=seat.wall.now)))
    return again
