"""Plan files in, the whole plan and its problems out.

``read_texts`` is the pure core; ``read_plan`` is the only function of the room
that touches the disk.  Nothing an author wrote raises.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from drillkit.plan.conditions import Condition
from drillkit.plan.form import Form
from drillkit.plan.guards import conditions_of
from drillkit.plan.misfits import misfits
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
        if tree is not None:
            gathered.take(tree)
    plan = Plan(
        gathered.organisation,
        gathered.runbooks,
        gathered.scenarios,
        gathered.roster,
        frozenset(gathered.unread),
        texts,
    )
    return plan, tuple(gathered.problems)


@dataclass(slots=True)
class _Gathered:
    organisation: PlanFile[Organisation] | None = None
    runbooks: dict[str, PlanFile[Runbook]] = field(default_factory=dict)
    scenarios: dict[str, PlanFile[Scenario]] = field(default_factory=dict)
    roster: PlanFile[Roster] | None = None
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, tree: Tree) -> None:
        """Adds the file of *tree* under its name, or the problems it has."""
        kind, problem = _kind(tree)
        if problem is not None:
            self.problems.append(problem)
        if not kind:
            return
        model = self._validated(tree, KINDS[kind])
        if model is None:
            self.unread.add(_name(tree, kind))
            return
        conditions: Mapping[Loc, Condition] = {}
        if isinstance(model, Runbook):
            conditions, problems = conditions_of(tree, model)
            self.problems.extend(problems)
        self._add(PlanFile(tree.path, tree, model, conditions), kind)

    def _validated(self, tree: Tree, form: type[Form]) -> Form | None:
        try:
            return form.model_validate(tree.data)
        except ValidationError as failure:
            self.problems.extend(misfits(tree, form, failure))
            return None

    def _add(self, file: AnyFile, kind: str) -> None:
        name = _name(file.tree, kind)
        match file.model:
            case Organisation():
                first: AnyFile | None = self.organisation
                self.organisation = self.organisation or file
            case Runbook():
                first = self.runbooks.get(name)
                self.runbooks.setdefault(name, file)
            case Scenario():
                first = self.scenarios.get(name)
                self.scenarios.setdefault(name, file)
            case _:
                first = self.roster
                self.roster = self.roster or file
        if first is not None:
            self.problems.append(_second(file, kind, name, first))


def _kind(tree: Tree) -> tuple[str, Problem | None]:
    first = next(iter(tree.data), "")
    if first in KINDS:
        return first, None
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
    return next((key for key in tree.data if key in KINDS), ""), problem


def _name(tree: Tree, kind: str) -> str:
    """What other files call this one."""
    name = str(tree.data.get(kind, ""))
    if kind == "runbook":
        return f"{tree.data.get('department', '')}/{name}"
    return name if kind == "scenario" else kind


def _second(file: AnyFile, kind: str, name: str, first: AnyFile) -> Problem:
    return Problem(
        file.tree.place((kind,)),
        "second-file",
        N_('"{name}" was already given in {path}'),
        {"name": name, "path": first.path},
    )
