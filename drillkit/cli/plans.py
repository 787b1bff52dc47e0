"""Which files of a plan a command is about, and the plan they belong to.

One runbook makes sense only beside its organisation, so the whole plan around the
files that were named is read, and the answer kept to those files.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillkit.errors import WorkspaceError
from drillkit.language import N_
from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.read import files_in, read_plan

RUNBOOKS: Final = "runbooks"
ORGANISATION: Final = "organisation.yaml"
ROSTER: Final = "roster.yaml"
# Invented people, who make room for the company's own.
EXAMPLE: Final = "roster.example.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan, what is wrong with reading it, and the files that were named."""

    plan: Plan
    problems: tuple[Problem, ...]
    files: tuple[str, ...]


def read_asked(paths: Sequence[Path], here: Path) -> Asked:
    """The plan around *paths*; the workspace's around *here* when there are none."""
    named = [_as_typed(path) for path in paths] or [_workspace(here)]
    files = tuple(str(path) for path in _files(named))
    seen = {Path(file).resolve() for file in files}
    around = [root for path in named if (root := _root(path))]
    others = [path for path in _files(around) if path.resolve() not in seen]
    plan, problems = read_plan([*map(Path, files), *others])
    return Asked(plan, problems, files)


def _as_typed(path: Path) -> Path:
    inside = path / RUNBOOKS
    return inside if inside.is_dir() else path


def _workspace(here: Path) -> Path:
    for folder in (here, *here.parents):
        if (folder / RUNBOOKS).is_dir():
            return Path(os.path.relpath(folder / RUNBOOKS, here))
    raise WorkspaceError(
        N_('there is no folder "runbooks" here or above'),
        way_out=N_("name the files to check, or go to a workspace"),
    )


def _root(path: Path) -> Path | None:
    """The folder of the organisation that *path* belongs to."""
    whole = path.resolve()
    for folder in (whole, *whole.parents):
        if (folder / ORGANISATION).is_file():
            return Path(os.path.relpath(folder))
    return None


def _files(folders: Sequence[Path]) -> list[Path]:
    found = [*files_in(folders)]
    for folder in folders:
        beside = folder.parent / ROSTER
        if folder.is_dir() and (folder / ORGANISATION).is_file() and beside.is_file():
            found.append(beside)
    if any(path.name == ROSTER for path in found):
        found = [path for path in found if path.name != EXAMPLE]
    return list(dict.fromkeys(found))
