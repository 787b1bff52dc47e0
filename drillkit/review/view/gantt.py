"""The picture of phases planned against actual, as numbers a template draws.

Names stand over their bars, so a long Russian one is never cut; how far a bar
ran past its target stands beside it with a sign, so it reads without colours.
"""

from typing import Literal

from drillkit.review.measures.moments import reached
from drillkit.review.measures.paths import without_run
from drillkit.review.measures.phases import Timing, Visit
from drillkit.review.reader import MINUS
from drillkit.review.view.blocks import Bar, Gantt, GanttRow, Tick, cell
from drillkit.review.view.review import Review

# Units of the picture; it scales to the page.
WIDTH = 1000
LEFT = 10
RIGHT = 70
GROUP = 28
ROW = 38
LINE = 16
# Phases that a sheet of paper holds.
ROWS = 20
# What a letter takes at most at the size of labels, and what a bar's label needs.
LETTER = 7.4
LABEL = 78
MINUTE = 60_000
ROUND_MS = tuple(
    minutes * MINUTE for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440)
)
MOMENTS = (
    "declared",
    "workaround",
    "restored-reported",
    "restored-confirmed",
    "normal",
)


class _Scale:
    """Drill time to units of the picture."""

    def __init__(self, end: int) -> None:
        self.end = max(end, MINUTE)

    def x(self, at: int) -> float:
        at = min(max(at, 0), self.end)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * at / self.end, 1)

    def width(self, ms: int) -> float:
        return round((WIDTH - LEFT - RIGHT) * ms / self.end, 1)

    def ticks(self) -> range:
        """At most nine lines, at round times."""
        step = next((s for s in ROUND_MS if self.end <= 9 * s), self.end)
        return range(0, self.end + 1, step)


def gantts(review: Review, timings: list[Timing]) -> list[Gantt]:
    """One picture, or several on one scale where paper would cut it."""
    sheets: list[list[Timing]] = []
    for run in dict.fromkeys(timing.run for timing in timings):
        mine = [timing for timing in timings if timing.run == run]
        if sheets and len(sheets[-1]) + len(mine) <= ROWS:
            sheets[-1] += mine
        else:
            sheets.append(mine)
    reaches = [visit.end for timing in timings for visit in timing.visits]
    scale = _Scale(max([review.record.end, *reaches]))
    return [
        _gantt(review, sheet, scale, number) for number, sheet in enumerate(sheets, 1)
    ]


def _gantt(review: Review, timings: list[Timing], scale: _Scale, number: int) -> Gantt:
    _ = review.reader._
    marks = _marks(review, scale)
    top = LINE * (2 + max((mark["line"] for mark in marks), default=-1)) + 10
    rows: list[GanttRow] = []
    y = top
    for run in dict.fromkeys(timing.run for timing in timings):
        rows.append({"label": review.reader.run(run), "depth": 0, "bars": [], "y": y})
        y += GROUP
        for timing in timings:
            if timing.run == run:
                rows.append(_row(review, timing, scale, y))
                y += ROW
    return {
        "kind": "gantt",
        "id": f"gantt-{number}",
        "title": _("Phases planned against actual, {departments}").format(
            departments=", ".join(row["label"] for row in rows if row["depth"] == 0)
        ),
        "text": _description(review, timings),
        "width": WIDTH,
        "top": top,
        "height": y + 24,
        "rows": rows,
        "ticks": [_tick(scale, at) for at in scale.ticks()],
        "marks": marks,
        "legend": [
            cell(_("target"), (), "quiet"),
            cell(_("within its target"), (), "kept"),
            cell(_("past its target"), (), "missed"),
            cell(_("no target, or not finished"), (), "open"),
        ],
    }


def _tick(scale: _Scale, at: int) -> Tick:
    hours, minutes = divmod(at // MINUTE, 60)
    return {
        "x": scale.x(at),
        "label": f"{hours}:{minutes:02d}",
        "line": 0,
        "anchor": "start",
    }


def _row(review: Review, timing: Timing, scale: _Scale, y: int) -> GanttRow:
    parts = without_run(timing.run, timing.path).split("/")
    label = review.reader.path(timing.run, timing.path)
    if len(timing.visits) > 1:
        label += f" \N{MULTIPLICATION SIGN}{len(timing.visits)}"
    bars = [_bar(review, timing, visit, scale, y) for visit in timing.visits]
    for bar, after in zip(bars, bars[1:], strict=False):
        if after["x"] - bar["label_x"] < LABEL:
            bar["label"] = ""
    return {"label": label, "depth": 1 + (len(parts) - 1) // 2, "bars": bars, "y": y}


def _bar(review: Review, timing: Timing, visit: Visit, scale: _Scale, y: int) -> Bar:
    left = scale.x(visit.start.at)
    room = WIDTH - 4 - left
    width = max(2.0, min(room, scale.width(visit.end - visit.start.at)))
    planned = min(room, scale.width(visit.limit_ms or 0))
    over = max(0.0, round(width - planned, 1)) if visit.verdict == "missed" else 0.0
    right = left + max(width, planned)
    fits = right + LABEL < WIDTH
    reader = review.reader
    return {
        "x": left,
        "width": width,
        "planned": planned,
        "over_x": round(left + width - over, 1),
        "over_width": over,
        "label": _bar_label(review, visit),
        # Beside the bar, or over its end where the picture ends.
        "label_x": round(right + 6, 1) if fits else WIDTH - 6,
        "label_y": y + 29 if fits else y + 12,
        "label_anchor": "start" if fits else "end",
        "tone": visit.verdict or "open",
        "title": (
            f"{reader.path(timing.run, timing.path)}: {reader.at(visit.start.at)} "
            f"\N{EN DASH} {reader.at(visit.end)}, "
            f"{reader.duration(visit.value_ms, visit.stop is None)}"
        ),
        "refs": [visit.start.seq] + ([visit.stop.seq] if visit.stop else []),
    }


def _bar_label(review: Review, visit: Visit) -> str:
    """Signed, so that it reads without colours."""
    if visit.limit_ms is None or visit.is_jumped:
        return ""
    compared = review.against(visit.value_ms, visit.limit_ms)
    if compared.sign:
        return f"+{compared.between}"
    if visit.stop is None:
        return ""
    return f"{MINUS}{compared.between}"


def _marks(review: Review, scale: _Scale) -> list[Tick]:
    """Milestones, their words moved to another line where they would collide."""
    found: list[Tick] = []
    ends: list[tuple[float, float]] = []
    named = [(name, reached(review.record, name)) for name in MOMENTS]
    for name, mark in sorted(
        ((name, mark) for name, mark in named if mark), key=lambda pair: pair[1].at
    ):
        label = f"{review.reader.milestone(name)} {review.reader.at(mark.at)}"
        x = scale.x(mark.at)
        width = LETTER * len(label)
        starts = x if x + width < WIDTH else x - width
        line = next(
            (
                i
                for i in range(len(ends))
                if starts > ends[i][1] + 8 or starts + width < ends[i][0] - 8
            ),
            len(ends),
        )
        if line == len(ends):
            ends.append((starts, starts + width))
        else:
            ends[line] = (
                min(starts, ends[line][0]),
                max(starts + width, ends[line][1]),
            )
        anchor: Literal["start", "end"] = "start" if starts == x else "end"
        found.append(Tick(x=x, label=label, line=line, anchor=anchor))
    return found


def _lasted(review: Review, timing: Timing) -> str:
    limit = timing.limit_ms if len(timing.visits) == 1 else None
    return review.within(timing.total_ms, limit, timing.is_censored)


def _description(review: Review, timings: list[Timing]) -> str:
    """The numbers of the picture, for those who cannot see it."""
    reader = review.reader
    said = []
    for timing in timings:
        text = (
            f"{reader.run(timing.run)}, {reader.path(timing.run, timing.path)}: "
            f"{_lasted(review, timing)}"
        )
        if timing.limit_ms is not None:
            target = review.lasting(timing.limit_ms)
            text += " " + reader._("(target {target})").format(target=target)
        said.append(text)
    return "; ".join(said)
