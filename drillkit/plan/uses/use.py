"""One name that stands for something defined elsewhere, and where it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, TypeAlias

from drillkit.plan.near import nearest
from drillkit.plan.problem import Problem
from drillkit.plan.source import Loc, Tree

Sort: TypeAlias = Literal[
    "anchor",
    "audience",
    "client",
    "contract",
    "department",
    "fact",
    "inject",
    "language",
    "level",
    "milestone",
    "objective",
    "addressee",
    "part",
    "person",
    "phase",
    "provider",
    "role",
    "rule",
    "run",
    "runbook",
    "service",
    "site",
    "step",
    "stop-clock",
    "store",
    "told",
]


@dataclass(frozen=True, slots=True)
class Use:
    """A *name* of some *sort* at *loc*; ``among`` are the names known only there.

    Repeated lanes fill placeholders in, so one written name may be several uses.
    """

    sort: Sort
    name: str
    tree: Tree
    loc: Loc
    is_key: bool = False
    among: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def unknown(
    uses: Iterable[Use], known: Collection[str], rule: str, says: str
) -> Iterator[Problem]:
    """A problem for each of *uses* whose name is neither *known* nor known there."""
    everywhere = frozenset(known)
    for use in uses:
        if use.name not in (use.among or everywhere):
            names = use.among or known
            place = use.tree.place(use.loc, use.is_key)
            words = {"name": use.name, **use.words}
            yield Problem(place, rule, says, words, *nearest(use.name, names))


Bindings: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


def filled(name: str, bindings: Bindings) -> Iterator[str]:
    """*name* with the placeholders of repeated lanes filled in, every way."""
    asked = [(key, values) for key, values in bindings if f"{{{key}}}" in name]
    for combination in product(*(values for _, values in asked)):
        whole = name
        for (key, _), value in zip(asked, combination, strict=True):
            whole = whole.replace(f"{{{key}}}", value)
        yield whole
