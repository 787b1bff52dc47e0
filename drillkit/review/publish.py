"""A drill's documents as files in a folder, written whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.formats import Format, files
from drillkit.review.record import Numbered
from drillkit.review.view import view
from drillkit.wholefile import whole


def publish(
    stored: Sequence[Numbered],
    lang: Language,
    formats: Sequence[Format],
    folder: Path,
    templates: Path | None = None,
) -> tuple[Path, ...]:
    """Writes ``DRILL.LANG.FORMAT`` for each format; returns where they are."""
    document = view(record_of(stored), lang)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in formats:
        for ending, content in files(document, form, templates).items():
            path = folder / f"{document['drill']}.{lang}.{ending}"
            # Who has the old one open must never see half of the new one.
            with whole(path) as stream:
                stream.write(content)
            written.append(path)
    return tuple(written)
