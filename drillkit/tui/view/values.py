"""What can stand on a screen: texts made for one reader, at one moment.

Widgets and the line mode draw these and ask nothing else.  A state is always in the
text; the tone only repeats it in colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "dim", "good", "attention", "urgent", "late", "strong", "mark"]


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step, or a phase, of a run."""

    run: str
    path: str


@dataclass(frozen=True, slots=True)
class RunRef:
    """A department's run."""

    run: str


@dataclass(frozen=True, slots=True)
class CallRef:
    """A call somebody has to answer."""

    call: str


@dataclass(frozen=True, slots=True)
class InjectRef:
    """An inject, come or to come."""

    inject: str


@dataclass(frozen=True, slots=True)
class ExpectedRef:
    """One action that an inject asks for; ``number`` counts from 1."""

    inject: str
    number: int


@dataclass(frozen=True, slots=True)
class PromiseRef:
    """An obligation with its clock."""

    obligation: str


@dataclass(frozen=True, slots=True)
class RequestRef:
    """Work a provider was asked for."""

    request: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    """A line of the affected table."""

    item: str


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry of the log."""

    seq: int


@dataclass(frozen=True, slots=True)
class SeatRef:
    """A seat, by its id."""

    seat: str


Ref = (
    StepRef
    | RunRef
    | CallRef
    | InjectRef
    | ExpectedRef
    | PromiseRef
    | RequestRef
    | ItemRef
    | EntryRef
    | SeatRef
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of a row."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` 0 takes what is left; a column that ``drops`` goes first (1 before 2)
    when there is no room, 0 never."""

    title: str = ""
    width: int = 0
    is_right: bool = False
    drops: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, and what it is about."""

    cells: tuple[Cell, ...]
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A panel of rows; ``empty`` says in words that there are none.

    ``rows`` may be told lazily: a timeline of a hundred thousand entries is.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A panel of running text; each line is broken by whoever draws it."""

    title: str
    lines: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """The bar over every screen.

    ``exercise`` is the mark of a drill, "" in a live event.  ``soonest`` is the clock
    that runs out first, which is always in sight.
    """

    exercise: str
    title: str
    state: Cell
    drill_time: str
    story_time: str
    seat: str
    level: Cell
    command: str
    soonest: Cell
    link: Cell
    seq: str
    restored: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something unacknowledged; it stays until it is answered."""

    text: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Mine:
    """What I must do now.  ``coming`` is what this seat may know of the future."""

    steps: Table
    clocks: Table
    waiting: Table
    coming: Table
    feed: Table


@dataclass(frozen=True, slots=True)
class Control:
    """Every department at once, and the controller's own work.

    ``injects``, ``expected``, ``observations`` are None where the seat may not know,
    ``hotwash`` while nobody has written of it and the drill goes on.
    """

    departments: Table
    updates: Table
    calls: Table
    seats: Table
    workload: Table
    affected: Table
    requests: Table
    feed: Table
    injects: Table | None = None
    expected: Table | None = None
    observations: Table | None = None
    hotwash: Table | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drill: a lane per department, and the entries."""

    lanes: Page
    entries: Table


@dataclass(frozen=True, slots=True)
class Frame:
    """What is on every screen, whatever its mode."""

    top: Top
    alarms: tuple[Alarm, ...] = field(default=())
    notice: str = ""
