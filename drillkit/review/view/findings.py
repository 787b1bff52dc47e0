"""Strengths and areas for improvement, each with what it rests on.

What the figures show is marked as theirs; what people said stands beside it in their
own words.  Causes and conclusions are people's, and none is made up here.
"""

from drillkit.engine.events import HotWashNoted, Observed, Rated
from drillkit.review import retelling
from drillkit.review.record import Happening
from drillkit.review.telling.story import RATINGS
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    section,
    table,
)
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.objectives import judged
from drillkit.review.view.review import NOTHING, Review

SHOWN = 10
# Shares that are worth saying when none of them was missed.
WHOLE = (
    "promises-kept",
    "acknowledged-in-time",
    "expectations-met",
    "phase-targets-kept",
    "step-targets-kept",
    "items-restored",
)


def findings(review: Review) -> Section:
    _ = review.reader._
    columns = [_("Finding"), _("Evidence"), _("Plan line or department"), _("Source")]
    return section(
        "findings",
        _("Strengths and areas for improvement"),
        [
            _table(_("Strengths"), columns, strengths(review), _("None was noted.")),
            _table(
                _("Areas for improvement"), columns, areas(review), _("None was noted.")
            ),
        ],
    )


def _table(
    caption: str, columns: list[str], rows: list[list[Cell]], empty: str
) -> Block:
    return table(caption, columns, rows, empty)


def strengths(review: Review) -> list[list[Cell]]:
    """Objectives kept, whole counts, and what people said went well."""
    reader = review.reader
    _ = reader._
    rows = [
        [
            cell(one.title, (), "kept"),
            one.measured,
            cell(one.capability),
            cell(_("measured"), (), "quiet"),
        ]
        for one in judged(review)
        if one.measured["tone"] == "kept" and not one.is_missed
    ]
    for key in WHOLE:
        measure = review.measures.get(key)
        if measure and measure.share and measure.share[0] == measure.share[1] > 1:
            rows.append(
                [
                    cell(review.titled(measure.name), (), "kept"),
                    review.value(measure),
                    cell(NOTHING),
                    cell(_("measured"), (), "quiet"),
                ]
            )
    return rows + _said(review, "well") + _rated(review, ("P",))


def areas(review: Review) -> list[list[Cell]]:
    """Objectives missed, promises broken, steps past target, and what was said."""
    reader = review.reader
    _ = reader._
    measured = cell(_("measured"), (), "quiet")
    rows = [
        [cell(one.title, (), "missed"), one.measured, cell(one.capability), measured]
        for one in judged(review)
        if one.is_missed
    ]
    for promise in broken_promises(review)[:SHOWN]:
        one = broken_cell(review, promise)
        owner = review.owner(promise) or NOTHING
        rows.append(
            [cell(one["text"], (), "missed"), _refs(one), cell(owner), measured]
        )
    late = sorted(
        (t for t in review.measures.steps if t.verdict == "missed"),
        key=lambda timing: -timing.over_ms,
    )
    for timing in late[:SHOWN]:
        text = _("{step}: {over} past its target").format(
            step=reader.path(timing.run, timing.path),
            over=reader.duration(timing.over_ms),
        )
        where = f"{reader.run(timing.run)}: {timing.path}"
        rows.append(
            [
                cell(text, (), "missed"),
                _refs(cell("", timing.entries)),
                cell(where),
                measured,
            ]
        )
    return rows + _said(review, "improve") + _rated(review, ("S", "M", "U"))


def _refs(one: Cell) -> Cell:
    """Entries alone, where the finding itself holds the figure."""
    return {**one, "text": NOTHING if not one["refs"] else "", "tone": "", "note": ""}


def _said(review: Review, sort: str) -> list[list[Cell]]:
    reader = review.reader
    _ = reader._
    found = [
        [
            cell(h.event.text),
            cell("", [h.seq]),
            cell(reader.department(h.event.department)),
            cell(_("said in the hot wash"), (), "quiet"),
        ]
        for h in review.record.of(HotWashNoted)
        if h.event.sort == sort
    ]
    return found + [
        _observed(review, h)
        for h in review.record.of(Observed)
        if retelling.was_done(reader, h.event) == (sort == "well")
    ]


def _observed(review: Review, h: Happening[Observed]) -> list[Cell]:
    """In an evaluator's words, which say themselves how grave it was."""
    reader = review.reader
    department = (
        reader.department(h.event.department) if h.event.department else NOTHING
    )
    return [
        cell(retelling.observed(reader, h.event)),
        cell("", [h.seq]),
        cell(department),
        cell(reader._("an evaluator's observation"), (), "quiet"),
    ]


def _rated(review: Review, ratings: tuple[str, ...]) -> list[list[Cell]]:
    """Evaluators' ratings that they gave words to."""
    reader = review.reader
    _ = reader._
    return [
        [
            cell(h.event.text, (), "", reader.objective(h.event.objective)),
            cell(_(RATINGS[h.event.rating]), [h.seq]),
            cell(reader.department(h.event.department) or NOTHING),
            cell(_("an evaluator's rating"), (), "quiet"),
        ]
        for h in review.record.of(Rated)
        if h.event.text and h.event.rating in ratings
    ]
