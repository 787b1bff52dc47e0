"""The executive brief: one page that a director reads before anything else."""

from drillkit.language import Language
from drillkit.review.documents.page import Document, page
from drillkit.review.measures import measure
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view.blocks import Section, cell, items, section, table
from drillkit.review.view.delays import broken_promises
from drillkit.review.view.findings import areas
from drillkit.review.view.frame import dated, title_of_drill
from drillkit.review.view.objectives import judged
from drillkit.review.view.review import Review
from drillkit.review.view.verdict import first_screen

# What fits on the page under the verdict.
OBJECTIVES = 5
AREAS = 4
BROKEN = 3


def brief(record: Record, lang: Language) -> Document:
    """The verdict, the figures, the objectives that matter, and what must change."""
    review = Review(record, measure(record), Reader(lang, record))
    _ = review.reader._
    first = first_screen(review)
    hidden = len(broken_promises(review)) - BROKEN
    if hidden > 0:
        first["broken"] = first["broken"][:BROKEN]
        more = review.reader.n_("and {n} more", "and {n} more", hidden)
        first["more_broken"] = more
    return page(
        record,
        review.reader,
        _("Executive brief"),
        title_of_drill(review),
        dated(review),
        [_objectives(review), _changes(review)],
        first=first,
    )


def _objectives(review: Review) -> Section:
    """Those missed come first."""
    _ = review.reader._
    found = sorted(judged(review), key=lambda one: not one.is_missed)
    rows = [
        [cell(one.title), one.measured, cell(one.rating["text"], one.rating["refs"])]
        for one in found[:OBJECTIVES]
    ]
    caption = _("Objectives")
    if len(found) > OBJECTIVES:
        caption += f" ({review.reader.share(OBJECTIVES, len(found))})"
    columns = [_("Objective"), _("Measured") + "#", _("Rating")]
    nothing = _("The scenario was not opened, or names no objectives.")
    return section(
        "objectives", _("Objectives"), [table(caption, columns, rows, nothing)]
    )


def _changes(review: Review) -> Section:
    _ = review.reader._
    rows = [cell(row[0]["text"], row[1]["refs"]) for row in areas(review)[:AREAS]]
    return section(
        "changes",
        _("What must change"),
        [items(rows or [cell(_("Nothing was measured that must change."))])],
    )
