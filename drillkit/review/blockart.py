"""A chart as lines of block letters, for terminals; the same rows the pictures have.

Letters differ as hatches do on paper, so it reads without colours.  A part of a line
is its words and a look; whoever prints knows what colours are.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from drillkit.review.clean import one_line
from drillkit.review.drawing import ROUND
from drillkit.review.view.blocks import Gantt
from drillkit.review.view.chart import Chart, Sign, Strip

FILL: Final = {
    "kept": "\N{FULL BLOCK}",
    "missed": "\N{DARK SHADE}",
    "open": "\N{MEDIUM SHADE}",
    "plan": "\N{LIGHT SHADE}",
    "stop": "\N{BOX DRAWINGS LIGHT DIAGONAL CROSS}",
    "quiet": "\N{BOX DRAWINGS LIGHT HORIZONTAL}",
}
MARKS: Final = {
    "dot": "\N{BLACK CIRCLE}",
    "ring": "\N{WHITE CIRCLE}",
    "diamond": "\N{BLACK DIAMOND}",
    "cross": "\N{MULTIPLICATION SIGN}",
    "tick": "\N{BOX DRAWINGS HEAVY VERTICAL}",
}
NARROWEST: Final = 24


class Part(NamedTuple):
    """Words of one look."""

    text: str
    look: str


Line = list[Part]


def chart_lines(chart: Chart, wide: int) -> list[Line]:
    """The chart in *wide* columns: title, rows, axis, legend."""
    wide = max(NARROWEST, wide)
    lines: list[Line] = [
        [Part(text, "title")] for text in _folded(chart["title"], wide)
    ]
    for row in chart["rows"]:
        lines += _head(row, wide)
        lines.append(_track(row, chart["start"], chart["end"], wide))
    lines.append([Part(_axis(chart["start"], chart["end"], wide), "soft")])
    return [*lines, *_legend(chart["legend"], wide)]


def gantt_lines(gantt: Gantt, wide: int) -> list[Line]:
    """Phases planned and actual, one under the other."""
    wide = max(NARROWEST, wide)
    lines: list[Line] = [
        [Part(text, "title")] for text in _folded(gantt["title"], wide)
    ]
    for row in gantt["rows"]:
        pad = "  " * max(0, row["depth"] - 1)
        look = "title" if row["depth"] == 0 else "ink"
        said = " ".join(bar["label"] for bar in row["bars"] if bar["label"])
        lines += _sides(pad + row["label"], said, look, "soft", wide)
        if row["depth"] == 0:
            continue
        cells = [Part(" ", "")] * wide
        for bar in row["bars"]:
            share = wide / gantt["width"]
            _put(cells, bar["x"] * share, bar["planned"] * share, "plan")
            solid = "open" if bar["tone"] == "open" else "kept"
            _put(cells, bar["x"] * share, bar["width"] * share, solid)
            if bar["over_width"]:
                _put(cells, bar["over_x"] * share, bar["over_width"] * share, "missed")
        lines.append(_joined(cells))
    return lines


def _head(row: Strip, wide: int) -> list[Line]:
    look = "missed" if row["look"] == "missed" else "soft"
    return _sides(row["label"], row["note"], "ink", look, wide)


def _sides(left: str, right: str, look: str, beside: str, wide: int) -> list[Line]:
    """Words at both ends of a line, or under each other where there is no room."""
    left, right = left.rstrip(), one_line(right)
    if len(left) + len(right) + 2 <= wide:
        gap = " " * (wide - len(left) - len(right))
        return [[Part(left + gap, look), Part(right, beside)]]
    lines = [[Part(text, look)] for text in _folded(left, wide)]
    return lines + [[Part(text, beside)] for text in _folded(right, wide)]


def _track(row: Strip, start: int, end: int, wide: int) -> Line:
    share = wide / (end - start)
    cells = [Part(" ", "")] * wide
    for band in row["bands"]:
        at = (band["start"] - start) * share
        _put(cells, at, (band["end"] - band["start"]) * share, band["look"])
    for point in row["points"]:
        column = min(wide - 1, max(0, int((point["at"] - start) * share)))
        cells[column] = Part(MARKS[point["mark"]], point["look"])
    return _joined(cells)


def _put(cells: list[Part], at: float, length: float, look: str) -> None:
    """At least one letter, so that nothing short is lost."""
    first = min(len(cells) - 1, max(0, round(at)))
    last = min(len(cells), max(first + 1, round(at + length)))
    if length > 0:
        cells[first:last] = [Part(FILL[look], look)] * (last - first)


def _joined(cells: Iterable[Part]) -> Line:
    made: Line = []
    for cell in cells:
        if made and made[-1].look == cell.look:
            made[-1] = Part(made[-1].text + cell.text, cell.look)
        else:
            made.append(cell)
    return made


def _axis(start: int, end: int, wide: int) -> str:
    length = end - start
    most = max(2, wide // 9)
    step = next((one for one in ROUND if length <= most * one), length)
    cells = [" "] * (wide + 8)
    for at in range(-(-start // step) * step, end + 1, step):
        sign = "\N{MINUS SIGN}" if at < 0 else ""
        hours, minutes = divmod(abs(at) // 60_000, 60)
        text = f"{sign}{hours}:{minutes:02d}"
        column = min(wide - len(text), int((at - start) * wide / length))
        if "".join(cells[max(0, column - 1) : column + len(text)]).strip() == "":
            cells[column : column + len(text)] = text
    return "".join(cells[:wide]).rstrip()


def _legend(signs: Iterable[Sign], wide: int) -> list[Line]:
    lines: list[Line] = [[]]
    taken = 0
    for sign in signs:
        mark = FILL[sign["look"]] * 2 if sign["mark"] == "band" else MARKS[sign["mark"]]
        text = f" {sign['text']}   "
        if taken and taken + len(mark) + len(text) > wide:
            lines.append([])
            taken = 0
        lines[-1] += [Part(mark, sign["look"]), Part(text, "soft")]
        taken += len(mark) + len(text)
    return lines


def _folded(text: str, wide: int) -> list[str]:
    """Whole words on lines of at most *wide*; a longer word is broken."""
    lines = [""]
    for word in one_line(text).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        while len(lines[-1]) > wide:
            lines[-1:] = [lines[-1][:wide], lines[-1][wide:]]
    return [line for line in lines if line]
