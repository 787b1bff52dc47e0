"""The drills of a workspace as they are remembered, read and measured.

A log that cannot be read is passed over with a note.  Knows no verb.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drillkit.cli.diagnostics import say
from drillkit.errors import LogError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.workspace import DrillFile, Workspace
    from drillkit.plan.plan import Plan
    from drillkit.review.history.past import Past
    from drillkit.review.programme import Year


def workspace_here() -> "Workspace":
    """The workspace that the command was given in."""
    from drillkit.conduct.workspace import find_workspace

    return find_workspace(Path.cwd())


def plan_of(root: Path) -> "Plan":
    """The plan of a workspace as it is today; what is wrong with it is not asked."""
    from drillkit.plan.read import files_in, read_texts

    texts = {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in files_in([root / "runbooks"])
        if path.is_file()
    }
    return read_texts(texts)[0]


def programme_of(root: Path) -> "tuple[Year, ...]":
    """The programmes of a workspace; what cannot be read is told."""
    from drillkit.plan.excerpt import headline
    from drillkit.review.actions.reading import read_files
    from drillkit.review.programme import programme_files, read_programme

    years, problems = read_programme(read_files(programme_files(root), root))
    for problem in problems:
        say(headline(problem, str))
    return years


def all_pasts(workspace: "Workspace", lang: Language) -> "tuple[Past, ...]":
    """Every drill of *workspace* that can be read, the earliest first."""
    from drillkit.conduct.workspace import DrillFile, drill_files
    from drillkit.review.history.past import in_order

    files = [DrillFile(path.stem, path) for path in drill_files(workspace)]
    return in_order(_read(files, lang))


def named_pasts(names: Sequence[str], lang: Language) -> "tuple[Past, ...]":
    """The drills of these names, as they were named."""
    from drillkit.cli.logs import entries_of, found
    from drillkit.review.history.past import Shelf

    shelf = Shelf()
    files = [found(name, lang) for name in names]
    return tuple(shelf.past(entries_of(file), made(file)) for file in files)


def _read(files: "Sequence[DrillFile]", lang: Language) -> "Iterator[Past]":
    from drillkit.cli.logs import entries_of
    from drillkit.review.history.past import Shelf

    shelf, translate = Shelf(), translator(lang)
    note = translate(N_("passed over: {why}"))
    for file in files:
        try:
            yield shelf.past(entries_of(file), made(file))
        except LogError as error:
            say(f"drillkit: {note.format(why=error.word(translate))}")


def made(file: "DrillFile") -> int:
    """When a log's file was made; an export does not say."""
    from drillkit.log.sqlite_file import made_at

    return made_at(file.path) if file.path.suffix == ".db" else 0
