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


RULES = (
    Rule("nobody gets there, which the type checker proves", r"assert_never\("),
    Rule(
        "no name of a plan has a capital letter to strip",
        r'strip\("/"\)',
        r'strip\("XX/XX"\)',
    ),
    Rule("no name has a bar in it", r'\.rsplit\("\|", 1\)', r'split\("\|", ?[12]?\)'),
    Rule(
        "nothing else comes at the very end, so its place there is any",
        r"Due\(drill\.ends_at, END, 0, 0, 0,",
        r"Due\(drill\.ends_at, END, ",
    ),
    Rule(
        "no step has either name, so the new one stands first",
        r'names\[-1\] if names else ""',
        r'names\[-1\] if names else "XXXX"',
    ),
    Rule(
        "SQL is the same in either case",
        r"SELECT |PRAGMA |ORDER BY",
        r"SELECT SEQ|select |pragma |order by",
    ),
    Rule("no drill is called so", r'_last_drill = ""', r'_last_drill = "XXXX"'),
    Rule("who is named most is named most", r"drills\[drill\] \+= 1", r"\+= 2"),
    Rule(
        "both are as long, by what makes them", r"zip\(.*strict=True", r"strict=False"
    ),
    Rule(
        "its text is caught and told to nobody", r'raise ValueError\("not an entry"\)'
    ),
    Rule("whatever is below nought comes first", r"^return -1$", r"^return -2$"),
    Rule(
        "no two of them are the same in the first two, so the third is not asked",
        r"key=lambda x: x\[:2\]",
        r"key=lambda x: x\[:3\]",
        r"deliver_news",
    ),
    Rule(
        "both are nobody, and the next is asked",
        r'next\(iter\(crew\), ""\) or next\(',
        r"None",
        r"x_alarm",
    ),
    Rule(
        "there are days to spare, and what is outside the stretch is cut off",
        r"days = \(end - start\) // ",
        r"\+ 4$|60001",
        r"open_between",
    ),
    Rule(
        "at the peak the two sides of a triangle are the same",
        r"chance \* \(high - low\) <= likely - low",
        r"chance \* \(high - low\) < likely - low",
    ),
    Rule(
        "of two that end together either may go first",
        r"ours\[i\]\[1\] < theirs\[j\]\[1\]",
        r"ours\[i\]\[1\] <= theirs\[j\]\[1\]",
    ),
    Rule(
        "nobody works in a stretch of no length",
        r"piece\.start < piece\.end",
        r"piece\.start <= piece\.end",
    ),
)


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
