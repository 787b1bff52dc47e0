"""One drill as one document in one language: plain dicts that every format draws.

All words are chosen here and nowhere later, so HTML, Markdown and JSON agree
word for word.  Knows nothing of formats.
"""

from typing import Any, Final, TypedDict

from drillkit.engine.events import FeedbackGiven
from drillkit.language import Language
from drillkit.review.measures import measure
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view import (
    afterwards,
    clients,
    closing,
    course,
    findings,
    glossary,
    overview,
    people,
    silence,
    staged,
    written,
)
from drillkit.review.view.beside import Beside
from drillkit.review.view.blocks import Section
from drillkit.review.view.frame import organisation_of, title_of_drill, words_of
from drillkit.review.view.numbers import Number, numbers
from drillkit.review.view.review import Review
from drillkit.review.view.timeline import (
    Timeline,
    TimelineRow,
    cited_in,
    rows,
    shown,
)
from drillkit.review.view.verdict import FirstScreen, first_screen

FORMAT = "drillkit-report/1"
ALONE: Final = Beside()


class View(TypedDict):
    """The whole document."""

    format: str
    lang: Language
    drill: str
    author: str
    when: int
    mark: str
    kind: str
    title: str
    subtitle: str
    words: dict[str, str]
    first: FirstScreen
    sections: list[Section]
    timeline: Timeline
    measures: list[Number]
    entries: list[TimelineRow]


def view(record: Record, lang: Language, beside: Beside = ALONE) -> View:
    """The after-action report of *record*, with what people say *beside* it."""
    review = Review(record, measure(record), Reader(lang, record))
    _ = review.reader._
    began = record.began.event
    first = first_screen(review)
    sections = beside.around(_sections(review))
    all_rows = rows(review)
    cited = cited_in([dict(first), *sections])
    return {
        "format": FORMAT,
        "lang": lang,
        "drill": began.drill,
        "author": organisation_of(review),
        "when": review.record.happenings[-1].wall_ms // 1000,
        "mark": _("EXERCISE") if review.is_exercise else "",
        "kind": (
            _("After-action report") if review.is_exercise else _("Crisis report")
        ),
        "title": title_of_drill(review),
        "subtitle": _subtitle(review, beside.version),
        "words": words_of(review.reader),
        "first": first,
        "sections": sections,
        "timeline": shown(review, all_rows, cited),
        "measures": numbers(review),
        "entries": all_rows,
    }


def _subtitle(review: Review, version: str) -> str:
    parts = [
        organisation_of(review),
        review.reader.story(0),
        review.record.began.event.drill,
        version,
    ]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _sections(review: Review) -> list[Section]:
    """In the order of the exercise doctrine's after-action report."""
    parts: list[Any] = [
        overview.overview,
        overview.summary,
        overview.objectives,
        course.course,
        people.severity,
        people.calls,
        silence.silence,
        clients.clients,
        clients.partners,
        staged.story,
        written.decisions,
        written.amendments,
        written.observations,
        *_said_afterwards(review),
        findings.findings,
        closing.improvement,
        closing.participants,
        glossary.glossary,
        closing.definitions,
        closing.proof,
    ]
    return [part(review) for part in parts]


def _said_afterwards(review: Review) -> list[Any]:
    """Simulated players say nothing afterwards; a form asks about an exercise."""
    if review.record.began.event.mode == "rehearsal":
        return []
    said: list[Any] = [afterwards.hot_wash]
    is_asked = review.is_exercise or review.record.of(FeedbackGiven)
    return [*said, afterwards.feedback] if is_asked else said
