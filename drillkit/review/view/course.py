"""Phases and steps: the picture of planned against actual, and the tables under it."""

from drillkit.plan.runbook import Phase
from drillkit.review.measures.paths import find, without_run
from drillkit.review.measures.phases import Timing, Visit
from drillkit.review.telling.course import WAITS
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.chart import drawn
from drillkit.review.view.charts.states import states
from drillkit.review.view.charts.workload import workload_chart
from drillkit.review.view.gantt import gantts
from drillkit.review.view.review import NOTHING, Review


def course(review: Review) -> Section:
    _ = review.reader._
    runs = list(review.record.runbook_of)
    timings = sorted(
        (t for t in review.measures.phases if not _is_final(review, t)),
        key=lambda timing: (runs.index(timing.run), timing.order),
    )
    blocks: list[Block] = list(gantts(review, timings))
    if timings:
        blocks.append(
            paragraph(
                _(
                    "Hatched: the target, from the moment the phase was entered. Solid:"
                    " what it took. The sign and figure beside a bar say how far it ran"
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
    blocks += drawn(workload_chart(review))
    blocks += states(review)
    return section("phases", _("Phases, planned and actual"), blocks)


def _is_final(review: Review, timing: Timing) -> bool:
    """A lane that waits in its final, or a run that is over, does no work."""
    found = find(review.record, timing.run, timing.path)
    return isinstance(found.what, Phase) and found.what.final if found else False


def _phase_row(review: Review, timing: Timing) -> list[Cell]:
    reader = review.reader
    limit = timing.limit_ms if len(timing.visits) == 1 else None
    return [
        cell(reader.path(timing.run, timing.path), (), "", _lane(review, timing)),
        cell(reader.run(timing.run)),
        cell(reader.number(len(timing.visits))),
        cell(
            review.within(timing.total_ms, limit, timing.is_censored),
            timing.entries,
            timing.verdict or "",
            review.beside(timing.wall_ms),
        ),
        cell(
            review.lasting(timing.limit_ms),
            (),
            "",
            _each(review, timing),
        ),
        review.verdict(timing.verdict, timing.is_jumped and limit is not None),
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
    compared = review.against(worst.value_ms, worst.limit_ms or 0, worst.stop is None)
    return [
        cell(reader.path(timing.run, timing.path)),
        cell(reader.run(timing.run)),
        cell(
            compared.took,
            timing.entries,
            note=review.beside(worst.wall_ms),
        ),
        cell(compared.limit),
        cell(f"+{compared.between}", (), "missed"),
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
