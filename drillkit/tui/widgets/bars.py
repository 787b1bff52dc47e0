"""The bars around every screen: top, alarm, notice, keys; a line or two each."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from drillkit.tui.view.values import Cell, Top
from drillkit.tui.widgets.drawing import Toned, drawn
from drillkit.tui.widgets.fitting import Part, bar, fitted

# Narrower, the title of the drill is worth more than the number of its entries.
ROOMY: Final = 110


class Bar(Toned):
    """Lines of cells, made anew for the width there is."""

    # The toolkit's widgets have a metaclass of their own, so the type checker alone
    # misses a line that nobody wrote.
    @abstractmethod
    def lines(self, width: int) -> Sequence[Sequence[Cell]]:
        """What stands on each line."""

    def render_line(self, y: int) -> Strip:
        lines = self.lines(self.size.width)
        return drawn(self, lines[y] if y < len(lines) else [], self.size.width)


class TopBar(Bar):
    """The drill and its time; me, my command and the clock that runs out first."""

    top: Top | None = None

    def show(self, top: Top) -> None:
        if top != self.top:
            self.top = top
            self.refresh()

    def lines(self, width: int) -> Sequence[Sequence[Cell]]:
        if self.top is None:
            return []
        if self.size.height == 1:
            return [bar(_in_one(self.top), width)]
        return [bar(_drill(self.top, width), width), bar(_seat(self.top, width), width)]


def _exercise(top: Top) -> Part:
    # No colour: red is for alarms alone.
    mark = f" {top.exercise} " if top.exercise else ""
    return Part(Cell(mark, "mark"), 100)


def _drill(top: Top, width: int) -> tuple[Part, ...]:
    """Which drill it is people know; who sits here is more to whoever walks by."""
    return (
        _exercise(top),
        Part(Cell(top.title if top.exercise else f" {top.title}", "strong"), 20, 8),
        Part(Cell(top.seat, "strong"), 60, 10),
        Part(top.state, 90),
        Part(Cell(top.drill_time, "strong"), 80),
        Part(Cell(top.story_time), 70),
        Part(top.link, 50),
        Part(Cell(top.seq if width >= ROOMY else "", "dim"), 10),
    )


def _seat(top: Top, width: int) -> tuple[Part, ...]:
    """How bad it is, who leads, and the soonest clock, which is never left out: what
    it is about may be long, and its time stands at the end."""
    level = Cell(f" {top.level.text}", top.level.tone)
    others = sum(cell_len(x) + 2 for x in (level.text, top.restored, top.command) if x)
    room = max(width // 3, width - others)
    return (
        Part(level, 70, 24),
        Part(Cell(top.restored), 30),
        Part(Cell(top.command), 65, 18),
        Part(Cell(_ending(top.soonest.text, room), top.soonest.tone), 90),
    )


def _ending(text: str, width: int) -> str:
    """*text* with what does not fit left out before its last words."""
    size = cell_len(text)
    if size <= width:
        return text
    before, colon, after = text.rpartition(": ")
    room = width - cell_len(after) - 2
    return f"{fitted(before, room)}{colon}{after}" if colon and room > 4 else text


def _in_one(top: Top) -> tuple[Part, ...]:
    return (
        _exercise(top),
        Part(top.state, 90),
        Part(Cell(top.drill_time, "strong"), 70),
        Part(top.soonest, 80, 12),
        Part(Cell(top.seat), 20, 8),
        Part(top.link, 40),
    )


class LineBar(Bar):
    """One line of cells; *parts* fit themselves."""

    parts: tuple[Part, ...] = ()

    def show(self, *parts: Part) -> None:
        if parts != self.parts:
            self.parts = parts
            self.refresh()
        self.set_class(not parts, "-empty")

    def lines(self, width: int) -> Sequence[Sequence[Cell]]:
        return [bar(self.parts, width)]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it does in a word, and the name of that."""

    key: str
    says: str
    name: str


class KeyBar(Bar):
    """The keys that matter now, at most eight, all of which fit; mouse presses too."""

    MOST = 8

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """The last two are kept whatever the width."""
        if tuple(keys) != self.keys:
            self.keys = tuple(keys)
            self.refresh()

    def lines(self, width: int) -> Sequence[Sequence[Cell]]:
        cells: list[Cell] = []
        for key in self.fitting(width):
            cells += [Cell(key.key, "strong"), Cell(f" {key.says}  ")]
        return [cells]

    def fitting(self, width: int) -> list[Key]:
        """The keys that there is room for."""
        kept = list(self.keys)
        while len(kept) > 2 and (len(kept) > self.MOST or _length(kept) > width + 2):
            del kept[-3]
        return kept

    def on_click(self, event: events.Click) -> None:
        x = 0
        for key in self.fitting(self.size.width):
            x += _length([key])
            if event.x < x:
                self.post_message(self.Pressed(key.name))
                return


def _length(keys: Sequence[Key]) -> int:
    return sum(cell_len(f"{key.key} {key.says}  ") for key in keys)
