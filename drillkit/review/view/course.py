"""Phases and steps: the picture of planned against actual, and the tables under it."""

from drillkit.review.measures.moments import reached
from drillkit.review.measures.paths import without_run
from drillkit.review.measures.phases import Timing, Visit
from drillkit.review.telling.course import WAITS
from drillkit.review.view.blocks import (
    Bar,
    Block,
    Cell,
    Gantt,
    GanttRow,
    Section,
    Tick,
    cell,
    heading,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review

# Units of the picture; it scales to the page.
WIDTH = 1000
LEFT = 12
RIGHT = 60
TOP = 44
GROUP = 30
ROW = 40
MINUTE = 60_000
STEPS_MS = tuple(
    minutes * MINUTE for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440)
)
MOMENTS = (
    "declared",
    "workaround",
    "restored-reported",
    "restored-confirmed",
    "normal",
)


def course(review: Review) -> Section:
    _ = review.reader._
    timings = [t for t in review.measures.phases if not _is_instant(t)]
    blocks: list[Block] = []
    if timings:
        blocks.append(gantt(review, timings))
        blocks.append(
            paragraph(
                _(
                    "Hatched: the target, from the moment the phase was entered. Solid:"
                    " what it took. The sign and figure over a bar say how far it ran"
                    " past its target, or what was left of it."
                )
            )
        )
    blocks.append(
        table(
            _("Phases"),
            [
                _("Phase"),
                _("Department"),
                _("Visits") + "#",
                _("Took") + "#",
                _("Target") + "#",
                _("Verdict"),
            ],
            [_phase_row(review, timing) for timing in timings],
            _("No phase was entered."),
        )
    )
    blocks.append(heading(_("Steps past their target"), "steps-late"))
    late = [t for t in review.measures.steps if t.verdict == "missed"]
    late.sort(key=lambda timing: -timing.over_ms)
    blocks.append(
        table(
            _("Steps past their target"),
            [
                _("Step"),
                _("Department"),
                _("Took") + "#",
                _("Target") + "#",
                _("Over") + "#",
                _("Waits and reasons"),
            ],
            [_step_row(review, timing) for timing in late],
            _("Every step with a target kept it."),
        )
    )
    return section("phases", _("Phases, planned and actual"), blocks)


def _is_instant(timing: Timing) -> bool:
    """Finals are entered and never left; they take no time anybody planned."""
    return (
        all(
            visit.limit_ms is None and (visit.stop is None or visit.value_ms == 0)
            for visit in timing.visits
        )
        and timing.is_censored
    )


def _phase_row(review: Review, timing: Timing) -> list[Cell]:
    reader = review.reader
    limit = timing.limit_ms
    return [
        cell(reader.path(timing.run, timing.path), (), "", _lane(review, timing)),
        cell(reader.run(timing.run)),
        cell(reader.number(len(timing.visits))),
        cell(
            reader.duration(timing.total_ms, timing.is_censored),
            timing.entries,
            timing.verdict or "",
        ),
        cell(
            NOTHING if limit is None else reader.duration(limit),
            (),
            "",
            _each(review, timing),
        ),
        review.verdict(timing.verdict),
    ]


def _each(review: Review, timing: Timing) -> str:
    several = len(timing.visits) > 1 and timing.limit_ms is not None
    return review.reader._("each visit") if several else ""


def _lane(review: Review, timing: Timing) -> str:
    """Where an inner phase stands: its outer phase and lane."""
    parts = without_run(timing.run, timing.path).split("/")[:-1]
    outer = ["/".join(parts[: i + 1]) for i in range(len(parts))]
    return " \N{RIGHTWARDS ARROW} ".join(
        review.reader.path(timing.run, path) for path in outer
    )


def _step_row(review: Review, timing: Timing) -> list[Cell]:
    reader = review.reader
    worst = max(timing.visits, key=_over)
    over = reader.over(max(0, _over(worst)))
    return [
        cell(reader.path(timing.run, timing.path)),
        cell(reader.run(timing.run)),
        cell(
            reader.duration(worst.value_ms, worst.stop is None),
            [seq for seq in timing.entries],
        ),
        cell(reader.duration(worst.limit_ms or 0)),
        cell(over, (), "missed"),
        cell(_why(review, timing) or NOTHING),
    ]


def _over(visit: Visit) -> int:
    return visit.value_ms - (visit.limit_ms if visit.limit_ms is not None else 10**15)


def _why(review: Review, timing: Timing) -> str:
    reader = review.reader
    said = [visit.reason for visit in timing.visits]
    said += [
        reader._("waited {time} {why}").format(
            time=reader.duration(ms), why=reader._(WAITS[why])
        )
        for visit in timing.visits
        for why, ms in visit.waits
        if ms
    ]
    return "; ".join(dict.fromkeys(one for one in said if one))


def gantt(review: Review, timings: list[Timing]) -> Gantt:
    """Positions are reckoned here, so that a template only draws."""
    _ = review.reader._
    scale = _Scale(max(review.record.end, *(_reach(t) for t in timings)))
    rows: list[GanttRow] = []
    y = TOP
    for run in dict.fromkeys(timing.run for timing in timings):
        rows.append({"label": review.reader.run(run), "depth": 0, "bars": [], "y": y})
        y += GROUP
        for timing in timings:
            if timing.run == run:
                rows.append(_row(review, timing, scale, y))
                y += ROW
    return {
        "kind": "gantt",
        "id": "gantt",
        "title": _("Phases planned against actual"),
        "text": _description(review, timings),
        "width": WIDTH,
        "height": y + 16,
        "rows": rows,
        "ticks": [{"x": scale.x(at), "label": _tick(at)} for at in scale.ticks()],
        "marks": _marks(review, scale),
        "legend": [
            cell(_("target"), (), "quiet"),
            cell(_("kept"), (), "kept"),
            cell(_("past its target"), (), "missed"),
            cell(_("no target, or still open"), (), "open"),
        ],
    }


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
        step = next((s for s in STEPS_MS if self.end <= 9 * s), self.end)
        return range(0, self.end + 1, step)


def _reach(timing: Timing) -> int:
    return max(visit.start.at + visit.value_ms for visit in timing.visits)


def _tick(at: int) -> str:
    hours, minutes = divmod(at // MINUTE, 60)
    return f"{hours}:{minutes:02d}"


def _row(review: Review, timing: Timing, scale: _Scale, y: int) -> GanttRow:
    parts = without_run(timing.run, timing.path).split("/")
    return {
        "label": review.reader.path(timing.run, timing.path),
        "depth": 1 + (len(parts) - 1) // 2,
        "bars": [_bar(review, visit, scale) for visit in timing.visits],
        "y": y,
    }


def _bar(review: Review, visit: Visit, scale: _Scale) -> Bar:
    left = scale.x(visit.start.at)
    room = WIDTH - 8 - left
    planned = 0 if visit.limit_ms is None else scale.width(visit.limit_ms)
    return {
        "x": left,
        "width": max(2.0, min(room, scale.width(visit.end - visit.start.at))),
        "planned": min(room, planned),
        "label": _bar_label(review, visit),
        "tone": visit.verdict or "open",
        "refs": [visit.start.seq] + ([visit.stop.seq] if visit.stop else []),
    }


def _bar_label(review: Review, visit: Visit) -> str:
    """Signed, so that it reads without colours."""
    if visit.limit_ms is None:
        return ""
    left = visit.limit_ms - visit.value_ms
    if left < 0:
        return review.reader.over(-left)
    return "" if visit.stop is None else f"\N{MINUS SIGN}{review.reader.duration(left)}"


def _marks(review: Review, scale: _Scale) -> list[Tick]:
    found = []
    for name in MOMENTS:
        mark = reached(review.record, name)
        if mark:
            found.append(Tick(x=scale.x(mark.at), label=review.reader.milestone(name)))
    return found


def _description(review: Review, timings: list[Timing]) -> str:
    """The numbers of the picture, for those who cannot see it."""
    reader = review.reader
    said = []
    for timing in timings:
        text = (
            f"{reader.run(timing.run)}, {reader.path(timing.run, timing.path)}: "
            f"{reader.duration(timing.total_ms, timing.is_censored)}"
        )
        if timing.limit_ms is not None:
            target = reader.duration(timing.limit_ms)
            text += " " + reader._("(target {target})").format(target=target)
        said.append(text)
    return "; ".join(said)
