"""A condition that makes sense, ready to be asked.

The tree is written out as Python and compiled; only names of declared facts and
constants the parser made get into that text, so there is nothing to call.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import assert_never

from drillkit.plan.conditions.faults import (
    ConditionFault,
    Facts,
    FactTypes,
    Puzzled,
    Value,
)
from drillkit.plan.conditions.nodes import (
    Comparison,
    Constant,
    Joined,
    Name,
    Node,
    Not,
    Several,
    Sum,
    parse,
)
from drillkit.plan.conditions.sense import faults

MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Condition:
    """What an author wrote, which facts it asks, and how to answer."""

    text: str
    facts: frozenset[str]
    types: FactTypes
    node: Node
    is_provable: bool
    _ask: Callable[[Facts], bool]

    def holds(self, facts: Facts) -> bool:
        """Whether it holds; *facts* has a value for each of ``self.facts``."""
        return self._ask(facts)

    def settled(self, known: Facts) -> bool | None:
        """Whether it holds whatever the facts not *known* turn out to be.

        None while they could decide it, and also when that cannot be proven.
        """
        if self.facts <= known.keys():
            return self._ask(known)
        if not self.is_provable:
            return _settled(self.node, known)
        values = values_of([self], self.types)
        free = {name: values[name] for name in self.facts if name not in known}
        if count_of(free) > MOST_CELLS:
            return _settled(self.node, known)
        answers = {self._ask({**known, **cell}) for cell in cells(free)}
        return answers.pop() if len(answers) == 1 else None


def read_condition(text: str, facts: FactTypes) -> Condition | list[ConditionFault]:
    """The condition in *text*, or all that is wrong with it."""
    try:
        node = parse(text)
    except Puzzled as puzzled:
        return [puzzled.fault]
    if found := faults(text, node, facts):
        return found
    names = frozenset(part.name for part in walk(node) if isinstance(part, Name))
    types = {name: facts[name] for name in names}
    return Condition(text, names, types, node, _is_provable(node), _compiled(node))


def cells(values: dict[str, tuple[Value, ...]]) -> Iterator[dict[str, Value]]:
    """Every combination of *values*, in the order written."""
    for combination in product(*values.values()):
        yield dict(zip(values, combination, strict=True))


def count_of(values: dict[str, tuple[Value, ...]]) -> int:
    """How many combinations there are."""
    count = 1
    for several in values.values():
        count *= len(several)
    return count


def values_of(
    conditions: list[Condition], facts: FactTypes
) -> dict[str, tuple[Value, ...]]:
    """Values of each fact that stand for all others as far as *conditions* can tell.

    A count is told apart only by the constants it is compared with, so each of
    them and its neighbours are enough.
    """
    bounds = {
        part.value
        for condition in conditions
        for part in walk(condition.node)
        if isinstance(part, Constant) and type(part.value) is int
    }
    counts = {0} | {bound + step for bound in bounds for step in (-1, 0, 1)}
    spread: tuple[Value, ...] = tuple(sorted(count for count in counts if count >= 0))
    asked = {name for condition in conditions for name in condition.facts}
    return {
        name: fact.values
        if fact.kind == "one-of"
        else (False, True)
        if fact.kind == "yes-no"
        else spread
        for name, fact in facts.items()
        if name in asked
    }


def walk(node: Node) -> Iterator[Node]:
    """*node* and everything in it."""
    yield node
    for part in _parts(node):
        yield from walk(part)


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Name() | Constant():
            return ()
        case Several():
            return node.items
        case Not():
            return (node.inner,)
        case Joined():
            return node.parts
        case Comparison():
            return (node.first, *(right for _, right in node.rest))
        case Sum():
            return (node.left, node.right)
        case _:
            assert_never(node)


def _is_provable(node: Node) -> bool:
    """Whether every comparison is of one bare fact with constants."""
    return all(
        _is_plain(part) for part in walk(node) if isinstance(part, Comparison | Sum)
    )


def _is_plain(node: Comparison | Sum) -> bool:
    if isinstance(node, Sum):
        return False
    sides = [node.first, *(right for _, right in node.rest)]
    return all(
        not isinstance(left, Name) or not isinstance(right, Name)
        for left, right in zip(sides, sides[1:], strict=False)
    )


def _settled(node: Node, known: Facts) -> bool | None:
    """Three-valued logic over the joins; a comparison with an unknown is unknown."""
    match node:
        case Not():
            inner = _settled(node.inner, known)
            return None if inner is None else not inner
        case Joined():
            answers = [_settled(part, known) for part in node.parts]
            deciding = node.word == "or"
            if deciding in answers:
                return deciding
            return None if None in answers else not deciding
        case _:
            names = {part.name for part in walk(node) if isinstance(part, Name)}
            return _compiled(node)(known) if names <= known.keys() else None


def _compiled(node: Node) -> Callable[[Facts], bool]:
    code = compile(f"lambda F: bool({_python(node)})", "<condition>", "eval")
    ask: Callable[[Facts], bool] = eval(code, {"__builtins__": {}, "bool": bool})
    return ask


def _python(node: Node) -> str:
    match node:
        case Name():
            return f"F[{node.name!r}]"
        case Constant():
            return repr(node.value)
        case Several():
            return f"({''.join(f'{item.value!r},' for item in node.items)})"
        case Not():
            return f"(not {_python(node.inner)})"
        case Joined():
            return f"({f' {node.word} '.join(map(_python, node.parts))})"
        case Comparison():
            rest = "".join(f" {sign} {_python(right)}" for sign, right in node.rest)
            return f"({_python(node.first)}{rest})"
        case Sum():
            return f"({_python(node.left)} {node.sign} {_python(node.right)})"
        case _:
            assert_never(node)
