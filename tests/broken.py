"""The shipped plan, broken in one place at a time, and what is then said of it.

A break is aimed: it knows which line it changed, and on which lines a person would
look for the fault.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias, get_args

from drillkit.plan.check import check, in_order
from drillkit.plan.excerpt import hint, sentence
from drillkit.plan.form import Form
from drillkit.plan.forms import form_at
from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.read import KINDS, Reading, joined, read_text
from drillkit.plan.runbook import verb_of
from drillkit.plan.source import Loc, Map, Seq, Tree
from drillkit.plan.tree import Node
from drillkit.plan.uses import Sort, uses

ROOT = Path(__file__).parent.parent / "runbooks"
Kind: TypeAlias = Literal[
    "key", "unit", "reference", "name", "removed", "doubled", "indented", "outdented"
]
# Nothing is said, or it is told on the line, on the one before or after, on one that
# holds it or that it held, where its words are used, or where nobody would look.
Where: TypeAlias = Literal[
    "sound", "there", "beside", "above", "below", "refers", "elsewhere"
]
KINDS_OF_BREAK: tuple[Kind, ...] = get_args(Kind)
# Where the break is the fault itself, and any other place would send people astray.
ON_THE_LINE: tuple[Kind, ...] = ("key", "unit", "reference")

_UNIT = re.compile(r"(?<=[\s\[{])(?:\d+[dhms])*\d+([dhms])(?=[\s,\]}:]|$)")
_QUOTED = re.compile(r'"[^"]*"|\s#.*')
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Break:
    """One change to one line; *before* is the line, *after* what stands there now."""

    kind: Kind
    path: str
    line: int
    before: str
    after: str

    def text(self) -> str:
        """The whole file with the change made."""
        lines = TEXTS[self.path].splitlines(keepends=True)
        lines[self.line - 1 : self.line] = self.after.splitlines(keepends=True)
        return "".join(lines)

    def __str__(self) -> str:
        return f"{self.kind} {self.path}:{self.line} {self.after.strip()!r}"


TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in sorted(ROOT.rglob("*.yaml"))
}


@cache
def readings() -> dict[str, Reading]:
    return {path: read_text(path, text) for path, text in TEXTS.items()}


@cache
def sound_plan() -> Plan:
    return joined(readings().values())[0]


def problems_of(*several: Break) -> tuple[Problem, ...]:
    """All that is said of the plan with *several* things broken in it."""
    broken = {one.path: read_text(one.path, text_with(several, one)) for one in several}
    plan, problems = joined({**readings(), **broken}.values())
    return in_order((*problems, *check(plan)))


def text_with(several: Sequence[Break], one: Break) -> str:
    """The file of *one*, with all of *several* that are in it."""
    lines = TEXTS[one.path].splitlines(keepends=True)
    for other in several:
        if other.path == one.path:
            lines[other.line - 1] = other.after
    return "".join(lines)


def where_told(broken: Break) -> Where:
    """How far from *broken* it is told; the nearest counts."""
    here = read_text(broken.path, broken.text())
    # What reading alone says on the very line no rule can bring any nearer.
    if _nearest(broken, here.problems) == "there":
        return "there"
    return _nearest(broken, problems_of(broken))


def _nearest(broken: Break, problems: Sequence[Problem]) -> Where:
    last = broken.line + max(0, broken.after.count("\n") - 1)
    here = range(broken.line, last + 1) if broken.after else range(0)
    written = TEXTS[broken.path].splitlines()
    above = set(_above(written, broken.line))
    more = broken.after.count("\n") - 1
    below = {line + more for line in _below(written, broken.line)}
    words = set(_WORD.findall(broken.before))
    text = broken.text().splitlines()
    places = [line for p in problems for path, line in _told(p) if path == broken.path]
    if not problems:
        return "sound"
    if any(line in here for line in places):
        return "there"
    if any(broken.line - 1 <= line <= last + 1 for line in places):
        return "beside"
    if any(line in above for line in places):
        return "above"
    if any(words.intersection(_said(problem, text)) for problem in problems):
        return "refers"
    if broken.kind == "removed" and any(line in below for line in places):
        return "below"
    return "elsewhere"


def _told(problem: Problem) -> Iterator[tuple[str, int]]:
    """Where the problem points, and where its sentence says to look."""
    yield problem.place.path, problem.place.line
    if problem.words.keys() >= {"path", "line"}:
        yield problem.words["path"], int(problem.words["line"])


def _said(problem: Problem, text: Sequence[str]) -> set[str]:
    """Every word of the sentence, the hint and the line they are about."""
    said = f"{sentence(problem, str)} {hint(problem, str)}"
    for lines in (text, TEXTS[problem.place.path].splitlines()):
        if problem.place.line <= len(lines):
            said += " " + lines[problem.place.line - 1]
    return set(_WORD.findall(said))


def _above(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines that hold line *number*, what stands right beside them, and the first.

    A promise that is broken below is told where it was made: at the phase's target.
    """
    yield 1
    own = depth = _depth(lines[number - 1])
    for at in range(number - 1, 0, -1):
        line = lines[at - 1]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        is_beside = _depth(line) == depth < own and not line.rstrip().endswith(":")
        if _depth(line) < depth or is_beside:
            depth = _depth(line)
            yield at


def _below(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines that line *number* holds, and the first that it does not."""
    own = _depth(lines[number - 1])
    for at in range(number + 1, len(lines) + 1):
        yield at
        line = lines[at - 1]
        # A list may stand in the column of its key.
        if line.strip() and _depth(line) <= own and not line.lstrip().startswith("- "):
            return


def reads_the_same(broken: Break) -> bool:
    """Whether the file still says all that it said, and nothing else."""
    before, after = readings()[broken.path], read_text(broken.path, broken.text())
    if not before.file or not after.file or after.problems:
        return False
    return bool(before.file.tree.data == after.file.tree.data)


def what_it_says(broken: Break) -> str:
    """The key of the language on the line, or what names or items it is one of."""
    loc, is_language = _first_on_lines(broken.path).get(broken.line, ((), False))
    if not loc:
        return "more of a text"
    if is_language:
        return str(loc[-1])
    holder = next((part for part in loc[-2::-1] if isinstance(part, str)), "")
    return f"{'item' if isinstance(loc[-1], int) else 'name'} in {holder}"


@cache
def _first_on_lines(path: str) -> dict[int, tuple[Loc, bool]]:
    """What begins first on each line, and whether it is a key of the language."""
    reading = readings()[path]
    assert reading.file
    tree, form = reading.file.tree, KINDS[reading.kind]
    found: dict[int, tuple[Loc, bool]] = {}
    for loc in _locs(tree.data):
        is_key = isinstance(loc[-1], str)
        line = tree.place(loc, key=is_key).line
        found.setdefault(line, (loc, is_key and _is_language(tree, loc, form)))
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def breaks(kind: Kind) -> list[Break]:
    """Every break of *kind* there is."""
    if kind in ("key", "name"):
        return [found for found in _keys() if found.kind == kind]
    if kind == "reference":
        return list(dict.fromkeys(_references()))
    return [found for path in TEXTS for found in _lines(path, kind)]


def _lines(path: str, kind: Kind) -> Iterator[Break]:
    for number, line in enumerate(TEXTS[path].splitlines(keepends=True), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match kind:
            case "removed":
                yield Break(kind, path, number, line, "")
            case "doubled":
                yield Break(kind, path, number, line, line * 2)
            case "indented":
                yield Break(kind, path, number, line, f" {line}")
            case "outdented" if line.startswith(" "):
                yield Break(kind, path, number, line, line[1:])
            case "unit":
                bare = _QUOTED.sub(lambda found: "_" * len(found[0]), line)
                for found in _UNIT.finditer(bare):
                    at = found.start(1)
                    yield Break(kind, path, number, line, line[:at] + line[at + 1 :])
            case _:
                pass


def _keys() -> Iterator[Break]:
    """The first key on each line: one of the language, or a name its author gave."""
    for path, reading in readings().items():
        assert reading.file
        tree, form = reading.file.tree, KINDS[reading.kind]
        seen: set[int] = set()
        for loc in _locs(tree.data):
            place = tree.place(loc, key=True)
            if isinstance(loc[-1], int) or place.line in seen:
                continue
            seen.add(place.line)
            is_language = _is_language(tree, loc, form)
            kind: Kind = "key" if is_language else "name"
            yield _misspelt(kind, path, place.line, place.column, str(loc[-1]))


def _is_language(tree: Tree, loc: Loc, form: type[Form]) -> bool:
    """Whether the key at *loc* is one of the plan language, not a name."""
    trail: list[str | int] = []
    for depth, part in enumerate(loc[:-1]):
        trail.append(part)
        # The verb of a step is a stop on a model's way.
        if depth and loc[depth - 1] == "steps":
            verb = verb_of(tree.value(loc[: depth + 1]))
            trail.extend([verb] if verb else [])
    return form_at(tuple(trail), form) is not None


def _locs(node: Node, at: Loc = ()) -> Iterator[Loc]:
    if isinstance(node, Map):
        for key, value in node.items():
            yield (*at, key)
            yield from _locs(value, (*at, key))
    elif isinstance(node, Seq):
        for index, value in enumerate(node):
            yield (*at, index)
            yield from _locs(value, (*at, index))


def _references() -> Iterator[Break]:
    plan = sound_plan()
    for sort in get_args(Sort):
        for use in uses(plan, sort):
            place = use.tree.place(use.loc, use.is_key)
            line = use.tree.lines.line(place.line)
            at = line.find(use.name, place.column - 1)
            if 0 <= at < place.column - 1 + place.width:
                yield _misspelt("reference", place.path, place.line, at + 1, use.name)


def _misspelt(kind: Kind, path: str, number: int, column: int, name: str) -> Break:
    """The middle letter of *name* is another one."""
    line = TEXTS[path].splitlines(keepends=True)[number - 1]
    at = column - 1 + len(name) // 2
    if not line[at].isalnum():
        at -= 1
    other = "q" if line[at] != "q" else "x"
    return Break(kind, path, number, line, line[:at] + other + line[at + 1 :])


def sample(kind: Kind, most: int, seed: int) -> list[Break]:
    """Up to *most* breaks of *kind*, the same ones for the same *seed*."""
    every = breaks(kind)
    return Random(f"{kind} {seed}").sample(every, min(most, len(every)))
