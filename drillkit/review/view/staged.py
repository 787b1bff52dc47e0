"""What the exercise staff put in, and what players were expected to do."""

from drillkit.review.measures.story import ExpectationRow, InjectRow
from drillkit.review.telling.story import whom
from drillkit.review.view.blocks import (
    Cell,
    Section,
    Tone,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review


def story(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    standings = {
        "met": _("seen in time"),
        "late": _("seen late"),
        "missed": _("not seen"),
        "unwatched": _("nobody watched"),
        "open": _("still open"),
        "jumped": review.unrated,
    }
    tones: dict[str, Tone] = {
        "met": "kept",
        "late": "missed",
        "missed": "missed",
        "unwatched": "quiet",
        "open": "open",
        "jumped": "quiet",
    }
    expected = [
        [
            cell(_asked(review, row)),
            cell(reader.role(row.by) if row.by else _to(review, row)),
            review.time(row.delivered.at, row.delivered.seq),
            review.when(row.met),
            cell(review.lasting(row.within_ms)),
            cell(
                standings[row.standing],
                row.entries,
                tones[row.standing],
                review.beside(row.wall_ms),
            ),
        ]
        for row in review.measures.expectations
    ]
    return section(
        "story",
        _("Expected actions and injects"),
        [
            paragraph(_totals(review)),
            table(
                _("Expected actions"),
                [
                    _("Expected action"),
                    _("From whom"),
                    _("Inject came") + "#",
                    _("Seen") + "#",
                    _("Allowed") + "#",
                    _("Verdict"),
                ],
                expected,
                _("No inject asked for an action."),
            ),
            table(
                _("Injects"),
                [
                    _("Inject"),
                    _("To"),
                    _("Came") + "#",
                    _("Late by") + "#",
                    _("What became of it"),
                ],
                [_inject_row(review, row) for row in review.measures.injects],
                _("There were no injects."),
            ),
        ],
    )


def _totals(review: Review) -> str:
    _ = review.reader._
    delivered = review.measures.get("injects-delivered")
    met = review.measures.get("expectations-met")
    said = []
    if delivered:
        said.append(
            _("Injects delivered: {share}.").format(share=review.plain(delivered))
        )
    if met:
        said.append(
            _("Expected actions seen in time: {share}.").format(share=review.plain(met))
        )
    return " ".join(said)


def _asked(review: Review, row: ExpectationRow) -> str:
    asked = review.reader.asked(row.inject, row.number)
    return asked or review.reader._("action no. {n}").format(n=row.number)


def _to(review: Review, row: ExpectationRow) -> str:
    for inject in review.measures.injects:
        if inject.inject == row.inject and inject.delivered:
            return whom(review.reader, inject.delivered.event.to)
    return NOTHING


def expectation_words(review: Review, row: ExpectationRow) -> str:
    _ = review.reader._
    text = {
        "met": _("Expected action seen in time: {what}"),
        "late": _("Expected action seen late: {what}"),
        "missed": _("Expected action not seen: {what}"),
        "open": _("Expected action still open: {what}"),
        "jumped": _("Expected action jumped over: {what}"),
    }[row.standing]
    return text.format(what=_asked(review, row))


def _inject_row(review: Review, row: InjectRow) -> list[Cell]:
    reader = review.reader
    _ = reader._
    fates = {
        "delivered": _("delivered"),
        "skipped": _("skipped"),
        "held": _("held back, never released"),
        "not-needed": _("not needed"),
        "not-come": _("did not come before the end"),
    }
    says, to = "", ""
    if row.delivered:
        says = reader.texts(row.delivered.event.says)
        to = whom(reader, row.delivered.event.to)
    elif row.planned:
        says = row.planned.says.say(reader.lang)
        to = whom(reader, row.planned.to or "")
    at = row.delivered
    return [
        cell(says or row.inject, (), "", row.inject if says else ""),
        cell(to),
        review.time(at.at, at.seq) if at else cell(NOTHING),
        cell(NOTHING if row.late_ms is None else reader.duration(row.late_ms)),
        cell(
            fates[row.fate],
            row.entries if not at else (),
            "" if at else "quiet",
            row.reason,
        ),
    ]
