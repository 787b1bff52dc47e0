"""Plan files in, the whole plan and its problems out.

``read_texts`` is the pure core; ``read_plan`` is the only function of the room
that touches the disk.  Nothing an author wrote raises.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from drillkit.plan.source import Loc, Tree, read_tree

KINDS: Mapping[str, type[Form]] = {
    "organisation": Organisation,
    "runbook": Runbook,
    "scenario": Scenario,
    "roster": Roster,
}
AnyFile: TypeAlias = PlanFile[Any]
_SAID = re.compile(r"^(?P<key>[a-z]+): *(?P<name>[a-z0-9-]+)", re.MULTILINE)


def read_plan(paths: Iterable[Path | str]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in *paths*; a folder stands for all ``*.yaml`` in and below it."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files_in(paths):
        try:
            texts[str(path)] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(path, error))
        except OSError as error:
            problems.append(_unopened(path, error))
    plan, found = read_texts(texts)
    return plan, (*problems, *found)


def files_in(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The plan files that *paths* stand for, each once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        inside = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Problem:
    read = error.object[: error.start]
    line = read.count(b"\n") + 1
    column = len(read.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return Problem(
        Place(str(path), line, column, 1),
        "encoding",
        N_("this is not UTF-8 text"),
        hint=N_("save the file as UTF-8"),
    )


def _unopened(path: Path, error: OSError) -> Problem:
    says = (
        N_("there is no such file")
        if isinstance(error, FileNotFoundError)
        else N_("the file cannot be opened: {reason}")
    )
    place = Place(str(path), 1, 1, 1)
    return Problem(place, "unreadable", says, {"reason": error.strerror or ""})


def read_texts(texts: Mapping[str, str]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in *texts*, path to text, and every problem of reading it."""
    gathered = _Gathered()
    for path, text in texts.items():
        tree, problems = read_tree(path, text)
        gathered.problems.extend(problems)
        if tree is None:
            gathered.unread.add(_name_in(text))
        else:
            gathered.take(tree)
    return gathered.plan(texts), tuple(gathered.problems)


@dataclass(slots=True)
class _Gathered:
    files: dict[str, AnyFile] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, tree: Tree) -> None:
        """Adds the file of *tree* under its name, and the problems it has."""
        written, kind, problem = _kind(tree)
        if problem is not None:
            self.problems.append(problem)
        if not kind:
            self.unread.add("")
            return
        name = _name(tree.data, written, kind)
        found = fitted(tree, KINDS[kind], written, kind)
        self.problems.extend(found.problems)
        if found.model is None:
            self.unread.add(name)
            return
        conditions: Mapping[Loc, Condition] = {}
        if isinstance(found.model, Runbook):
            conditions, problems = conditions_of(tree, found.model, found.mended)
            self.problems.extend(problems)
        file = PlanFile(tree.path, tree, found.model, conditions, found.mended)
        first = self.files.setdefault(f"{kind} {name}", file)
        if first is not file:
            self.problems.append(_second(file, kind, name, first))

    def plan(self, texts: Mapping[str, str]) -> Plan:
        """The whole files, and beside them all that could be mended."""
        every = list(self.files.items())
        whole = [(key, file) for key, file in every if not file.mended]
        mended = _plan(every, self.unread, texts) if len(whole) < len(every) else None
        unread = {_bare(key) for key, file in every if file.mended}
        return replace(_plan(whole, self.unread | unread, texts), mended=mended)


def _plan(
    files: Sequence[tuple[str, AnyFile]], unread: set[str], texts: Mapping[str, str]
) -> Plan:
    def of(kind: str) -> dict[str, AnyFile]:
        return {_bare(key): file for key, file in files if key.startswith(f"{kind} ")}

    return Plan(
        next(iter(of("organisation").values()), None),
        of("runbook"),
        of("scenario"),
        next(iter(of("roster").values()), None),
        frozenset(unread),
        texts,
    )


def _bare(key: str) -> str:
    return key.partition(" ")[2]


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


def _name(data: Mapping[str, Any], written: str, kind: str) -> str:
    """What other files call this one."""
    name = str(data.get(written, ""))
    if kind == "runbook":
        return f"{data.get('department', '')}/{name}"
    return name if kind == "scenario" else kind


def _name_in(text: str) -> str:
    """The name of a file that is not YAML, as far as it can be made out."""
    said = {found["key"]: found["name"] for found in _SAID.finditer(text)}
    kind = next((key for key in said if key in KINDS), "")
    return _name(said, kind, kind) if kind else ""


def _second(file: AnyFile, kind: str, name: str, first: AnyFile) -> Problem:
    return Problem(
        file.tree.place((kind,)),
        "second-file",
        N_('"{name}" was already given in {path}'),
        {"name": name, "path": first.path},
    )
