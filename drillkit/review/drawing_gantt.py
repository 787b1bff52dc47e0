"""The picture of phases planned against actual, as shapes."""

from drillkit.review.drawing import Picture, Shape, line, rect, words
from drillkit.review.view.blocks import Bar, Gantt, GanttRow
from drillkit.review.view.chart import Sign, sign


def paint_gantt(gantt: Gantt) -> Picture:
    """Lines first, then each department's bars, names over them."""
    foot = gantt["height"] - 18
    shapes = [rect("paper", 0, 0, gantt["width"], gantt["height"])]
    for n, tick in enumerate(gantt["ticks"]):
        anchor = "middle" if n else "start"
        shapes.append(line("rule", tick["x"], gantt["top"], tick["x"], foot))
        shapes.append(words(tick["label"], tick["x"], foot + 14, "soft", anchor, 11))
    for mark in gantt["marks"]:
        top = mark["line"] * 16 + 8
        shapes.append(line("moment", mark["x"], top, mark["x"], foot))
    for mark in gantt["marks"]:
        x = mark["x"] + 4 if mark["anchor"] == "start" else mark["x"] - 4
        y = mark["line"] * 16 + 14
        shapes.append(words(mark["label"], x, y, "halo-soft", mark["anchor"], 11))
    for row in gantt["rows"]:
        shapes += _row(row)
    return {"width": gantt["width"], "height": gantt["height"], "shapes": shapes}


def _row(row: GanttRow) -> list[Shape]:
    if row["depth"] == 0:
        return [words(row["label"], 10, row["y"] + 20, "ink", size=13, is_bold=True)]
    x = 10 + (row["depth"] - 1) * 16
    shapes = [words(row["label"], x, row["y"] + 12, "halo-ink")]
    for bar in row["bars"]:
        shapes += _bar(bar, row["y"])
    return shapes


def _bar(bar: Bar, y: int) -> list[Shape]:
    shapes = []
    if bar["planned"]:
        shapes.append(rect("band-plan", bar["x"], y + 17, bar["planned"], 15))
    solid = "band-open" if bar["tone"] == "open" else "band-kept"
    shapes.append(rect(solid, bar["x"], y + 20, bar["width"], 9, bar["title"]))
    if bar["over_width"]:
        shapes.append(rect("band-missed", bar["over_x"], y + 18, bar["over_width"], 13))
    if bar["label"]:
        is_late = bar["tone"] == "missed"
        look = "halo-late" if is_late else "halo-soft"
        at = (bar["label"], bar["label_x"], bar["label_y"])
        shapes.append(words(*at, look, bar["label_anchor"], 11, is_late))
    return shapes


def gantt_signs(gantt: Gantt) -> list[Sign]:
    """The legend in the looks of bands."""
    return [
        sign(
            item["text"], "plan" if item["tone"] == "quiet" else item["tone"] or "open"
        )
        for item in gantt["legend"]
    ]
