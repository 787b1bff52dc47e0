"""Hints: the nearest known name, or all of them when they are few."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from drillkit.plan.problem import N_

MOST_LISTED = 5

Hint = tuple[str, dict[str, str]]

LATIN_AGAIN = N_('type "{name}" again, in Latin letters')
# Cyrillic letters and the Latin ones they cannot be told from.
_LIKE_LATIN = str.maketrans("асеорхуікмнтвАСЕОРХУІКМНТВ", "aceopxyikmhtbACEOPXYIKMHTB")
_LATIN = re.compile("[A-Za-z]")


def nearest(name: str, known: Iterable[str]) -> Hint:
    """What to suggest in place of *name*: a hint and its words, or two empties."""
    names = list(dict.fromkeys(known))
    if (like := in_latin(name)) in names:
        return LATIN_AGAIN, {"name": like}
    if near := get_close_matches(name, names, 1):
        return N_('did you mean "{name}"?'), {"name": near[0]}
    return listing(names)


def in_latin(text: str) -> str:
    """*text* as it looks when Cyrillic letters hide among Latin ones, or nothing."""
    like = text.translate(_LIKE_LATIN)
    return like if like != text and like.isascii() and _LATIN.search(text) else ""


def nearest_by_word(name: str, known: Iterable[str]) -> Hint:
    """As ``nearest``, for names of several words, of which *name* may be only one."""
    names = list(dict.fromkeys(known))
    if get_close_matches(name, names, 1, 0.8):
        return nearest(name, names)
    words = {word for one in names for word in one.split("-")}
    like = get_close_matches(name, words, 1, 0.8)
    several = [one for one in names if like and like[0] in one.split("-")]
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
