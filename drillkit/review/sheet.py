"""A sheet: what is told of several drills, in the shapes that a report is made of.

All words are chosen where a sheet is made, so terminal, HTML and JSON agree.  Knows
nothing of formats and nothing of what it is about.
"""

from collections.abc import Iterable
from typing import TypedDict

from drillkit.language import Language, translator
from drillkit.review.view.blocks import Section

FORMAT = "drillkit-sheet/1"


class Sheet(TypedDict):
    """The whole of it; ``data`` is the same once more, as plain numbers."""

    format: str
    lang: Language
    mark: str
    kind: str
    title: str
    subtitle: str
    notes: list[str]
    words: dict[str, str]
    sections: list[Section]
    data: list[dict[str, object]]


def sheet(
    lang: Language,
    kind: str,
    title: str,
    sections: Iterable[Section],
    data: Iterable[dict[str, object]] = (),
    *,
    subtitle: str = "",
    notes: Iterable[str] = (),
) -> Sheet:
    """A sheet of this language; *kind* names it for people, and *title* this one."""
    _ = translator(lang)
    return {
        "format": FORMAT,
        "lang": lang,
        "mark": "",
        "kind": kind,
        "title": title,
        "subtitle": subtitle,
        "notes": list(notes),
        "words": {"table": _("Table: {caption}"), "entry": _("Entry {n} of the log")},
        "sections": list(sections),
        "data": list(data),
    }
