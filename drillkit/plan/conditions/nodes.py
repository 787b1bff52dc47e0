"""A condition as a tree, and the reading of it.

    or  <  and  <  not  <  == != < <= > >= in  <  + -  <  *  <  -x

Binds as Python does, so ``1 < clients < 5`` is both comparisons.  Knows no facts.
"""

from dataclasses import dataclass
from typing import TypeAlias

from drillkit.plan.conditions.faults import ConditionFault, Puzzled
from drillkit.plan.conditions.tokens import Token, tokens
from drillkit.plan.problem import N_

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")


@dataclass(frozen=True, slots=True)
class Name:
    """A fact."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A word in quotes, a number, or yes or no."""

    start: int
    end: int
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Several:
    """Constants in brackets, behind ``in``."""

    start: int
    end: int
    items: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    start: int
    end: int
    inner: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by one word: ``and`` or ``or``."""

    start: int
    end: int
    word: str
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain: first, then pairs of an operator and what follows it."""

    start: int
    end: int
    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Two counts and ``+``, ``-`` or ``*`` between them."""

    start: int
    end: int
    sign: str
    left: "Node"
    right: "Node"


Node: TypeAlias = Name | Constant | Several | Not | Joined | Comparison | Sum


def parse(text: str) -> Node:
    """The tree of *text*; raises ``Puzzled`` at the first thing it cannot read."""
    reading = _Reading(tokens(text))
    node = reading.joined("or")
    reading.expect("end")
    return node


class _Reading:
    """Where in the tokens we are."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._at]

    def take(self) -> Token:
        token = self.next
        self._at += 1
        return token

    def expect(self, kind: str) -> Token:
        if self.next.kind != kind:
            raise self._lost()
        return self.take()

    def joined(self, word: str) -> Node:
        below = self._negated if word == "and" else self._all
        parts = [below()]
        while self.next.kind == word:
            self.take()
            parts.append(below())
        if len(parts) == 1:
            return parts[0]
        return Joined(parts[0].start, parts[-1].end, word, tuple(parts))

    def _all(self) -> Node:
        return self.joined("and")

    def _negated(self) -> Node:
        if self.next.kind != "not":
            return self._comparison()
        token = self.take()
        inner = self._negated()
        return Not(token.start, inner.end, inner)

    def _comparison(self) -> Node:
        first = self._sum()
        rest = []
        while operator := self._operator():
            rest.append((operator, self._sum()))
        if not rest:
            return first
        return Comparison(first.start, rest[-1][1].end, first, tuple(rest))

    def _operator(self) -> str:
        if self.next.kind in COMPARISONS:
            return self.take().kind
        if self.next.kind == "not":
            self.take()
            self.expect("in")
            return "not in"
        return ""

    def _sum(self) -> Node:
        node = self._product()
        while self.next.kind in ("+", "-"):
            sign = self.take().kind
            right = self._product()
            node = Sum(node.start, right.end, sign, node, right)
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self.next.kind == "*":
            self.take()
            right = self._signed()
            node = Sum(node.start, right.end, "*", node, right)
        return node

    def _signed(self) -> Node:
        if self.next.kind != "-":
            return self._atom()
        token = self.take()
        inner = self._signed()
        zero = Constant(token.start, token.start, 0)
        return Sum(token.start, inner.end, "-", zero, inner)

    def _atom(self) -> Node:
        token = self.next
        if token.kind == "(":
            self.take()
            inner = self.joined("or")
            self.expect(")")
            return inner
        if token.kind == "[":
            return self._several()
        if token.kind == "name" and token.text.lower() not in ("true", "false"):
            self.take()
            if self.next.kind == "(":
                says = N_('"{name}" is called, and a condition only compares')
                raise _puzzled(token, says, {"name": token.text})
            return Name(token.start, token.end, token.text)
        return self._constant()

    def _several(self) -> Node:
        start = self.take().start
        items = []
        while self.next.kind != "]":
            items.append(self._constant())
            if self.next.kind != "]":
                self.expect(",")
        return Several(start, self.take().end, tuple(items))

    def _constant(self) -> Constant:
        token = self.next
        value: str | int | bool
        if token.kind == "text":
            value = token.text[1:-1]
        elif token.kind == "number":
            value = _number(token)
        elif token.kind == "name" and token.text.lower() in ("true", "false"):
            value = token.text.lower() == "true"
        else:
            raise self._lost()
        self.take()
        return Constant(token.start, token.end, value)

    def _lost(self) -> Puzzled:
        token = self.next
        if token.kind == "end":
            says = N_("the condition ends in the middle")
            before = self._tokens[self._at - 1] if self._at else token
            return _puzzled(before, says, {})
        hint = _WRITE_INSTEAD.get(token.text.lower(), "")
        if token.kind == "name" and not hint:
            hint = N_("put words that are values in quotes")
        says = N_('"{word}" does not belong here')
        return _puzzled(token, says, {"word": token.text}, hint)


def _number(token: Token) -> int:
    # Longer than any count that can be written, and short enough to convert.
    if len(token.text) > 12:
        raise _puzzled(token, N_("this number has more than 12 digits"), {})
    return int(token.text)


_WRITE_INSTEAD = {
    "and": N_('write "and" in small letters'),
    "or": N_('write "or" in small letters'),
    "not": N_('write "not" in small letters'),
    "is": N_('write "==" to compare'),
    "equals": N_('write "==" to compare'),
}


def _puzzled(token: Token, says: str, words: dict[str, str], hint: str = "") -> Puzzled:
    end = max(token.end, token.start + 1)
    return Puzzled(ConditionFault(token.start, end, "condition", says, words, hint))
