"""What every document is, whatever it tells: its head, its words, its sections.

A document without a timeline has no entries to link to, so its numbers stand plain.
"""

from collections.abc import Sequence
from typing import Any, TypedDict

from drillkit.language import Language
from drillkit.review.reader import Reader
from drillkit.review.record import Record
from drillkit.review.view.blocks import Section
from drillkit.review.view.frame import words_of
from drillkit.review.view.timeline import Timeline
from drillkit.review.view.verdict import FirstScreen


class Document(TypedDict):
    """Like a report's view; without entries, and perhaps without a verdict."""

    lang: Language
    drill: str
    author: str
    when: int
    mark: str
    kind: str
    title: str
    subtitle: str
    words: dict[str, str]
    first: FirstScreen | None
    sections: list[Section]
    timeline: Timeline


def page(
    record: Record,
    reader: Reader,
    kind: str,
    title: str,
    subtitle: str,
    sections: Sequence[Section],
    *,
    first: FirstScreen | None = None,
    name: str = "",
) -> Document:
    """A document of sections; *name* is what its file is called after."""
    organisation = record.books.organisation
    is_exercise = record.began.event.mode != "live"
    return {
        "lang": reader.lang,
        "drill": name or record.began.event.drill,
        "author": organisation.organisation if organisation else "",
        "when": record.happenings[-1].wall_ms // 1000,
        "mark": reader._("EXERCISE") if is_exercise else "",
        "kind": kind,
        "title": title,
        "subtitle": subtitle,
        "words": {**words_of(reader), "linked": ""},
        "first": first,
        "sections": list(sections),
        "timeline": {"title": "", "note": "", "columns": [], "rows": []},
    }


def unreferred(value: Any) -> Any:
    """The same without numbers of entries, for readers who do not have the log."""
    if isinstance(value, dict):
        return {
            key: [] if key == "refs" else unreferred(inner)
            for key, inner in value.items()
        }
    return [unreferred(inner) for inner in value] if isinstance(value, list) else value
