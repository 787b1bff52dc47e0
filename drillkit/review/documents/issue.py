"""Documents beside the report as files: one drill's brief, sheet and letters."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal, assert_never, get_args

from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.documents.brief import brief
from drillkit.review.documents.hot_wash import hot_wash_sheet
from drillkit.review.documents.letter import clients_of, letter
from drillkit.review.documents.page import Document
from drillkit.review.formats import Format, files
from drillkit.review.publish import Around, plainly
from drillkit.review.record import Numbered, Record
from drillkit.wholefile import whole

Kind = Literal["brief", "hot-wash", "letter"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def issue(
    stored: Sequence[Numbered],
    kind: Kind,
    lang: Language,
    formats: Sequence[Format],
    folder: Path,
    templates: Path | None = None,
    around: Around = plainly,
) -> tuple[Path, ...]:
    """Writes ``DRILL.KIND.LANG.FORMAT``, a letter for each client."""
    record, _beside = around(record_of(stored), lang)
    made = documents(record, kind, lang)
    return write(made, kind, formats, folder, templates)


def documents(record: Record, kind: Kind, lang: Language) -> list[Document]:
    """The documents of that kind, none if there is nobody to write to."""
    match kind:
        case "brief":
            return [brief(record, lang)]
        case "hot-wash":
            return [hot_wash_sheet(record, lang)]
        case "letter":
            return [letter(record, client, lang) for client in clients_of(record)]
    assert_never(kind)


def write(
    made: Iterable[Document],
    kind: str,
    formats: Sequence[Format],
    folder: Path,
    templates: Path | None = None,
) -> tuple[Path, ...]:
    """Each document in each format, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for one in made:
        for form in formats:
            for ending, content in files(one, form, templates, kind).items():
                path = folder / f"{one['drill']}.{kind}.{one['lang']}.{ending}"
                with whole(path) as stream:
                    stream.write(content)
                written.append(path)
    return tuple(written)
