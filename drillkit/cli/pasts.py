"""The drills of a workspace as they are remembered, read and measured.

A log that cannot be read is passed over with a note.  Knows no verb.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from drillkit.cli.diagnostics import say
from drillkit.errors import DrillkitError, LogError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.workspace import DrillFile, Workspace
    from drillkit.plan.plan import Plan
    from drillkit.plan.problem import Problem
    from drillkit.review.history.past import Past
    from drillkit.review.programme import Year

    Reader: TypeAlias = Callable[[Mapping[str, str]], tuple[object, Iterable[Problem]]]


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


def programme_of(root: Path, lang: Language) -> "tuple[Year, ...]":
    """The programmes of a workspace; what cannot be read is told."""
    from drillkit.review.actions.reading import read_files
    from drillkit.review.programme import programme_files, read_programme

    texts, unread = read_files(programme_files(root), root)
    years, problems = read_programme(texts)
    tell((*unread, *problems), lang)
    return years


def tell(problems: "Iterable[Problem]", lang: Language) -> None:
    """What is wrong beside the plan, a line each; `check` shows the whole of it."""
    from drillkit.plan.excerpt import headline

    for problem in problems:
        say(headline(problem, translator(lang)))


def refuse_taken(path: Path, root: Path, read: "Reader", lang: Language) -> None:
    """A file that is there and was not recognised is somebody's work all the same."""
    from drillkit.plan.excerpt import headline, hint
    from drillkit.review.actions.reading import read_files

    if not os.path.lexists(path):
        return
    texts, unread = read_files([path], root)
    problems = [*unread, *read(texts)[1]]
    if not problems:
        raise DrillkitError(
            N_("{path} is there already, and is of another drill"),
            way_out=N_("give that file its own name"),
            path=str(path),
        )
    translate = translator(lang)
    mend = N_("mend the file, or give it another name; it is not overwritten")
    raise DrillkitError(
        "{problem}",
        way_out=mend if not problems[0].hint else "{hint}",
        problem=headline(problems[0], translate),
        hint=hint(problems[0], translate),
    )


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
