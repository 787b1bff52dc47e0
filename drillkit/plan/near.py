"""Hints: the nearest known name, or all of them when they are few."""

from collections.abc import Iterable
from difflib import get_close_matches

from drillkit.plan.problem import N_

MOST_LISTED = 5

Hint = tuple[str, dict[str, str]]


def nearest(name: str, known: Iterable[str]) -> Hint:
    """What to suggest in place of *name*: a hint and its words, or two empties."""
    names = list(dict.fromkeys(known))
    if near := get_close_matches(name, names, 1):
        return N_('did you mean "{name}"?'), {"name": near[0]}
    return listing(names)


def listing(names: list[str]) -> Hint:
    """All of *names* when a person can take them in at a glance."""
    if 0 < len(names) <= MOST_LISTED:
        return N_("known here: {names}"), {"names": ", ".join(names)}
    return "", {}
