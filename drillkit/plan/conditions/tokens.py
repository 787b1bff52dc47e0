"""The words and signs of a condition, each with where it stands.

A hyphen inside a name belongs to the name, as ids have them: ``clients-hit`` is one
fact and ``clients - hit`` is two.
"""

import re
from dataclasses import dataclass

from drillkit.plan.conditions.faults import ConditionFault, Puzzled
from drillkit.plan.problem import N_

LONGEST = 500
MOST_TOKENS = 100

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>[^\W\d]\w*(?:-\w+)*)
    | (?P<number>[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<sign>==|!=|<=|>=|[<>()\[\],+*-])
    )""",
    re.VERBOSE,
)
_WORDS = ("and", "or", "not", "in")
_INSTEAD = {
    "=": N_('write "==" to compare'),
    "&": N_('write "and"'),
    "|": N_('write "or"'),
    "!": N_('write "not"'),
    "/": N_("multiply instead of dividing"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text or sign; ``kind`` of a word or sign is itself."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All of *text* as tokens, the last of them an ``end``."""
    if len(text) > LONGEST:
        raise Puzzled(
            ConditionFault(
                0,
                len(text),
                "condition",
                N_("the condition is longer than {most} characters"),
                {"most": str(LONGEST)},
            )
        )
    found: list[Token] = []
    at, stop = 0, len(text.rstrip())
    while at < stop:
        match = _TOKEN.match(text, at)
        if not match:
            raise _odd_sign(text, at)
        kind = match.lastgroup or ""
        word = match[kind]
        at = match.end()
        is_itself = kind == "sign" or word in _WORDS
        found.append(Token(word if is_itself else kind, word, at - len(word), at))
    if len(found) > MOST_TOKENS:
        says = N_("the condition has more than {most} words and signs")
        words = {"most": str(MOST_TOKENS)}
        raise Puzzled(ConditionFault(0, stop, "condition", says, words))
    return [*found, Token("end", "", stop, stop)]


def _odd_sign(text: str, at: int) -> Puzzled:
    start = at + len(text[at:]) - len(text[at:].lstrip())
    sign = text[start]
    if sign in "'\"":
        says = N_("a quote opens here and is not closed")
        return Puzzled(ConditionFault(start, len(text), "condition", says))
    says = N_('"{sign}" has no place in a condition')
    hint = _INSTEAD.get(sign, N_('conditions compare facts, as in "clients > 50"'))
    return Puzzled(
        ConditionFault(start, start + 1, "condition", says, {"sign": sign}, hint)
    )
