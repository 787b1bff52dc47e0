"""A chart as shapes on a sheet, every word measured so that none is cut or covered.

Knows nothing of SVG: a template gives shapes their colours, and a style sheet other
ones in the dark.
"""

from typing import Final, TypedDict

from drillkit.review.letters import folded, width
from drillkit.review.view.chart import Chart, Sign, Strip

WIDTH: Final = 860
LEFT: Final = 8
RIGHT: Final = 20
SIZE: Final = 12
LINE: Final = 15
TRACK: Final = 16
GAP: Final = 9
HOUR: Final = 3_600_000
MINUTE: Final = 60_000
ROUND: Final = tuple(n * MINUTE for n in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440))


class Shape(TypedDict):
    """One thing drawn; ``look`` names its colours."""

    shape: str
    look: str
    x: float
    y: float
    w: float
    h: float
    text: str
    anchor: str
    size: float
    is_bold: bool
    tip: str


class Picture(TypedDict):
    """A sheet and what is on it, the undermost first."""

    width: int
    height: int
    shapes: list[Shape]


def rect(look: str, x: float, y: float, w: float, h: float, tip: str = "") -> Shape:
    return _shape("rect", look, x, y, w=w, h=h, tip=tip)


def words(
    text: str,
    x: float,
    y: float,
    look: str = "ink",
    anchor: str = "start",
    size: float = SIZE,
    is_bold: bool = False,
) -> Shape:
    return _shape(
        "text", look, x, y, text=text, anchor=anchor, size=size, is_bold=is_bold
    )


def line(look: str, x: float, y: float, to_x: float, to_y: float) -> Shape:
    return _shape("line", look, x, y, w=to_x - x, h=to_y - y)


def path(look: str, d: str, tip: str = "") -> Shape:
    return _shape("path", look, 0, 0, text=d, tip=tip)


def _shape(
    shape: str,
    look: str,
    x: float,
    y: float,
    *,
    w: float = 0,
    h: float = 0,
    text: str = "",
    anchor: str = "start",
    size: float = SIZE,
    is_bold: bool = False,
    tip: str = "",
) -> Shape:
    return {
        "shape": shape,
        "look": look,
        "x": round(x, 1),
        "y": round(y, 1),
        "w": round(w, 1),
        "h": round(h, 1),
        "text": text,
        "anchor": anchor,
        "size": size,
        "is_bold": is_bold,
        "tip": tip,
    }


class Scale:
    """An axis' milliseconds to units of the sheet."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end

    def x(self, at: int) -> float:
        at = min(max(at, self.start), self.end)
        share = (at - self.start) / (self.end - self.start)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * share, 1)

    def ticks(self) -> list[int]:
        """At most nine, at round times."""
        length = self.end - self.start
        step = next((s for s in ROUND if length <= 9 * s), length)
        first = -(-self.start // step) * step
        return list(range(first, self.end + 1, step))


def paint(chart: Chart) -> Picture:
    """The chart on a sheet of fixed width, as high as its words need."""
    scale = Scale(chart["start"], chart["end"])
    shapes: list[Shape] = []
    y = 8.0
    for row in chart["rows"]:
        drawn, y = _strip(row, scale, y)
        shapes += drawn
    foot = y + 4
    rules = [line("rule", scale.x(at), 4, scale.x(at), foot) for at in scale.ticks()]
    rules += [line("moment", scale.x(one["at"]), 4, scale.x(one["at"]), foot)
              for one in chart["lines"]]  # fmt: skip
    labels = [
        words(_clock(at), scale.x(at), foot + 14, "soft", _anchor(scale, at), 11)
        for at in scale.ticks()
    ]
    height = round(foot + 22)
    paper = rect("paper", 0, 0, WIDTH, height)
    return {
        "width": WIDTH,
        "height": height,
        "shapes": [paper, *rules, *shapes, *labels],
    }


def _anchor(scale: Scale, at: int) -> str:
    x = scale.x(at)
    if x < LEFT + 14:
        return "start"
    return "end" if x > WIDTH - RIGHT - 4 else "middle"


def _clock(at: int) -> str:
    sign, rest = ("\N{MINUS SIGN}", -at) if at < 0 else ("", at)
    hours, minutes = divmod(rest // MINUTE, 60)
    return f"{sign}{hours}:{minutes:02d}"


def _strip(row: Strip, scale: Scale, y: float) -> tuple[list[Shape], float]:
    """The row's words over its track; the figure at the right, or under them."""
    room = WIDTH - LEFT - RIGHT
    head: list[Shape] = []
    tone = "label-missed" if row["look"] == "missed" else "soft"
    note_width = width(row["note"], 11)
    beside = note_width + 24 < room * 0.6
    label_room = room - note_width - 24 if beside else room
    for text in folded(row["label"], SIZE, label_room, 2, is_bold=row["is_group"]):
        y += LINE
        head.append(words(text, LEFT, y - 3, "ink", is_bold=row["is_group"]))
    if row["note"] and beside:
        head.append(words(row["note"], WIDTH - RIGHT, y - 3, tone, "end", 11))
    elif row["note"]:
        for text in folded(row["note"], 11, room, 2):
            y += LINE - 1
            head.append(words(text, LEFT, y - 3, tone, size=11))
    if row["is_group"] and not row["bands"]:
        return head, y + 4
    return [*head, *_track(row, scale, y + 2)], y + 2 + TRACK + GAP


def _track(row: Strip, scale: Scale, y: float) -> list[Shape]:
    shapes = []
    for part in row["bands"]:
        x = scale.x(part["start"])
        w = max(1.5, scale.x(part["end"]) - x)
        inset = {"plan": 0, "stop": 1, "missed": 2, "quiet": 6}.get(
            part["look"], 2 if part["label"] else 4
        )
        shapes.append(
            rect(
                f"band-{part['look']}",
                x,
                y + inset,
                w,
                TRACK - 2 * inset,
                part["title"],
            )  # fmt: skip
        )
    for part in row["bands"]:
        if part["label"]:
            shapes += _band_label(part["label"], part["look"], scale, part, y)
    for one in row["points"]:
        shapes.append(
            _mark(one["mark"], one["look"], scale.x(one["at"]), y, one["title"])
        )
    return shapes


def _band_label(
    text: str, look: str, scale: Scale, part: object, y: float
) -> list[Shape]:
    """Inside its band, if it fits there."""
    assert isinstance(part, dict)
    x, end = scale.x(part["start"]), scale.x(part["end"])
    if end - x < width(text, 10, True) + 6:
        return []
    middle = (x + end) / 2
    look = "on-missed" if look == "missed" else "on-band"
    return [words(text, middle, y + 11.5, look, "middle", 10, True)]


def _mark(mark: str, look: str, x: float, y: float, tip: str) -> Shape:
    """Shapes differ, so that they are told apart without colours."""
    return mark_at(mark, look, x, y + TRACK / 2, tip)


def mark_at(mark: str, look: str, x: float, middle: float, tip: str = "") -> Shape:
    """A point's sign with its middle at (x, middle)."""
    d = {
        "dot": f"M{x - 4.5},{middle} a4.5,4.5 0 1,0 9,0 a4.5,4.5 0 1,0 -9,0 z",
        "ring": f"M{x - 4},{middle} a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0 z",
        "diamond": f"M{x},{middle - 6} l6,6 l-6,6 l-6,-6 z",
        "cross": f"M{x - 5},{middle - 5} l10,10 M{x - 5},{middle + 5} l10,-10",
        "tick": f"M{x},{middle - TRACK / 2} v{TRACK}",
    }[mark]
    made = path(f"{mark}-{look}", d, tip)
    made["x"], made["y"] = x, middle
    return made


def legend_mark(sign: Sign) -> list[Shape]:
    """The same shape, small, beside its words."""
    if sign["mark"] == "band":
        return [rect(f"band-{sign['look']}", 0.5, 1, 25, 10)]
    return [mark_at(sign["mark"], sign["look"], 13, 6)]


def moved_mark(one: Shape, x: float, y: float) -> Shape:
    """A legend's shape elsewhere."""
    if one["shape"] == "path":
        mark, _, look = one["look"].partition("-")
        return mark_at(mark, look, one["x"] + x, one["y"] + y)
    made = one.copy()
    made["x"], made["y"] = one["x"] + x, one["y"] + y
    return made
