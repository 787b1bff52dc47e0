"""How a scalar says that its text will not do.

The rule's name, the message id and its words travel through pydantic inside a
custom error; whoever reads a file turns them into a problem with a place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import PydanticCustomError

from drillkit.plan.near import Hint
from drillkit.plan.problem import N_, Words

LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text will not do; *at* leads from the value to the culprit inside it.

    With *key* the culprit is the key at that place, not its value.  What *advise*
    returns takes the place of the hint; it is asked only if somebody will read it.
    """

    rule: str
    says: str
    words: Words
    hint: str
    hint_words: Words
    at: tuple[str | int, ...]
    key: bool
    advise: Callable[[], Hint] | None


def refused(
    rule: str,
    says: str,
    words: Words | None = None,
    hint: str = "",
    hint_words: Words | None = None,
    *,
    at: tuple[str | int, ...] = (),
    key: bool = False,
    advise: Callable[[], Hint] | None = None,
) -> PydanticCustomError:
    """The error for a validator to raise; see ``Refusal`` for what follows *at*."""
    more = hint_words or {}
    refusal = Refusal(rule, says, words or {}, hint, more, at, key, advise)
    return PydanticCustomError("refused", "{refusal}", {"refusal": refusal})


def moved(fault: PydanticCustomError, at: tuple[str | int, ...]) -> PydanticCustomError:
    """The same refusal, seen from a value that holds the culprit at *at*."""
    refusal: Refusal = (fault.context or {})["refusal"]
    further = replace(refusal, at=(*at, *refusal.at))
    return PydanticCustomError("refused", "{refusal}", {"refusal": further})


def quoted(text: str) -> str:
    """*text* short enough to stand in a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


def scalar(value: Any) -> str:
    """*value* if it is one written value; anything else is the wrong kind."""
    if isinstance(value, str):
        return value.strip()
    raise wrong_kind(value)


def wrong_kind(
    value: Any, wanted: str = "scalar", at: tuple[str | int, ...] = ()
) -> PydanticCustomError:
    """A mapping, list or scalar stands where *wanted* belongs."""
    found = (
        "mapping"
        if isinstance(value, Mapping)
        else "list"
        if isinstance(value, list | tuple)
        else "scalar"
    )
    words = {"text": quoted(value)} if isinstance(value, str) else {}
    return refused("wrong-kind", WRONG_KIND[found, wanted], words, at=at)


WRONG_KIND: Mapping[tuple[str, str], str] = {
    ("mapping", "scalar"): N_("a mapping stands where one value belongs"),
    ("list", "scalar"): N_("a list stands where one value belongs"),
    ("scalar", "mapping"): N_('"{text}" stands where a mapping belongs'),
    ("list", "mapping"): N_("a list stands where a mapping belongs"),
    ("scalar", "list"): N_('"{text}" stands where a list belongs'),
    ("mapping", "list"): N_("a mapping stands where a list belongs"),
}
