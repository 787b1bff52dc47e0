"""Files beside the plan that `drillkit check` looks at: actions, reviews, programme.

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

RUNBOOKS: Final = "runbooks"
FOLDERS: Final = ("actions", "reviews", "programme")


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

    tops = (top for top in (here, *here.parents) if (top / RUNBOOKS).is_dir())
    root = next(tops, here)
    found = (path for name in FOLDERS for path in sorted((root / name).glob("*.yaml")))
    return tuple(Path(os.path.relpath(path, here)) for path in found)


def judged(files: Sequence[Path], plan: "Plan", today: date) -> Beside:
    """What is wrong with *files* beside this plan on that day."""
    if not files:
        return Beside({}, ())
    from drillkit.review.actions.faults import faults
    from drillkit.review.actions.reading import read_agenda, read_files
    from drillkit.review.authors.reading import faults as faults_of_papers
    from drillkit.review.authors.reading import read_papers
    from drillkit.review.programme import faults as faults_of_years
    from drillkit.review.programme import read_programme

    texts, unread = read_files(files, Path())
    agenda, problems = read_agenda(_in("actions", texts))
    papers, more = read_papers(_in("reviews", texts))
    years, others = read_programme(_in("programme", texts))
    told = (
        *faults(agenda, plan, today),
        *faults_of_papers(papers, plan),
        *faults_of_years(years, plan),
    )
    # No line of what cannot be read is shown, but it was looked at.
    unseen = {one.place.path: "" for one in unread}
    return Beside(unseen | texts, (*unread, *problems, *more, *others, *told))


def _in(folder: str, texts: dict[str, str]) -> dict[str, str]:
    """The texts that lie in a folder of this name."""
    return {
        path: text
        for path, text in texts.items()
        if Path(path).absolute().parent.name == folder
    }
