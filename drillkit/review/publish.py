"""A drill's documents as files in a folder, written whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.formats import Format, files
from drillkit.review.record import Numbered, Record
from drillkit.review.view import ALONE, view
from drillkit.review.view.beside import Beside
from drillkit.wholefile import whole

Around = Callable[[Record, Language], tuple[Record, Beside]]


def plainly(record: Record, _lang: Language) -> tuple[Record, Beside]:
    """The drill alone, as it was written."""
    return record, ALONE


def publish(
    stored: Sequence[Numbered],
    lang: Language,
    formats: Sequence[Format],
    folder: Path,
    templates: Path | None = None,
    around: Around = plainly,
) -> tuple[Path, ...]:
    """Writes ``DRILL.LANG.FORMAT`` for each format; returns where they are.

    *around* says how the record may be read outside, and what stands beside it.
    """
    record, beside = around(record_of(stored), lang)
    document = view(record, lang, beside)
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
