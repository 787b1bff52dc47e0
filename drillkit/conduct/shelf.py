"""The shelf: plans that lie in the workspace while a drill goes on without them.

A plan that joins brings its text into the log, so it is read here once and never for a
replay.  It has to fit the organisation that the log carries, not the one on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.read import files_in, read_plan, read_texts
from drillkit.plan.scalars.texts import Text

RUNBOOKS: Final = "runbooks"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A plan that could join: its title, the text that it brings, and the first thing
    wrong with it beside the plan of the log, if it cannot."""

    runbook: str
    department: str
    title: Text
    texts: Mapping[str, str] = field(default_factory=dict)
    problem: Problem | None = None


Look: TypeAlias = Callable[[Mapping[str, str]], Sequence[Shelved]]


def nothing_there(_texts: Mapping[str, str]) -> Sequence[Shelved]:
    """The shelf of whoever has no workspace."""
    return ()


def shelf_in(root: Path) -> Look:
    """Looks through the workspace at *root* for what a log's texts do not hold.

    What was read is kept until a file is another, since a form looks every second.
    """
    kept: tuple[object, Sequence[Shelved]] = None, ()

    def look(texts: Mapping[str, str]) -> Sequence[Shelved]:
        nonlocal kept
        files = [*files_in([root / RUNBOOKS])]
        known = frozenset(texts), tuple((x, _changed_at(x)) for x in files)
        if kept[0] != known:
            kept = known, _read(files, texts)
        return kept[1]

    return look


def _changed_at(file: Path) -> int | None:
    """When a file was changed last; None at the moment that an editor replaces it."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None


def _read(files: Sequence[Path], texts: Mapping[str, str]) -> Sequence[Shelved]:
    plan, _problems = read_plan(files)
    return tuple(
        _shelved(plan, runbook, texts)
        for runbook in plan.runbooks
        if name_of(runbook) not in texts
    )


def name_of(runbook: str) -> str:
    """What a runbook is called among a log's texts."""
    return f"{runbook}.yaml"


def _shelved(plan: Plan, runbook: str, texts: Mapping[str, str]) -> Shelved:
    # Not at the top: no seat needs the rules before somebody looks at the shelf.
    from drillkit.plan.check import check, in_order

    file, name = plan.runbooks[runbook], name_of(runbook)
    brings = {name: file.tree.text}
    whole, found = read_texts({**texts, **brings})
    problems = in_order((*found, *check(whole, None)))
    wrong = next(
        (x for x in problems if x.severity == "error" and x.place.path == name), None
    )
    department = runbook.partition("/")[0]
    return Shelved(runbook, department, file.model.title, brings, wrong)
