"""What is wrong in an author's text: data with a place, never an exception.

The sentence is a message id with placeholders, so that the words of the author
and the language of the reader meet only where somebody reads.  Knows nothing of
translation and nothing of the rules that find problems.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drillkit.plan.place import Place

Words: TypeAlias = Mapping[str, str]
Severity: TypeAlias = Literal["error", "warning"]


def N_(text: str) -> str:
    """Marks a message id for the catalogue; translates nothing itself."""
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place, under the name of the rule that says it."""

    place: Place
    rule: str
    says: str
    words: Words = field(default_factory=dict)
    hint: str = ""
    hint_words: Words = field(default_factory=dict)
    severity: Severity = "error"
