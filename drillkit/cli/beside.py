"""Files beside the plan that `drillkit check` looks through too: actions of drills.

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

ACTIONS: Final = "actions"


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
        path for path in paths if ACTIONS in (path.name, path.absolute().parent.name)
    ]
    found = [
        file
        for path in named
        for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]
    return tuple(path for path in paths if path not in named), tuple(found)


def _files(here: Path) -> tuple[Path, ...]:
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.actions.reading import action_files

    root = find_workspace(here).root
    return tuple(Path(os.path.relpath(path, here)) for path in action_files(root))


def judged(files: Sequence[Path], plan: "Plan", today: date) -> Beside:
    """What is wrong with *files* beside this plan on that day."""
    from drillkit.review.actions.faults import faults
    from drillkit.review.actions.reading import read_agenda

    texts = {str(path): path.read_bytes().decode("utf-8", "replace") for path in files}
    agenda, problems = read_agenda(texts)
    return Beside(texts, (*problems, *faults(agenda, plan, today)))
