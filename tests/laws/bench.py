"""A drill run by orders and a wall clock, next to the reckoning of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from drillkit.engine import commands
from drillkit.engine.charts import Play
from drillkit.engine.clock import drill_at
from drillkit.engine.commands import Act, Begin, Move
from drillkit.engine.compile import began, compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan
from drillkit.engine.evolve import evolve
from tests.engine.semantics.play import RUN, plan_of
from tests.laws.reckoning import (
    BOOK,
    CODES,
    HOUR,
    INJECTS,
    MINUTE,
    SECOND,
    STEPS,
    STORY,
    Mode,
    Order,
    Reckoning,
)

WALL = 1_800_000_000_000
GAPS = (0, 1, 999, SECOND, MINUTE, 5 * MINUTE, 7 * MINUTE, 65 * MINUTE, 2 * HOUR)
# The same, on a wall that is set right now and then.
UNSTEADY = (*GAPS, -1, -999, -MINUTE, -7 * MINUTE, -HOUR, -2 * HOUR)
SPEEDS = ((1, 4), (1, 3), (1, 1), (7, 3), (10, 1), (60, 1), (61, 1), (1, 5), (3, 7))
ALONE = ("pass", "settle", "update", "speed", "jump", "edit", "reset")
TOLD = ("trigger", "hold", "release", "skip")
# What one order begins, another ends.
PAIRS = (
    ("pause", "resume"),
    ("emergency", "all-clear"),
    ("aside", "back"),
    ("stop", "start"),
)
USUAL = ("pass", "pass", "settle", "settle", "settle", "update")


@cache
def play() -> Play:
    """The plan that the reckoning knows by heart, compiled."""
    return compile_play(plan_of(BOOK, scenario=STORY), "story")


@cache
def first() -> DrillBegan:
    """STARTEX of it."""
    plan = plan_of(BOOK, scenario=STORY)
    return began(plan, "story", drill="d", mode="drill", wall_ms=WALL)


def orders(dice: Random, most: int = 24, gaps: Sequence[int] = GAPS) -> Iterator[Order]:
    """Orders of every kind, sensible or not, at odd and at even times."""
    begun: set[str] = set()
    # Most lives are short: what goes wrong between orders needs few of them.
    for _ in range(dice.randint(1, dice.choice([8, 8, most]))):
        gap = dice.choice([*gaps, dice.randint(0, HOUR)])
        yield Order(gap, *_said(dice, _what(dice, begun)))


def _what(dice: Random, begun: set[str]) -> str:
    """What to order; mostly something that can be carried out."""
    if {"pause", "emergency"} & begun and dice.random() < 0.4:
        begins, ends = PAIRS["emergency" in begun]
    else:
        kind = dice.choice([USUAL, ALONE, TOLD, PAIRS])
        what = dice.choice(kind)
        if isinstance(what, str):
            return what
        begins, ends = what
    is_sensible = dice.random() < 0.9
    if (begins in begun) == is_sensible:
        begun.discard(begins)
        return ends
    begun.add(begins)
    return begins


def _said(dice: Random, what: str) -> tuple[str, str, int, int]:
    """An order's words: its kind, a name, and a ratio or a time."""
    match what:
        case "speed":
            return (what, "", *dice.choice(SPEEDS))
        case "jump":
            ahead = dice.choice([-MINUTE, 0, 1, 5 * MINUTE, 10 * MINUTE, HOUR])
            return what, "", ahead, 1
        case "edit":
            ahead = dice.choice([-MINUTE, 0, 1, 5 * MINUTE, HOUR])
            return what, dice.choice(INJECTS), ahead, 1
        case "stop" | "start":
            return what, dice.choice(CODES), 0, 1
        case "settle":
            return what, dice.choice(list(STEPS)), 0, 1
    return what, dice.choice(INJECTS) if what in TOLD else "", 0, 1


@dataclass
class Bench:
    """One drill under way; ``said`` are the entries of every order."""

    wall: int
    drill: Drill
    reckoned: Reckoning
    said: list[tuple[Order, tuple[Entry, ...]]]

    @property
    def entries(self) -> list[Entry]:
        """The whole log."""
        return [entry for _, entries in self.said for entry in entries]

    @property
    def at(self) -> int:
        """What a seat shows now, which never goes back."""
        return max(self.drill.at, drill_at(self.drill.clock, self.wall))

    def say(self, act: Act, order: Order) -> tuple[Entry, ...]:
        """Let the engine carry out an act now."""
        entries = decide(self.drill, Move(self.at, act), play())
        for entry in entries:
            self.drill = evolve(self.drill, entry)
        self.said.append((order, entries))
        return entries

    def order(self, order: Order) -> tuple[int, bool, tuple[Entry, ...]]:
        """Give an order to both: what is reckoned, and what was written."""
        self.wall += order.gap
        # What became of promises is reckoned elsewhere, but it was written.
        self.reckoned.last = max(self.reckoned.last, self.drill.at)
        at, accepted = self.reckoned.order(order)
        return at, accepted, self.say(self._act(order), order)

    def _act(self, order: Order) -> Act:
        name, wall = order.name, self.wall
        match order.what:
            case "pass":
                return commands.Pass()
            case "pause":
                return commands.Pause(wall)
            case "resume":
                return commands.Resume(wall)
            case "emergency":
                return commands.DeclareEmergency(wall)
            case "all-clear":
                return commands.EndEmergency(wall)
            case "speed":
                return commands.SetSpeed(order.number, order.divisor, wall)
            case "jump":
                return commands.Jump(self.at + order.number, wall)
            case "aside":
                return commands.BeginTimeOut("ops")
            case "back":
                return commands.EndTimeOut("ops")
            case "stop":
                return commands.StopClock("mine", name)
            case "start":
                return commands.StartClock("mine", name)
            case "update":
                return commands.SendUpdate("clients", {"": "word"})
            case "settle":
                return commands.SettleStep(RUN, name.partition(":")[0], STEPS[name])
        return _story_act(order, self.at)


def _story_act(order: Order, at: int) -> Act:
    match order.what:
        case "trigger":
            return commands.TriggerInject(order.name)
        case "hold":
            return commands.HoldInject(order.name)
        case "release":
            return commands.ReleaseInject(order.name)
        case "skip":
            return commands.SkipInject(order.name)
    assert order.what == "edit", order
    return commands.EditInject(order.name, due=at + order.number)


def startex(wall: int = WALL, mode: Mode = "drill") -> Bench:
    """A drill, or a real event, that has just begun."""
    bench = Bench(wall, Drill(), Reckoning(mode), [])
    begun = replace(first(), wall_ms=wall, mode=mode)
    bench.say(Begin(begun), Order(0, "begin"))
    return bench
