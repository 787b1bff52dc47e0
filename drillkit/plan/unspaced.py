"""A ":" or a "-" that makes no key and no item, because no space comes after it.

Looks at one line at a time, and knows nothing of what the YAML library said.
"""

import re
import unicodedata
from dataclasses import replace

from drillkit.plan.lines import Lines
from drillkit.plan.problem import N_, Problem

_AHEAD = re.compile(r"^(?: |- )*")
_KEY = re.compile(r"([^\W\d_][\w-]*):(?!//)(?=[^ \t])")
# "---" begins a document, and "-5" is a number.
_DASH = re.compile(r"-(?=[^ \t\d-])")


def unspaced(lines: Lines, numbers: tuple[int, ...]) -> Problem | None:
    """What is wrong with the first of the lines *numbers* that has such a sign."""
    for number in sorted(set(numbers)):
        if found := _in_line(lines, number):
            return found
    return None


def _in_line(lines: Lines, number: int) -> Problem | None:
    line = lines.line(number)
    start = len(line) - len(_AHEAD.sub("", line))
    if _is_odd_space(line[start : start + 1]):
        return _odd_space(lines, number, start)
    if key := _KEY.match(line, start):
        says, hint = N_('no space follows the ":" of "{key}"'), N_("put one there")
        return _no_space(lines, number, key.end(), says, hint, key=key[1])
    if dash := _DASH.match(line, start):
        says = N_('no space follows the "-", so this is no item of a list')
        return _no_space(lines, number, dash.end(), says, N_("put one there"))
    return None


def _no_space(
    lines: Lines, number: int, after: int, says: str, hint: str, **words: str
) -> Problem:
    if _is_odd_space(lines.line(number)[after]):
        return _odd_space(lines, number, after)
    place = replace(lines.first_of(number), column=after)
    return Problem(place, "syntax", says, words, hint)


def _odd_space(lines: Lines, number: int, at: int) -> Problem:
    return Problem(
        replace(lines.first_of(number), column=at + 1),
        "unseen-character",
        N_("character {code} looks like a space here, and is none"),
        {"code": f"U+{ord(lines.line(number)[at]):04X}"},
        N_("type a space in its place"),
    )


def _is_odd_space(character: str) -> bool:
    return character not in ("", " ") and unicodedata.category(character) == "Zs"
