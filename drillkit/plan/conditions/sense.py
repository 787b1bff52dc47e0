"""Whether a condition makes sense for the facts that are declared.

Every name is a fact, every word a value that fact can have, and what compares
counts is given counts.  All faults are found, not only the first.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from drillkit.plan.conditions.faults import ConditionFault, FactTypes
from drillkit.plan.conditions.nodes import (
    Comparison,
    Constant,
    Joined,
    Name,
    Node,
    Not,
    Several,
    Sum,
)
from drillkit.plan.near import Hint, nearest
from drillkit.plan.problem import N_

# "unknown" is a node already complained of: nobody complains of it twice.
Kind: TypeAlias = Literal["word", "count", "yes-no", "several", "unknown"]

_KINDS: dict[str, Kind] = {"one-of": "word", "yes-no": "yes-no", "count": "count"}
_NOT_YES_NO: dict[Kind, str] = {
    "count": N_('"{text}" is a count, and yes or no belongs here'),
    "word": N_('"{text}" is a word, and yes or no belongs here'),
    "several": N_('"{text}" is a list, and yes or no belongs here'),
}
_NOT_COUNT: dict[Kind, str] = {
    "yes-no": N_('"{text}" is yes or no, and "{sign}" is for counts'),
    "word": N_('"{text}" is a word, and "{sign}" is for counts'),
    "several": N_('"{text}" is a list, and "{sign}" is for counts'),
}


def faults(text: str, node: Node, facts: FactTypes) -> list[ConditionFault]:
    """All that makes *node*, the tree of *text*, senseless."""
    typing = _Typing(text, facts)
    typing.is_yes_no(node)
    return typing.found


@dataclass(slots=True)
class _Typing:
    text: str
    facts: FactTypes
    found: list[ConditionFault] = field(default_factory=list)
    # A chain asks for each of its links twice, and chains can stand inside chains.
    _kinds: dict[int, Kind] = field(default_factory=dict)

    def is_yes_no(self, node: Node) -> None:
        kind = self.kind(node)
        if kind in _NOT_YES_NO:
            self._say(node, "condition", _NOT_YES_NO[kind], text=self._of(node))

    def kind(self, node: Node) -> Kind:
        """What *node* amounts to; says what is wrong below it."""
        if id(node) not in self._kinds:
            self._kinds[id(node)] = self._found_kind(node)
        return self._kinds[id(node)]

    def _found_kind(self, node: Node) -> Kind:
        match node:
            case Name():
                return self._name(node)
            case Constant(value=bool()):
                return "yes-no"
            case Constant(value=value):
                return "count" if isinstance(value, int) else "word"
            case Several():
                return "several"
            case Not():
                self.is_yes_no(node.inner)
                return "yes-no"
            case Joined():
                for part in node.parts:
                    self.is_yes_no(part)
                return "yes-no"
            case Comparison():
                self._chain(node)
                return "yes-no"
            case Sum():
                self._is_count(node.left, node.sign)
                self._is_count(node.right, node.sign)
                return "count"
            case _:
                assert_never(node)

    def _name(self, node: Name) -> Kind:
        if node.name in self.facts:
            return _KINDS[self.facts[node.name].kind]
        owner = next((f for f, t in self.facts.items() if node.name in t.values), "")
        hint = nearest(node.name, self.facts)
        if owner:
            says = N_('put it in quotes if it is the value of fact "{fact}"')
            hint = says, {"fact": owner}
        says = N_('fact "{name}" is not declared in this runbook')
        self._say(node, "unknown-fact", says, hint, name=node.name)
        return "unknown"

    def _chain(self, node: Comparison) -> None:
        left = node.first
        for sign, right in node.rest:
            if sign in ("in", "not in"):
                self._membership(left, sign, right)
            elif sign in ("==", "!="):
                self._equality(left, right)
            else:
                self._is_count(left, sign)
                self._is_count(right, sign)
            left = right

    def _is_count(self, node: Node, sign: str) -> None:
        kind = self.kind(node)
        if kind in _NOT_COUNT:
            says = _NOT_COUNT[kind]
            self._say(node, "condition", says, text=self._of(node), sign=sign)

    def _membership(self, left: Node, sign: str, right: Node) -> None:
        if not isinstance(right, Several):
            self.kind(left)
            self._say(
                right,
                "condition",
                N_('a list belongs behind "{sign}"'),
                (N_('write it as ["first", "second"]'), {}),
                sign=sign,
            )
            return
        for item in right.items:
            self._equality(left, item)
        if not right.items:
            self.kind(left)
            self._say(right, "condition", N_("this list holds nothing"))

    def _equality(self, left: Node, right: Node) -> None:
        kinds = {self.kind(left), self.kind(right)}
        if "unknown" in kinds:
            return
        if len(kinds) > 1 or "several" in kinds:
            self._say_unlike(left, right)
        elif kinds == {"word"}:
            self._has_value(left, right)
            self._has_value(right, left)

    def _say_unlike(self, left: Node, right: Node) -> None:
        hint: Hint = ("", {})
        if isinstance(left, Name) and self.kind(left) == "yes-no":
            hint = (N_('write "{fact}", or "not {fact}"'), {"fact": self._of(left)})
        self._say(
            right,
            "condition",
            N_('"{left}" and "{right}" are different kinds of things'),
            hint,
            left=self._of(left),
            right=self._of(right),
        )

    def _has_value(self, fact: Node, constant: Node) -> None:
        if not (isinstance(fact, Name) and isinstance(constant, Constant)):
            return
        values = self.facts[fact.name].values
        value = str(constant.value)
        if value not in values:
            self._say(
                constant,
                "unknown-value",
                N_('fact "{fact}" is never "{value}"'),
                nearest(value, values),
                fact=fact.name,
                value=value,
            )

    def _of(self, node: Node) -> str:
        if isinstance(node, Constant) and isinstance(node.value, str):
            return node.value
        return self.text[node.start : node.end]

    def _say(
        self,
        node: Node,
        rule: str,
        says: str,
        hint: Hint = ("", {}),
        **words: str,
    ) -> None:
        fault = ConditionFault(node.start, node.end, rule, says, words, *hint)
        if fault not in self.found:
            self.found.append(fault)
