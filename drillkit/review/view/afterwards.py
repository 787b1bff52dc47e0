"""What people said afterwards: the hot wash, and the forms they filled.

A form's answers are counted and never averaged into a percentage: a handful of
people is shown as a handful.  Who handed in which form is told only where it says so.
"""

from collections.abc import Sequence
from typing import Final

from drillkit.engine.events import FEEDBACK, FeedbackGiven, HotWashNoted
from drillkit.review.record import Happening
from drillkit.review.telling.story import WASHED
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review
from drillkit.review.words import STATEMENTS

SCALE: Final = (1, 2, 3, 4, 5)
Form = Happening[FeedbackGiven]


def hot_wash(review: Review) -> Section:
    """Point by point, by department: went well, to improve, ideas."""
    reader = review.reader
    _ = reader._
    sorts = list(WASHED)
    found = sorted(
        review.record.of(HotWashNoted),
        key=lambda h: (h.event.department, sorts.index(h.event.sort), h.seq),
    )
    rows = [
        [
            cell(reader.department(h.event.department)),
            cell(_(WASHED[h.event.sort])),
            cell(h.event.text, [h.seq]),
            cell(reader.role(h.event.owner) if h.event.owner else NOTHING),
        ]
        for h in found
    ]
    columns = [_("Department"), _("Kind"), _("What was said"), _("Owner")]
    nothing = _("Nothing was written down in a hot wash.")
    return section(
        "hot-wash",
        _("Hot wash"),
        [table(_("What departments said"), columns, rows, nothing)],
    )


def feedback(review: Review) -> Section:
    """How many filled a form, what they ticked, and what they wrote."""
    _ = review.reader._
    forms = review.record.of(FeedbackGiven)
    if not forms:
        blocks: list[Block] = [paragraph(_("Nobody handed in a feedback form."))]
    else:
        named = sum(bool(h.event.role) for h in forms)
        text = _("Forms handed in: {n}; with a role: {named}; anonymous: {anonymous}.")
        said = text.format(n=len(forms), named=named, anonymous=len(forms) - named)
        blocks = [
            paragraph(said, [h.seq for h in forms]),
            _ticked(review, forms),
            _written(review, forms),
        ]
    return section("feedback", _("Feedback of those who took part"), blocks)


def _ticked(review: Review, forms: Sequence[Form]) -> Block:
    """Each statement with how many answered and how often each mark was given."""
    _ = review.reader._
    columns = [_("Statement"), _("Answers") + "#", *(f"{mark}#" for mark in SCALE)]
    rows = [
        [cell(_(STATEMENTS[name])), *_counted(review, forms, name)] for name in FEEDBACK
    ]
    caption = _("How many gave which mark: 1 strongly disagree, 5 strongly agree")
    return table(caption, columns, rows, "")


def _counted(review: Review, forms: Sequence[Form], name: str) -> list[Cell]:
    answered = [h for h in forms if name in h.event.answers]
    groups = [answered]
    groups += [[h for h in answered if h.event.answers[name] == x] for x in SCALE]
    return [
        cell(review.reader.number(len(group)), [h.seq for h in group])
        for group in groups
    ]


def _written(review: Review, forms: Sequence[Form]) -> Block:
    reader = review.reader
    _ = reader._
    rows = [
        [
            cell(reader.role(h.event.role) if h.event.role else _("anonymous")),
            cell(h.event.text, [h.seq]),
        ]
        for h in forms
        if h.event.text
    ]
    nothing = _("Nobody wrote more than marks.")
    return table(_("In their own words"), [_("Who"), _("Text")], rows, nothing)
