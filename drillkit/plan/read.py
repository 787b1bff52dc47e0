"""Plan files in, the whole plan and its problems out.

``read_texts`` is the pure core: ``read_text`` for each file, then ``joined``.
``read_plan`` is the only function of the room that touches the disk.  Nothing an
author wrote raises.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from drillkit.plan.conditions import Condition
from drillkit.plan.form import Form
from drillkit.plan.guards import conditions_of
from drillkit.plan.mend import fitted
from drillkit.plan.near import nearest
from drillkit.plan.organisation import Organisation
from drillkit.plan.place import Place
from drillkit.plan.plan import Plan as Plan
from drillkit.plan.plan import PlanFile as PlanFile
from drillkit.plan.problem import N_, Problem
from drillkit.plan.roster import Roster
from drillkit.plan.runbook import Runbook
from drillkit.plan.scenario import Scenario
from drillkit.plan.source import LARGEST, Loc, Tree, read_tree

KINDS: Mapping[str, type[Form]] = {
    "organisation": Organisation,
    "runbook": Runbook,
    "scenario": Scenario,
    "roster": Roster,
}
MOST_BYTES = 4 * (LARGEST + 1)
AnyFile: TypeAlias = PlanFile[Any]
_SAID = re.compile(r"^(?P<key>[a-z]+) *: *[\"']?(?P<name>[a-z0-9-]+)", re.MULTILINE)


def read_plan(paths: Iterable[Path | str]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in *paths*; a folder stands for all ``*.yaml`` in and below it."""
    return joined(map(_read_file, files_in(paths)))


def _read_file(path: Path) -> "Reading":
    try:
        with path.open("rb") as file:
            # Enough to see that it is too large, if it is.
            written = file.read(MOST_BYTES)
    except OSError as error:
        return Reading(str(path), "", "", "", None, (unopened(str(path), error),))
    try:
        how = "ignore" if len(written) == MOST_BYTES else "strict"
        return read_text(str(path), written.decode("utf-8", how))
    except UnicodeDecodeError as error:
        name = _name_in(written.decode("utf-8", "replace"))
        # No line of it is shown: nobody knows what it says.
        return Reading(str(path), "", "", name, None, (not_utf8(str(path), error),))


def files_in(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The plan files that *paths* stand for, each once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        inside = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def not_utf8(path: str, error: UnicodeDecodeError) -> Problem:
    """Text in another encoding is never guessed at."""
    read = error.object[: error.start]
    line = read.count(b"\n") + 1
    column = len(read.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return Problem(
        Place(path, line, column, 1),
        "encoding",
        N_("this is not UTF-8 text"),
        hint=N_("save the file as UTF-8"),
    )


def unopened(path: str, error: OSError) -> Problem:
    """The machine did not give the file."""
    says = (
        N_("there is no such file")
        if isinstance(error, FileNotFoundError)
        else N_("the file cannot be opened: {reason}")
    )
    place = Place(path, 1, 1, 1)
    return Problem(place, "unreadable", says, {"reason": error.strerror or ""})


def read_texts(texts: Mapping[str, str]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in *texts*, path to text, and every problem of reading it."""
    return joined(read_text(path, text) for path, text in texts.items())


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as it was read: what it is, its name, and the file if there is one."""

    path: str
    text: str
    kind: str
    name: str
    file: AnyFile | None
    problems: tuple[Problem, ...]


def read_text(path: str, text: str) -> Reading:
    """One file of a plan, whatever it says."""
    tree, problems = read_tree(path, text)
    if tree is None:
        return Reading(path, text, "", _name_in(text), None, problems)
    written, kind, problem = _kind(tree)
    if problem is not None:
        problems = (*problems, problem)
    if not kind:
        return Reading(path, text, "", "", None, problems)
    if written != kind:
        tree = tree.renamed(written, kind)
    found = fitted(tree, KINDS[kind])
    if written != kind:
        found = replace(found, mended=found.mended | {(kind,)})
    problems = (*problems, *found.problems)
    file: AnyFile | None = None
    if found.model is not None:
        conditions: Mapping[Loc, Condition] = {}
        if isinstance(found.model, Runbook):
            conditions, faults = conditions_of(tree, found.model, found.mended)
            problems = (*problems, *faults)
        file = PlanFile(path, tree, found.model, conditions, found.mended)
    return Reading(path, text, kind, _name(tree.data, kind), file, problems)


def joined(readings: Iterable[Reading]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan that *readings* make together."""
    files: dict[tuple[str, str], AnyFile] = {}
    problems: list[Problem] = []
    unread: set[str] = set()
    texts: dict[str, str] = {}
    for reading in readings:
        texts[reading.path] = reading.text
        problems.extend(reading.problems)
        if reading.file is None:
            unread.add(reading.name)
            continue
        first = files.setdefault((reading.kind, reading.name), reading.file)
        if first is not reading.file:
            problems.append(_second(reading.file, reading.kind, reading.name, first))
    whole = {key: file for key, file in files.items() if not file.mended}
    partial = {name for (_, name), file in files.items() if file.mended}
    mended = _plan(files, unread, texts) if partial else None
    plan = replace(_plan(whole, unread | partial, texts), mended=mended)
    return plan, tuple(problems)


def _plan(
    files: Mapping[tuple[str, str], AnyFile], unread: set[str], texts: dict[str, str]
) -> Plan:
    return Plan(
        files.get(("organisation", "organisation")),
        _of_kind(files, "runbook"),
        _of_kind(files, "scenario"),
        files.get(("roster", "roster")),
        frozenset(unread),
        texts,
    )


def _of_kind(
    files: Mapping[tuple[str, str], AnyFile], wanted: str
) -> dict[str, AnyFile]:
    return {name: file for (kind, name), file in files.items() if kind == wanted}


def _kind(tree: Tree) -> tuple[str, str, Problem | None]:
    """The key that says what the file is, what it says, and what is wrong with it."""
    first = next(iter(tree.data), "")
    if first in KINDS:
        return first, first, None
    hint, words = nearest(first, KINDS)
    problem = Problem(
        tree.place((first,), key=True),
        "unknown-kind",
        N_(
            'the file begins with "{key}", and the first key of a plan file says '
            "what it is"
        ),
        {"key": first},
        hint,
        words,
    )
    later = next((key for key in tree.data if key in KINDS), "")
    if not later and "name" in words:
        return first, words["name"], problem
    return later, later, problem


def _name(data: Mapping[str, Any], kind: str) -> str:
    """What other files call this one."""
    name = str(data.get(kind, ""))
    if kind == "runbook":
        return f"{data.get('department', '')}/{name}"
    return name if kind == "scenario" else kind


def _name_in(text: str) -> str:
    """The name of a file that is not YAML, as far as it can be made out."""
    said = {found["key"]: found["name"] for found in _SAID.finditer(text)}
    kind = next((key for key in said if key in KINDS), "")
    if not kind or (kind == "runbook" and "department" not in said):
        return ""
    return _name(said, kind)


def _second(file: AnyFile, kind: str, name: str, first: AnyFile) -> Problem:
    return Problem(
        file.tree.place((kind,)),
        "second-file",
        N_('"{name}" was already given in {path}'),
        {"name": name, "path": first.path},
    )
