"""Hints: the nearest known name, or all of them when they are few."""

import re
import string
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from drillkit.plan.problem import N_

MOST_LISTED = 5
# Names beyond this many, or beyond this length, are not compared letter by letter.
MOST_COMPARED = 600
LONGEST_COMPARED = 60

Hint = tuple[str, dict[str, str]]

LATIN_AGAIN = N_('type "{name}" again, in Latin letters')
# Cyrillic letters and the Latin ones they cannot be told from.
_LIKE_LATIN = str.maketrans("асеорхуікмнтвАСЕОРХУІКМНТВ", "aceopxyikmhtbACEOPXYIKMHTB")
_LATIN = re.compile("[A-Za-z]")
# What ids are made of.
_LETTERS = string.ascii_lowercase + string.digits + "-"


def nearest(name: str, known: Iterable[str]) -> Hint:
    """What to suggest in place of *name*: a hint and its words, or two empties."""
    names = list(dict.fromkeys(known))
    if (like := in_latin(name)) in names:
        return LATIN_AGAIN, {"name": like}
    if near := closest(name, names):
        return N_('did you mean "{name}"?'), {"name": near}
    return listing(names)


def closest(name: str, names: Collection[str], least: float = 0.6) -> str:
    """The one of *names* most like *name*, if any is like enough.

    Among very many only those that differ in one place are looked for.
    """
    if len(name) > LONGEST_COMPARED:
        return ""
    if len(names) <= MOST_COMPARED:
        return next(iter(get_close_matches(name, names, 1, least)), "")
    slips = _slips(name)
    return next((known for known in names if known in slips), "")


def _slips(name: str) -> set[str]:
    """All that a single slip of the pen can have made *name* of."""
    cuts = [(name[:at], name[at:]) for at in range(len(name) + 1)]
    dropped = {a + letter + b for a, b in cuts for letter in _LETTERS}
    added = {a + b[1:] for a, b in cuts if b}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return dropped | added | other | swapped


def in_latin(text: str) -> str:
    """*text* as it looks when Cyrillic letters hide among Latin ones, or nothing."""
    like = text.translate(_LIKE_LATIN)
    return like if like != text and like.isascii() and _LATIN.search(text) else ""


def nearest_by_word(name: str, known: Iterable[str]) -> Hint:
    """As ``nearest``, for names of several words, of which *name* may be only one."""
    names = list(dict.fromkeys(known))
    if closest(name, names, 0.8):
        return nearest(name, names)
    words = {word for one in names for word in one.split("-")}
    like = closest(name, words, 0.8)
    several = [one for one in names if like and like in one.split("-")]
    if len(several) == 1:
        return nearest(several[0], several)
    if 0 < len(several) <= MOST_LISTED:
        return N_("did you mean one of {names}?"), {"names": ", ".join(several)}
    return nearest(name, names)


def listing(names: list[str]) -> Hint:
    """All of *names* when a person can take them in at a glance."""
    if 0 < len(names) <= MOST_LISTED:
        return N_("known here: {names}"), {"names": ", ".join(names)}
    return "", {}
