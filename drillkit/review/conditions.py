"""A plan's condition as people say it: facts by their questions, no operators.

Knows no answers; whether it holds is the plan's to say.
"""

from typing import Final, assert_never

from drillkit.language import N_
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
from drillkit.review.reader import Reader

_SAID: Final = {
    "==": "{fact}: {value}",
    "in": "{fact}: {value}",
    "!=": N_("{fact}: not {value}"),
    "not in": N_("{fact}: not {value}"),
    "<": N_("{fact}: less than {value}"),
    "<=": N_("{fact}: at most {value}"),
    ">": N_("{fact}: more than {value}"),
    ">=": N_("{fact}: at least {value}"),
}


def condition_words(reader: Reader, run: str, node: Node) -> str:
    """A condition of a run's plan, in the reader's language."""
    match node:
        case Name(name=name):
            return f"{reader.fact(run, name)}: {reader.known(True)}"
        case Not(inner=Name(name=name)):
            return f"{reader.fact(run, name)}: {reader.known(False)}"
        case Not(inner=inner):
            said = reader._("not ({condition})")
            return said.format(condition=condition_words(reader, run, inner))
        case Joined():
            return _joined(reader, run, node)
        case Comparison():
            return _comparison(reader, run, node)
        case Constant() | Several() | Sum():
            return _term(reader, run, node)
        case _:
            assert_never(node)


def _joined(reader: Reader, run: str, node: Joined) -> str:
    word = reader._(N_("and")) if node.word == "and" else reader._(N_("or"))
    return f", {word} ".join(_part(reader, run, part) for part in node.parts)


def _part(reader: Reader, run: str, part: Node) -> str:
    said = condition_words(reader, run, part)
    return f"({said})" if isinstance(part, Joined) else said


def _comparison(reader: Reader, run: str, node: Comparison) -> str:
    if isinstance(node.first, Name) and len(node.rest) == 1:
        [(sign, right)] = node.rest
        if isinstance(right, Constant | Several):
            words = reader._(_SAID[sign])
            fact = reader.fact(run, node.first.name)
            return words.format(fact=fact, value=_term(reader, run, right))
    # Sums and chains are rare, and their signs shorter than any words.
    rest = "".join(f" {sign} {_term(reader, run, x)}" for sign, x in node.rest)
    return f"{_term(reader, run, node.first)}{rest}"


def _term(reader: Reader, run: str, node: Node) -> str:
    match node:
        case Name(name=name):
            return reader.fact(run, name)
        case Constant(value=value):
            return reader.known(value)
        case Several(items=items):
            word = f" {reader._(N_('or'))} "
            return word.join(reader.known(item.value) for item in items)
        case Sum(sign=sign, left=left, right=right):
            return f"{_term(reader, run, left)} {sign} {_term(reader, run, right)}"
        case _:
            return f"({condition_words(reader, run, node)})"
