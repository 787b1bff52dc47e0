"""Stages and ways laid out on a sheet: down the page, and across inside a lane.

Every box is as large as its words, measured; ways that skip or go back run beside
the boxes, so that none is crossed by a word.
"""

from dataclasses import dataclass, field
from typing import Final

from drillkit.review.drawing import Picture, Shape, path, rect, words
from drillkit.review.letters import folded, width
from drillkit.review.view.chart import Stage, States, Track, Way

BOX: Final = 158
PAD: Final = 10
LINE: Final = 15
ACROSS: Final = 26
DOWN: Final = 34
LABEL: Final = 128


@dataclass(slots=True)
class Box:
    """A stage with its size, its place, and what is drawn in it."""

    stage: Stage
    w: float
    h: float
    x: float = 0
    y: float = 0
    inner: list[Shape] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """Shapes from (0, 0) to (w, h)."""

    w: float
    h: float
    shapes: list[Shape]


def lay_out(states: States) -> Picture:
    """The whole picture."""
    flow = _flow(states["stages"], states["ways"], is_down=True)
    w, h = flow.w + 2 * PAD, flow.h + 2 * PAD
    return {
        "width": round(w),
        "height": round(h),
        "shapes": [
            rect("paper", 0, 0, round(w), round(h)),
            *moved(flow.shapes, PAD, PAD),
        ],
    }


def moved(shapes: list[Shape], x: float, y: float) -> list[Shape]:
    """The same shapes further right and down; paths carry their own place."""
    return [_moved(one, x, y) for one in shapes]


def _moved(one: Shape, x: float, y: float) -> Shape:
    made = one.copy()
    if one["shape"] == "path":
        made["text"] = _moved_path(one["text"], x, y)
    else:
        made["x"], made["y"] = round(one["x"] + x, 1), round(one["y"] + y, 1)
    return made


def _moved_path(d: str, x: float, y: float) -> str:
    """Ways are written in absolute pairs, which move one by one."""
    parts = []
    for part in d.split(" "):
        letter, pair = (part[0], part[1:]) if part[0].isalpha() else ("", part)
        if "," not in pair:
            parts.append(part)
            continue
        at_x, at_y = pair.split(",")
        parts.append(f"{letter}{float(at_x) + x:.1f},{float(at_y) + y:.1f}")
    return " ".join(parts)


def _flow(stages: list[Stage], ways: list[Way], *, is_down: bool) -> Sheet:
    boxes = {one["id"]: _box(one) for one in stages}
    ranks = _ranks(stages, ways)
    rows: list[list[Box]] = [[] for _rank in range(max(ranks.values(), default=0) + 1)]
    straight = [way for way in ways if ranks[way["end"]] - ranks[way["start"]] == 1]
    around = [way for way in ways if way not in straight]
    # Outermost stands what has ways beside the boxes, so that they cross none.
    turned = {way[end] for way in around for end in ("start", "end")}
    for one in sorted(stages, key=lambda stage: stage["id"] in turned):
        rows[ranks[one["id"]]].append(boxes[one["id"]])
    w, h = _down(rows, straight) if is_down else _across(rows, straight)
    shapes: list[Shape] = []
    for box in boxes.values():
        shapes += moved(box.inner, box.x, box.y)
    drawn = (
        _straight_down(boxes, straight)
        if is_down
        else _straight_across(boxes, straight)
    )
    beside, w, h = _around(boxes, around, w, h, is_down=is_down)
    return Sheet(w, h, [*beside, *drawn, *shapes])


def _ranks(stages: list[Stage], ways: list[Way]) -> dict[str, int]:
    """As far from the beginning as the longest way forward."""
    order = {one["id"]: place for place, one in enumerate(stages)}
    ranks = dict.fromkeys(order, 0)
    for one in stages:
        for way in ways:
            if way["start"] == one["id"] and order[way["end"]] > order[one["id"]]:
                ranks[way["end"]] = max(ranks[way["end"]], ranks[one["id"]] + 1)
    return ranks


def _box(stage: Stage) -> Box:
    lanes = [_lane(lane) for lane in stage["lanes"]]
    w = max([BOX, *(lane.w + 2 * PAD for lane in lanes)])
    title = folded(stage["label"], 12, w - 2 * PAD, 4, is_bold=True)
    notes = [
        part for note in stage["notes"] for part in folded(note, 11, w - 2 * PAD, 2)
    ]
    y = 6.0
    shapes: list[Shape] = []
    for text in title:
        y += LINE
        shapes.append(words(text, PAD, y - 3, "ink", is_bold=True))
    look = "label-missed" if stage["look"] == "box-late" else "soft"
    for text in notes:
        y += LINE - 1
        shapes.append(words(text, PAD, y - 3, look, size=11))
    for lane in lanes:
        y += 6
        shapes += moved(lane.shapes, PAD, y)
        y += lane.h
    y += 8
    frame = [rect(stage["look"], 0, 0, w, y, stage["label"])]
    if stage["is_final"]:
        # A second frame, as state diagrams mark an end.
        frame.append(rect(stage["look"], 3, 3, w - 6, y - 6))
    return Box(stage, w, y, inner=[*frame, *shapes])


def _lane(lane: Track) -> Sheet:
    flow = _flow(lane["stages"], lane["ways"], is_down=False)
    w = max(flow.w, min(width(lane["label"], 11, True), 260)) + 2 * PAD
    head = folded(lane["label"], 11, w - 2 * PAD, 2, is_bold=True)
    top = 6 + LINE * len(head)
    shapes = [rect("box-lane", 0, 0, w, top + flow.h + PAD)]
    shapes += [
        words(text, PAD, 4 + LINE * (n + 1) - 3, "soft", size=11, is_bold=True)
        for n, text in enumerate(head)
    ]
    return Sheet(w, top + flow.h + PAD, [*shapes, *moved(flow.shapes, PAD, top)])


def _label(way: Way) -> list[str]:
    return folded(way["label"], 10.5, LABEL, 3)


def _down(rows: list[list[Box]], straight: list[Way]) -> tuple[float, float]:
    """Rows under each other, centred; returns the size of it all."""
    widths = [sum(box.w for box in row) + ACROSS * (len(row) - 1) for row in rows]
    whole = max(widths, default=0)
    y = 0.0
    for row, row_width in zip(rows, widths, strict=True):
        x = (whole - row_width) / 2
        for box in row:
            box.x, box.y = x, y
            x += box.w + ACROSS
        names = {box.stage["id"] for box in row}
        lines = [len(_label(way)) for way in straight if way["start"] in names]
        y += max((box.h for box in row), default=0) + DOWN + 12 * max(lines, default=0)
    last = max((box.y + box.h for row in rows for box in row), default=0)
    return whole, last


def _across(rows: list[list[Box]], straight: list[Way]) -> tuple[float, float]:
    """Columns beside each other, as far apart as the words between them need."""
    x = 0.0
    high = max((sum(b.h + 14 for b in row) - 14 for row in rows if row), default=0)
    for row in rows:
        y = (high - sum(box.h + 14 for box in row) + 14) / 2
        for box in row:
            box.x, box.y = x, y
            y += box.h + 14
        names = {box.stage["id"] for box in row}
        labels = [
            width(text, 10.5)
            for way in straight
            if way["start"] in names
            for text in _label(way)
        ]
        x += max((box.w for box in row), default=0) + max(ACROSS + 8, *labels, 0) + 14
    right = max((box.x + box.w for row in rows for box in row), default=0)
    return right, high


def _arrow(way: Way, points: list[tuple[float, float]]) -> list[Shape]:
    look = "-taken" if way["times"] else ""
    d = " ".join(
        f"{'L' if n else 'M'}{x:.1f},{y:.1f}" for n, (x, y) in enumerate(points)
    )
    (ax, ay), (bx, by) = points[-2:]
    if abs(bx - ax) > abs(by - ay):
        back = -7 if bx > ax else 7
        barbs = [(bx + back, by - 4), (bx + back, by + 4)]
    else:
        back = -7 if by > ay else 7
        barbs = [(bx - 4, by + back), (bx + 4, by + back)]
    tip = " ".join([f"M{bx:.1f},{by:.1f}", *(f"L{x:.1f},{y:.1f}" for x, y in barbs)])
    return [path(f"way{look}", d), path(f"tip{look}", f"{tip} Z")]


def _written(way: Way, x: float, y: float, anchor: str = "start") -> list[Shape]:
    look = "ink" if way["times"] else "soft"
    return [
        words(text, x, y + 12 * n, look, anchor, 10.5)
        for n, text in enumerate(_label(way))
    ]


def _straight_down(boxes: dict[str, Box], ways: list[Way]) -> list[Shape]:
    shapes: list[Shape] = []
    for way in ways:
        a, b = boxes[way["start"]], boxes[way["end"]]
        mine = [one for one in ways if one["start"] == way["start"]]
        theirs = [one for one in ways if one["end"] == way["end"]]
        start_x = a.x + a.w * (mine.index(way) + 1) / (len(mine) + 1)
        end_x = b.x + b.w * (theirs.index(way) + 1) / (len(theirs) + 1)
        if len(mine) == len(theirs) == 1:
            start_x = end_x = min(max(end_x, a.x + 12), a.x + a.w - 12)
        turn = a.y + a.h + 9 + 5 * mine.index(way)
        shapes += _arrow(
            way,
            [(start_x, a.y + a.h), (start_x, turn), (end_x, turn), (end_x, b.y)],
        )
        lines = len(_label(way))
        shapes += _written(way, end_x + 6, b.y - 10 - 12 * (lines - 1))
    return shapes


def _straight_across(boxes: dict[str, Box], ways: list[Way]) -> list[Shape]:
    shapes: list[Shape] = []
    for way in ways:
        a, b = boxes[way["start"]], boxes[way["end"]]
        mine = [one for one in ways if one["start"] == way["start"]]
        theirs = [one for one in ways if one["end"] == way["end"]]
        start_y = a.y + a.h * (mine.index(way) + 1) / (len(mine) + 1)
        end_y = b.y + b.h * (theirs.index(way) + 1) / (len(theirs) + 1)
        turn = b.x - 12
        shapes += _arrow(
            way,
            [(a.x + a.w, start_y), (turn, start_y), (turn, end_y), (b.x, end_y)]
            if abs(start_y - end_y) > 1
            else [(a.x + a.w, start_y), (b.x, end_y)],
        )
        lines = len(_label(way))
        shapes += _written(way, a.x + a.w + 5, start_y - 5 - 12 * (lines - 1))
    return shapes


def _around(
    boxes: dict[str, Box], ways: list[Way], w: float, h: float, *, is_down: bool
) -> tuple[list[Shape], float, float]:
    """Ways that skip a rank or go back, each on a line of its own beside the rest."""
    shapes: list[Shape] = []
    if not ways:
        return shapes, w, h
    if is_down:
        room = max(
            (width(text, 10.5) for way in ways for text in _label(way)), default=0
        )
        for n, way in enumerate(ways):
            a, b = boxes[way["start"]], boxes[way["end"]]
            x = w + room + 16 + 12 * n
            start_y, end_y = a.y + a.h / 2 + 7 * n, b.y + 16 + 7 * n
            start_y = min(start_y, a.y + a.h - 6)
            shapes += _arrow(
                way,
                [(a.x + a.w, start_y), (x, start_y), (x, end_y), (b.x + b.w, end_y)],
            )
            lines = len(_label(way))
            high = min(start_y, end_y) if way["start"] == way["end"] else start_y
            shapes += _written(way, w + 8, high - 5 - 12 * (lines - 1))
        return shapes, w + room + 16 + 12 * len(ways), h
    for n, way in enumerate(ways):
        a, b = boxes[way["start"]], boxes[way["end"]]
        lines = len(_label(way))
        y = h + 14 + 12 * max(0, lines - 1)
        start_x, end_x = a.x + a.w / 2 + 8 * n, b.x + b.w / 2 - 8 * n
        shapes += _arrow(
            way, [(start_x, a.y + a.h), (start_x, y), (end_x, y), (end_x, b.y + b.h)]
        )
        shapes += _written(way, min(start_x, end_x) + 6, y - 4 - 12 * (lines - 1))
        h = y + 4
    return shapes, w, h
