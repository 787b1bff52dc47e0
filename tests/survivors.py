"""Breaks of the shipped plan after which it is still sound, and why that is right.

By the kind of break and by what the line says: a key of the language, "name in" or
"item in" the key that holds it.  What is neither told nor explained here fails
``tests/test_broken_lines.py``.
"""

from collections.abc import Mapping

from tests.broken import Break, Kind, reads_the_same, what_it_says

OPTIONAL = "the key is optional; without it the plan only promises or says less"
DEFAULT = "the key has a default, which is as sound"
ONE_OF_MANY = "it is one of several, and the others are a sound plan"
NOT_USED = "no other line says this name, so it may be any"
TWICE = "the same item twice says what it says once"
SAME = "it reads the same: an only key, or text in braces, has no column of its own"

_SILENT: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "name": (
        (
            NOT_USED,
            "name in steps, name in injects, name in phases, name in lanes, "
            "name in affected, name in answers, name in parts, name in stores, "
            "name in notices, name in services, name in objectives, name in legs",
        ),
    ),
    "removed": (
        (
            OPTIONAL,
            "target, title, takes, by, to, sender, via, number, script, says, after, "
            "later, client, site, users, each, at-once, next, answer, at-least, "
            "contract-from, onset, level, facts, emergency-services, of, threshold, "
            "for, at, acknowledge-within, priority, revision, review-by, chance, "
            "reaches, tell, update, based-at, counts-from, counts-until, stop-clock, "
            "tells, leads-to, roles, objective, when, contacts, sites, update-every, "
            "access, checked, expected, measure, at-most, deputy",
        ),
        (DEFAULT, "needs, hours, people, join, optional, keep, from, timezone"),
        (
            ONE_OF_MANY,
            "name in expects, name in roles, name in answers, name in classification, "
            "name in parts, name in services, item in escalation, item in runs, "
            "item in legs",
        ),
    ),
    "doubled": ((TWICE, "item in escalation, item in legs"),),
}

_REASONS: Mapping[Kind, Mapping[str, str]] = {
    kind: {said: reason for reason, several in table for said in several.split(", ")}
    for kind, table in _SILENT.items()
}


_ASTRAY: Mapping[tuple[Kind, str, str], str] = {
    (
        "removed",
        "field-service/remote-expedition.yaml",
        "at: island-node",
    ): "only work at a site can end in window-closed; its phase still leads there",
}


def reason(broken: Break) -> str:
    """Why nothing is said of *broken*; empty when nobody has thought of it."""
    if reads_the_same(broken):
        return SAME
    return _REASONS.get(broken.kind, {}).get(what_it_says(broken), "")


def told_astray(broken: Break) -> str:
    """Why *broken* is told where nobody would look first; empty when it must not be."""
    return _ASTRAY.get((broken.kind, broken.path, broken.before.strip()), "")
