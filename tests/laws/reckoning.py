"""What a drill of one small plan must come to, reckoned from what was ordered.

An account in fractions and plain lists that knows the plan below by heart and uses
nothing of the engine: no clock, no agenda, no fold.  ``Reckoning.order`` takes the wall
time that passed and one order, and says at which drill time it was carried out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal, NamedTuple

Mode = Literal["drill", "live"]

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

BOOK = """
phases:
  begin:
    steps: {look: {do: Look, by: worker}}
    reaches: declared
    after: {7m: work}
    leads-to: {done: work}
  work:
    target: 30m
    steps: {fix: {do: Fix, by: worker, target: 20m}}
    after: {50m: check}
    leads-to: {done: check}
  check:
    target: 15m
    steps:
      good: {decide: Good?, outcomes: {yes: "Yes", no: "No"}, by: boss, target: 10m}
    after: {40m: work}
    leads-to: {yes: over, no: work}
  over: {final: true, reaches: normal}
"""
STORY = """
ends: {when: normal, at-latest: 12h}
affected:
  north: {kind: site, client: mine}
injects:
  dawn: {at: 0m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
  hint: {if-missed: dawn, to: ops, says: Look there}
  one: {at: 10m, to: ops, says: One}
  two: {at: 10m, to: ops, says: Two}
  gate: {when: ops/fix/check, to: ops, says: The gate is shut}
  gap: {at: 75m, to: ops, says: After sixty-five minutes}
  long: {at: 195m, to: ops, says: After two hours more}
  kept: {hold: true, to: ops, says: Kept back}
"""
AT = {
    "dawn": 0,
    "one": 10 * MINUTE,
    "two": 10 * MINUTE,
    "gap": 75 * MINUTE,
    "long": 195 * MINUTE,
}
INJECTS = ("dawn", "hint", "one", "two", "gate", "gap", "long", "kept")
WITHIN = 5 * MINUTE
AFTER = {"begin": 7 * MINUTE, "work": 50 * MINUTE, "check": 40 * MINUTE}
NEXT = {"begin": "work", "work": "check", "check": "work"}
STEPS = {
    "begin/look": "done",
    "work/fix": "done",
    "check/good:no": "no",
    "check/good:yes": "yes",
}
ENDS = 12 * HOUR
# Why a client's clock may stand, by its contract.
CODES = ("no-access", "no-power")


class Order(NamedTuple):
    """Something said after *gap* milliseconds of wall time."""

    gap: int
    what: str
    name: str = ""
    number: int = 0
    divisor: int = 1


class Visit(NamedTuple):
    """A stay in a phase."""

    phase: str
    start: int
    end: int | None


@dataclass
class Reckoning:
    """One drill, from STARTEX on; times are whole drill milliseconds.

    ``base`` is what the clock showed when it was set, and ``passed`` is what the wall
    went on since, which is less than nothing if it was set back.
    """

    mode: Mode = "drill"
    base: Fraction = Fraction(0)
    passed: int = 0
    speed: Fraction = Fraction(1)
    status: str = "running"
    was_paused: bool = False
    last: int = 0
    ended: int | None = None
    delivered: list[tuple[int, str]] = field(default_factory=list)
    fate: dict[str, str] = field(
        default_factory=lambda: {
            name: "held" if name == "kept" else "coming" for name in INJECTS
        }
    )
    due: dict[str, int] = field(default_factory=lambda: dict(AT))
    missed_at: dict[str, int] = field(default_factory=dict)
    has_missed: bool = False
    visits: list[Visit] = field(default_factory=list)
    asides: list[list[int]] = field(default_factory=list)
    is_aside: bool = False
    words: list[int] = field(default_factory=list)
    declared: int | None = None
    stops: dict[str, int] = field(default_factory=dict)
    stopped: list[tuple[int, int]] = field(default_factory=list)
    jumps: list[tuple[int, int]] = field(default_factory=list)
    is_jumping: bool = False

    def __post_init__(self) -> None:
        self.visits.append(Visit("begin", 0, None))

    @property
    def shown(self) -> Fraction:
        """What the clock alone comes to, with what is left over of a millisecond."""
        runs = self.status == "running"
        return self.base + (max(0, self.passed) * self.speed if runs else 0)

    @property
    def now(self) -> int:
        """What a seat shows: never less than what was written already."""
        return max(self.last, floor(self.shown))

    @property
    def phase(self) -> str:
        """Where the run stands."""
        return self.visits[-1].phase

    def order(self, order: Order) -> tuple[int, bool]:
        """Carry out an order: at which drill time, and whether it was accepted."""
        self.passed += order.gap
        self._fire(self.now, through=False)
        if self.ended is not None:
            return self.ended, False
        at = self.now
        accepted = self._carry_out(order, at)
        if order.what != "pass":
            self.last = max(self.last, at)
        return at, accepted

    def _carry_out(self, order: Order, at: int) -> bool:
        match order.what:
            case "pass":
                self._fire(at, through=True)
                return True
            case "pause" | "emergency" | "speed" | "jump" if self.mode == "live":
                return False
            case "pause" | "resume" | "emergency" | "all-clear":
                return self._stand(order.what, at)
            case "speed":
                return self._hurry(Fraction(order.number, order.divisor), at)
            case "jump":
                return self._jump(at, at + order.number)
            case "trigger" | "hold" | "release" | "skip" | "edit":
                return self._inject(order, at)
            case "aside" | "back":
                return self._aside(order.what == "aside", at)
            case "stop" | "start":
                return self._client(order.what == "stop", order.name, at)
            case "update":
                return self._update(at)
            case "settle":
                return self._settle(order.name, at)
        raise AssertionError(order)

    def _set(self, at: int) -> None:
        """The clock is set at a time, which keeps what is left over if it showed it."""
        shown = self.shown
        self.base, self.passed = shown if floor(shown) == at else Fraction(at), 0

    def _hurry(self, speed: Fraction, at: int) -> bool:
        is_offered = Fraction(1, 4) <= speed <= 60
        if is_offered:
            self._set(at)
            self.speed = speed
        return is_offered

    def _stand(self, what: str, at: int) -> bool:
        wanted = {
            "pause": ("running",),
            "resume": ("paused",),
            "emergency": ("running", "paused"),
            "all-clear": ("emergency",),
        }[what]
        if self.status not in wanted:
            return False
        self._set(at)
        if what == "emergency":
            self.was_paused = self.status == "paused"
        follows = {"pause": "paused", "resume": "running", "emergency": "emergency"}
        back = "paused" if self.was_paused else "running"
        self.status = follows.get(what, back)
        return True

    def _jump(self, at: int, to: int) -> bool:
        if self.status != "running" or to <= at:
            return False
        self.last = at
        self.jumps.append((at, to))
        self.missed_at.clear()
        self.base, self.passed = Fraction(to), 0
        self.is_jumping = True
        self._fire(to, through=True)
        self.is_jumping = False
        return True

    def _inject(self, order: Order, at: int) -> bool:
        name = order.name
        fate = self.fate[name]
        if self.status == "emergency" or fate in ("delivered", "skipped"):
            return False
        match order.what:
            case "trigger":
                self._deliver(name, at)
            case "skip":
                self.fate[name] = "skipped"
            case "hold":
                self.fate[name] = "held"
            case "edit":
                self.due[name] = at + order.number
            case "release":
                self.fate[name] = "coming"
                if self._has_come(name, at):
                    self._release(name, at)
        return True

    def _release(self, name: str, at: int) -> None:
        if self.status == "running":
            self._deliver(name, at)
        else:
            self.due[name] = at

    def _has_come(self, name: str, at: int) -> bool:
        if name in self.due:
            return self.due[name] <= at
        if name == "hint":
            return self.has_missed
        if name == "gate":
            return any(visit.phase == "check" for visit in self.visits)
        return True

    def _waits(self, name: str) -> bool:
        """Whether it comes by what happens; a time that was edited in comes first."""
        return self.fate[name] == "coming" and name not in self.due

    def _deliver(self, name: str, at: int) -> None:
        self.fate[name] = "delivered"
        self.delivered.append((at, name))
        if name == "dawn" and not self.is_jumping:
            self.missed_at[name] = at + WITHIN

    def _aside(self, begins: bool, at: int) -> bool:
        if begins == self.is_aside:
            return False
        self.is_aside = begins
        if begins:
            self.asides.append([at, -1])
        else:
            self.asides[-1][1] = at
        return True

    def _client(self, stops: bool, code: str, at: int) -> bool:
        if stops == (code in self.stops):
            return False
        if stops:
            self.stops[code] = at
        else:
            self.stopped.append((self.stops.pop(code), at))
        return True

    def _update(self, at: int) -> bool:
        if self.status != "running":
            return False
        self.words.append(at)
        return True

    def _settle(self, step: str, at: int) -> bool:
        phase = step.partition("/")[0]
        if self.status != "running" or phase != self.phase:
            return False
        if phase == "begin":
            self.declared = at
        self._go("over" if STEPS[step] == "yes" else NEXT[phase], at)
        return True

    def _go(self, to: str, at: int) -> None:
        left = self.visits[-1]
        self.visits[-1] = left._replace(end=at)
        self.visits.append(Visit(to, at, None))
        if to == "over":
            self._end(at)
        elif to == "check" and self._waits("gate"):
            self._deliver("gate", at)

    def _end(self, at: int) -> None:
        self.ended = at
        self.last = at
        self.status = "ended"
        self.base, self.passed = Fraction(at), 0

    def aside_in(self, start: int, end: int) -> int:
        """How long the department stood aside between two times."""
        return sum(
            max(0, min(end, end if stop < 0 else stop) - max(start, begun))
            for begun, stop in self.asides
        )

    def _fire(self, until: int, *, through: bool) -> None:
        while self.status == "running":
            at, _, _, what, name = min(self._coming())
            if at > until or (at == until and not through):
                return
            at = max(at, self.last)
            self.last = at
            match what:
                case "missed":
                    del self.missed_at[name]
                    self.has_missed = True
                    if self._waits("hint"):
                        self._deliver("hint", at)
                case "after":
                    self._go(NEXT[name], at)
                case "inject":
                    self._deliver(name, at)
                case _:
                    self._end(at)

    def _coming(self) -> Sequence[tuple[int, int, int, str, str]]:
        entered = self.visits[-1].start
        after = entered + AFTER[self.phase] + self.aside_in(entered, 10**12)
        found = [(at, 1, -1, "missed", name) for name, at in self.missed_at.items()]
        if not self.is_aside:
            found.append((after, 1, 0, "after", self.phase))
        found += [
            (at, 2, INJECTS.index(name), "inject", name)
            for name, at in self.due.items()
            if self.fate[name] == "coming"
        ]
        return [*found, (ENDS, 4, 0, "end", "")]
