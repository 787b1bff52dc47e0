"""A file held against its model, and mended where it does not fit.

One wrong value should not hide what else is wrong: it is taken out of a copy, or
something stands in for it, until the rest fits.  What was written is never changed,
and paths into the copy are paths into what was written.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drillkit.plan.form import Form
from drillkit.plan.forms import (
    Stop,
    fields_of,
    form_at,
    model_in,
    wanted,
    way_to,
)
from drillkit.plan.misfits import likely_verb, misfits
from drillkit.plan.problem import Problem
from drillkit.plan.runbook import VERBS
from drillkit.plan.scalars.refusal import Refusal
from drillkit.plan.source import MOST_PROBLEMS, Loc, Map, Seq, Tree
from drillkit.plan.standin import NOT_READ, stand_in

# Each round mends what the one before uncovered; five have been seen.
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model, the problems on the way to it, and where something was mended."""

    model: Form | None
    problems: tuple[Problem, ...] = ()
    mended: frozenset[Loc] = frozenset()


def fitted(tree: Tree, form: type[Form]) -> Fitted:
    """What *tree* says as a *form*."""
    try:
        return Fitted(form.model_validate(tree.data))
    except ValidationError:
        return _Mending(tree, form).fitted()


class _Mending:
    __slots__ = (
        "_data",
        "_form",
        "_guessed",
        "_mended",
        "_problems",
        "_round",
        "_tree",
    )

    def __init__(self, tree: Tree, form: type[Form]) -> None:
        self._tree = tree
        self._form = form
        self._data: Any = _copy(tree.data)
        self._mended: set[Loc] = set()
        # Steps whose verb is a guess; which keys they may have is one too.
        self._guessed: set[Loc] = set()
        self._problems: list[Problem] = []
        self._round = 0

    def fitted(self) -> Fitted:
        model = None
        while model is None and self._round < ROUNDS:
            try:
                model = self._form.model_validate(self._data)
            except ValidationError as failure:
                told = misfits(self._tree, self._form, failure, self._is_told)
                self._problems.extend(told)
                if len(self._problems) >= MOST_PROBLEMS:
                    return Fitted(None, tuple(self._problems[:MOST_PROBLEMS]))
                self._mend(failure)
                self._round += 1
        return Fitted(model, tuple(self._problems), frozenset(self._mended))

    def _is_told(self, error: ErrorDetails, loc: Loc) -> bool:
        """Whether *error* only follows from what was told and mended before."""
        if self._round and error["type"] == "missing":
            return True
        if error["type"] == "extra_forbidden" and loc[:-1] in self._guessed:
            return True
        if refusal := _refusal(error):
            # Two keys of one mapping may be refused, one after the other.
            loc = (*loc, *refusal.at)
        return any(
            mended[: len(loc)] == loc or loc[: len(mended)] == mended
            for mended in self._mended
        )

    def _mend(self, failure: ValidationError) -> None:
        # All ways first: each is through the data as it was when it failed.
        ways = [
            (error, way_to(self._data, error["loc"], self._form))
            for error in failure.errors(include_url=False)
        ]
        fresh: set[Loc] = set()
        for error, way in ways:
            loc = tuple(stop.part for stop in way)
            if not any(loc[: len(done)] == done for done in fresh):
                fresh.add(self._mended_at(error, way))
        self._mended |= fresh

    def _mended_at(self, error: ErrorDetails, way: tuple[Stop, ...]) -> Loc:
        """Mends what *error* complains of, and tells where that was."""
        loc = tuple(stop.part for stop in way)
        node = _at(self._data, loc)
        kind, last = error["type"], str(error["loc"][-1])
        if isinstance(node, Map):
            if kind == "missing":
                form = form_at(error["loc"][:-1], self._form)
                return _supplied(node, loc, form, last)
            if kind.startswith("union_tag"):
                self._guessed.add(loc)
                verb = likely_verb(node)[1] or "do"
                return _supplied(node, loc, VERBS[verb], verb)
        refusal = _refusal(error)
        if refusal and refusal.at:
            inside = (*loc, *refusal.at)
            if inside not in self._mended:
                return self._without(inside)
        return self._replaced(way, last == "[key]" or kind == "extra_forbidden")

    def _without(self, loc: Loc) -> Loc:
        """Takes out what stands at *loc*; a list keeps its length."""
        holder: Any = _at(self._data, loc[:-1])
        part = loc[-1]
        if isinstance(part, int):
            holder[part] = f"{NOT_READ}-{part}"
        else:
            del holder[part]
        return loc

    def _replaced(self, way: tuple[Stop, ...], is_key: bool) -> Loc:
        """Takes out what may be missing; what may not gets a stand-in."""
        loc = tuple(stop.part for stop in way)
        stop = way[-1]
        form = model_in(stop.holder)
        field = fields_of(form).get(str(stop.part)) if form else None
        if is_key or (field and not field.is_required()):
            return self._without(loc)
        _at(self._data, loc[:-1])[stop.part] = _copy(stand_in(stop.own))
        return loc


def _refusal(error: ErrorDetails) -> Refusal | None:
    return error.get("ctx", {}).get("refusal")


def _supplied(node: Map, loc: Loc, form: type[BaseModel] | None, key: str) -> Loc:
    assert form
    node[key] = _copy(stand_in(wanted(fields_of(form)[key])))
    return (*loc, key)


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        data = data[part]
    return data


def _copy(node: Any) -> Any:
    """A copy to be changed, of the kinds that a tree is made of."""
    if isinstance(node, dict):
        mapping = Map()
        mapping.update((key, _copy(value)) for key, value in node.items())
        return mapping
    if isinstance(node, list):
        items = Seq()
        items.extend(map(_copy, node))
        return items
    return node
