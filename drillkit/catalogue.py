"""A catalogue of messages, read from the text in which translators keep it.

A reader waits for this at every start, so it does no more than it must: no comments,
no places, no checks, which `tests/test_language.py` makes instead.  What is not
translated, or is only a guess, is left out, so that it stays as the code says it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from gettext import c2py
from typing import Final

_QUOTED: Final = r'((?:"[^\n]*"\n)+)'
_ENTRY: Final = re.compile(
    rf"((?:^#[^\n]*\n)*)^msgid {_QUOTED}(?:msgid_plural {_QUOTED})?"
    rf"((?:msgstr(?:\[\d\])? {_QUOTED})+)",
    re.MULTILINE,
)
_SAID: Final = re.compile(rf"msgstr(?:\[\d\])? {_QUOTED}")
_ESCAPED: Final = re.compile(r"\\(.)")
_MEANT: Final = {"n": "\n", "t": "\t", "r": "\r"}
_RULE: Final = re.compile(r"plural=([^;\n]+)")


@dataclass(frozen=True)
class Catalogue:
    """Sentences by message id; those with a count in several forms, of which ``form``
    picks one for a number."""

    said: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


def english(n: int) -> int:
    """One thing is the first form, any other number the second."""
    return int(n != 1)


def read_catalogue(text: str) -> Catalogue:
    """The catalogue that a PO file's *text* holds."""
    said: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    form: Callable[[int], int] = english
    for message, is_plural, forms in _entries(text + "\n"):
        if not message:
            rule = _RULE.search(forms[0])
            form = c2py(rule[1]) if rule else english
        elif is_plural:
            counted[message] = forms
        else:
            said[message] = forms[0]
    return Catalogue(said, counted, form)


def _entries(text: str) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """Each message that is translated, whether it is counted, and its forms."""
    for comments, one, many, rest, _ in _ENTRY.findall(text):
        forms = tuple(_unquoted(block) for block in _SAID.findall(rest))
        if all(forms) and "fuzzy" not in comments:
            yield _unquoted(one), bool(many), forms


def _unquoted(block: str) -> str:
    text = "".join(line[1:-1] for line in block.split("\n"))
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)
