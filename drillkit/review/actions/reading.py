"""Files of actions in, what they say and what is wrong with them out.

Read as plan files are: every value has its place, and nothing an author wrote raises.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillkit.plan.mend import fitted
from drillkit.plan.problem import N_, Problem
from drillkit.plan.read import not_utf8, unopened
from drillkit.plan.source import Tree, read_tree
from drillkit.review.actions.form import Action, ActionsFile

FIRST_KEY: Final = "actions-of"


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The actions of one drill, and where each was written."""

    path: str
    tree: Tree
    model: ActionsFile

    @property
    def drill(self) -> str:
        return self.model.actions_of


@dataclass(frozen=True, slots=True)
class Todo:
    """One action with the name it is called by, ``DRILL/ACTION``."""

    name: str
    action: Action
    sheaf: Sheaf

    @property
    def drill(self) -> str:
        return self.sheaf.drill

    @property
    def loc(self) -> tuple[str, str]:
        return ("actions", self.name.partition("/")[2])


@dataclass(frozen=True, slots=True)
class Agenda:
    """All files of actions of a workspace."""

    sheaves: tuple[Sheaf, ...] = ()
    texts: Mapping[str, str] | None = None

    @property
    def todos(self) -> tuple[Todo, ...]:
        return tuple(
            Todo(f"{sheaf.drill}/{name}", action, sheaf)
            for sheaf in self.sheaves
            for name, action in sheaf.model.actions.items()
        )

    def of(self, drill: str) -> Sheaf | None:
        """The file of one drill's actions."""
        return next((one for one in self.sheaves if one.drill == drill), None)


def read_agenda(texts: Mapping[str, str]) -> tuple[Agenda, tuple[Problem, ...]]:
    """The actions in *texts*, path to text, and every problem of reading them."""
    sheaves: dict[str, Sheaf] = {}
    problems: list[Problem] = []
    for path, text in texts.items():
        sheaf, told = _read(path, text)
        problems += told
        if sheaf is None:
            continue
        first = sheaves.setdefault(sheaf.drill, sheaf)
        if first is not sheaf:
            problems.append(_second(sheaf, first))
    return Agenda(tuple(sheaves.values()), dict(texts)), tuple(problems)


def sheaf_of(path: str, text: str) -> Sheaf:
    """A text that is known to be a file of actions."""
    [sheaf] = read_agenda({path: text})[0].sheaves
    return sheaf


def _read(path: str, text: str) -> tuple[Sheaf | None, tuple[Problem, ...]]:
    tree, problems = read_tree(path, text)
    if tree is None:
        return None, problems
    if next(iter(tree.data), "") != FIRST_KEY:
        return None, (*problems, _no_actions(tree))
    found = fitted(tree, ActionsFile)
    problems = (*problems, *found.problems)
    # What stands in for an unreadable name is no drill.
    if not isinstance(found.model, ActionsFile) or (FIRST_KEY,) in found.mended:
        return None, problems
    whole = {
        name: action
        for name, action in found.model.actions.items()
        if not any(loc[:2] == ("actions", name) for loc in found.mended)
    }
    model = found.model.model_copy(update={"actions": whole})
    return Sheaf(path, tree, model), problems


def _no_actions(tree: Tree) -> Problem:
    first = next(iter(tree.data), "")
    return Problem(
        tree.place((first,), key=True),
        "unknown-kind",
        N_('the file begins with "{key}", and a file of actions with "actions-of"'),
        {"key": first},
    )


def _second(sheaf: Sheaf, first: Sheaf) -> Problem:
    return Problem(
        sheaf.tree.place((FIRST_KEY,)),
        "second-file",
        N_('"{name}" was already given in {path}'),
        {"name": sheaf.drill, "path": first.path},
    )


def action_files(root: Path) -> tuple[Path, ...]:
    """Where a workspace keeps its actions."""
    return tuple(sorted((root / "actions").glob("*.yaml")))


def read_files(
    files: Iterable[Path], top: Path
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Their texts, by path from *top*, and why some have none.

    They may be written again, so no letter is replaced by a guess.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        near = path.relative_to(top).as_posix() if path.is_relative_to(top) else path
        name = str(near)
        try:
            texts[name] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(not_utf8(name, error))
        except OSError as error:
            problems.append(unopened(name, error))
    return texts, tuple(problems)
