"""The few shapes a document is made of: plain dicts that every format can draw.

A cell or a sentence that holds a number carries ``refs``, the entries the
number came from.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from drillkit.review.view.chart import Chart, States

Tone = Literal["kept", "missed", "open", "quiet", ""]
# Rows of one table.
LONGEST = 300
# Entries of one figure.
MOST = 60

Align = Literal["text", "number"]


class Cell(TypedDict):
    """Words in a table; ``note`` stands under them in small type."""

    text: str
    refs: list[int]
    tone: Tone
    note: str


class Column(TypedDict):
    """A column's title, and whether its figures stand one under the other."""

    title: str
    align: Align


class Table(TypedDict):
    """Rows of cells; ``empty`` is said when there are none."""

    kind: Literal["table"]
    caption: str
    columns: list[Column]
    rows: list[list[Cell]]
    empty: str


class Paragraph(TypedDict):
    """One sentence or a few."""

    kind: Literal["paragraph"]
    text: str
    refs: list[int]
    tone: Tone


class Items(TypedDict):
    """A list of sentences."""

    kind: Literal["items"]
    rows: list[Cell]


class Heading(TypedDict):
    """A heading inside a section."""

    kind: Literal["heading"]
    text: str
    id: str


class Bar(TypedDict):
    """One stay in a phase, in the picture's units, with what was planned."""

    x: float
    width: float
    planned: float
    over_x: float
    over_width: float
    label: str
    label_x: float
    label_y: int
    label_anchor: Literal["start", "end"]
    tone: Tone
    title: str
    refs: list[int]


class GanttRow(TypedDict):
    """A department's title (no bars) or one phase."""

    label: str
    depth: int
    bars: list[Bar]
    y: int


class Tick(TypedDict):
    """A vertical line with its time, its words on one of a few lines."""

    x: float
    label: str
    line: int
    anchor: Literal["start", "end"]


class Gantt(TypedDict):
    """Phases planned against actual."""

    kind: Literal["gantt"]
    id: str
    title: str
    text: str
    width: int
    top: int
    height: int
    rows: list[GanttRow]
    ticks: list[Tick]
    marks: list[Tick]
    legend: list[Cell]


Block = Table | Paragraph | Items | Heading | Gantt | Chart | States


class Section(TypedDict):
    """A numbered part of the document."""

    id: str
    title: str
    blocks: list[Block]


def cell(text: str, refs: Iterable[int] = (), tone: Tone = "", note: str = "") -> Cell:
    return {"text": text, "refs": cited(refs), "tone": tone, "note": note}


def cited(refs: Iterable[int]) -> list[int]:
    """Each once; of very many the first and the last, the JSON twin has them all."""
    found = sorted(set(refs))
    return found if len(found) <= MOST else [*found[: MOST - 1], found[-1]]


def paragraph(text: str, refs: Iterable[int] = (), tone: Tone = "") -> Paragraph:
    return {
        "kind": "paragraph",
        "text": text,
        "refs": cited(refs),
        "tone": tone,
    }


def heading(text: str, id_: str) -> Heading:
    return {"kind": "heading", "text": text, "id": id_}


def items(rows: Iterable[Cell]) -> Items:
    return {"kind": "items", "rows": list(rows)}


def table(
    caption: str, columns: Sequence[str], rows: Iterable[list[Cell]], empty: str
) -> Table:
    """A column title that ends in ``#`` is a column of figures.

    A table longer than anybody reads is cut, and its caption says so: the JSON
    twin's measures and entries are whole.
    """
    shown = list(rows)
    if len(shown) > LONGEST:
        caption = f"{caption} ({LONGEST} / {len(shown)})"
        shown = shown[:LONGEST]
    return {
        "kind": "table",
        "caption": caption,
        "columns": [
            {
                "title": title.removesuffix("#"),
                "align": "number" if title.endswith("#") else "text",
            }
            for title in columns
        ],
        "rows": shown,
        "empty": empty,
    }


def section(id_: str, title: str, blocks: Iterable[Block]) -> Section:
    return {"id": id_, "title": title, "blocks": list(blocks)}
