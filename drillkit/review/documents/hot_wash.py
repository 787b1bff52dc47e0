"""The sheet for the hot wash, printed before people sit down."""

from drillkit.language import Language
from drillkit.review.documents.page import Document, page
from drillkit.review.measures import measure
from drillkit.review.measures.promises import worst
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view.blocks import (
    Section,
    cell,
    items,
    paragraph,
    section,
    table,
)
from drillkit.review.view.delays import delay, promises
from drillkit.review.view.frame import dated, title_of_drill
from drillkit.review.view.objectives import judged
from drillkit.review.view.review import Review
from drillkit.review.view.verdict import verdict_of

# Half an hour is what a hot wash should not exceed.
MINUTES = 30
LINES = 3


def hot_wash_sheet(record: Record, lang: Language) -> Document:
    """What to talk about, with what was measured, and room to write."""
    review = Review(record, measure(record), Reader(lang, record))
    _ = review.reader._
    return page(
        record,
        review.reader,
        _("Hot-wash sheet"),
        title_of_drill(review),
        dated(review),
        [_opening(review), _objectives(review), _departments(review), _closing(review)],
    )


def _opening(review: Review) -> Section:
    _ = review.reader._
    verdict = verdict_of(review)
    said = [
        _(
            "Right after play, {n} minutes at most."
            " Players speak first, evaluators add."
        ),
        _("No blame: ask what the plan, the tools or the training made hard."),
    ]
    rows = [cell(text.format(n=MINUTES)) for text in said]
    return section(
        "opening",
        _("To begin with"),
        [paragraph(verdict["text"], verdict["refs"], verdict["tone"]), items(rows)],
    )


def _objectives(review: Review) -> Section:
    _ = review.reader._
    rows = [
        [cell(one.title), one.measured, cell(""), cell("")] for one in judged(review)
    ]
    columns = [
        _("Objective"),
        _("Measured") + "#",
        _("To what degree was it achieved?"),
        _("Why?"),
    ]
    late = [delay(review, one) for one in worst(promises(review), 5)]
    delays = [
        [cell(one["what"]), cell(one["took"], one["refs"]), cell(""), cell("")]
        for one in late
    ]
    return section(
        "questions",
        _("Objective by objective"),
        [
            table(
                _("Objectives"),
                columns,
                rows,
                _("The scenario was not opened, or names no objectives."),
            ),
            table(
                _("The longest delays"),
                [_("What"), _("Took") + "#", _("Why?"), _("What would have helped?")],
                delays,
                _("No target and no promise was overrun."),
            ),
        ],
    )


def _departments(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    names = dict.fromkeys(
        reader.department(review.record.department(run))
        for run in review.record.runbook_of
    )
    columns = [
        _("Department"), _("Went well"), _("To improve"), _("Idea"), _("Owner"),
    ]  # fmt: skip
    rows = [[cell(name), *(cell("") for _n in range(4))] for name in names]
    return section(
        "departments",
        _("Each department in its own words"),
        [table(_("What departments said"), columns, rows, "")],
    )


def _closing(review: Review) -> Section:
    _ = review.reader._
    columns = [_("Corrective action"), _("Responsible"), _("Due")]
    rows = [[cell("") for _column in columns] for _line in range(LINES)]
    return section(
        "closing",
        _("Before people leave"),
        [
            table(_("First actions"), columns, rows, ""),
            paragraph(
                _(
                    "Next: the report for comment, then the improvement plan"
                    " with owners."
                )
            ),
        ],
    )
