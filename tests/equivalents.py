"""Mutants that live and may: what they change cannot be seen, by kinds of change.

A rule names a kind by the line that went and the line that came; what no rule explains
is printed by ``make mutants``.  Only what makes no difference belongs here: behaviour
that no test has seen wants a test instead.
"""

import ast
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutant makes of its function: the lines that went, and those that came."""

    name: str
    gone: str
    come: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change that nobody can see; patterns are searched for."""

    why: str
    gone: str
    come: str = ""
    where: str = ""


RULES: tuple[Rule, ...] = ()


def reason(change: Change) -> str:
    """Why nobody can notice *change*; empty when nobody has thought of it."""
    fits = (
        rule.why
        for rule in RULES
        if re.search(rule.gone, change.gone)
        and re.search(rule.come, change.come)
        and re.search(rule.where, change.name)
    )
    return next(fits, "")


def changes_in(tree: Path, names: Sequence[str]) -> Iterator[Change]:
    """What these mutants change, from the mutated copy."""
    for name in names:
        module, _, function = name.rpartition(".")
        versions = _versions(tree, module)
        before = versions[function.rpartition("__mutmut_")[0] + "__mutmut_orig"]
        lines = list(difflib.ndiff(before, versions[function]))
        yield Change(name, _starting("- ", lines), _starting("+ ", lines))


@cache
def _versions(tree: Path, module: str) -> dict[str, list[str]]:
    """The body of every version of every function of a module."""
    path = tree / (module.replace(".", "/") + ".py")
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    text = path.read_text("utf-8")
    lines = text.splitlines()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [one for one in ast.walk(ast.parse(text)) if isinstance(one, kinds)]
    return {one.name: lines[one.lineno : one.end_lineno] for one in found}


def _starting(mark: str, lines: Sequence[str]) -> str:
    return " ".join(line[2:].strip() for line in lines if line.startswith(mark))
