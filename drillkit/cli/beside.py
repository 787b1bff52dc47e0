"""Files beside the plan that `drillkit check` looks at: actions and reviews.

Knows where they lie and who judges them, not what is wrong with them.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drillkit.plan.plan import Plan
    from drillkit.plan.problem import Problem

FOLDERS: Final = ("actions", "reviews")


@dataclass(frozen=True, slots=True)
class Beside:
    """Their texts by path, and every problem of them."""

    texts: dict[str, str]
    problems: "tuple[Problem, ...]"


def apart(
    paths: Sequence[Path], here: Path
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Of the paths that were named, those of the plan and those beside it.

    When none was named, the workspace's own stand beside.
    """
    if not paths:
        return (), _files(here)
    named = [
        path for path in paths if {path.name, path.absolute().parent.name} & {*FOLDERS}
    ]
    found = [
        file
        for path in named
        for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]
    return tuple(path for path in paths if path not in named), tuple(found)


def _files(here: Path) -> tuple[Path, ...]:
    from drillkit.conduct.workspace import find_workspace

    root = find_workspace(here).root
    found = (path for name in FOLDERS for path in sorted((root / name).glob("*.yaml")))
    return tuple(Path(os.path.relpath(path, here)) for path in found)


def judged(files: Sequence[Path], plan: "Plan", today: date) -> Beside:
    """What is wrong with *files* beside this plan on that day."""
    from drillkit.review.actions.faults import faults
    from drillkit.review.actions.reading import read_agenda
    from drillkit.review.authors.reading import faults as faults_of_papers
    from drillkit.review.authors.reading import read_papers

    texts = {str(path): path.read_bytes().decode("utf-8", "replace") for path in files}
    reviews = {path: text for path, text in texts.items() if _in(path) == "reviews"}
    agenda, problems = read_agenda(
        {path: text for path, text in texts.items() if path not in reviews}
    )
    papers, more = read_papers(reviews)
    told = (*faults(agenda, plan, today), *faults_of_papers(papers, plan))
    return Beside(texts, (*problems, *more, *told))


def _in(path: str) -> str:
    """The folder that a file lies in."""
    return Path(path).absolute().parent.name
