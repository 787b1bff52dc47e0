"""The decision table of ratings, and how they add up over a capability.

Three questions decide a rating; whoever achieved the objective with harm done still
achieved it.  Knows no log and no reader.
"""

from collections.abc import Iterable
from typing import Final

from drillkit.engine.events import Rating
from drillkit.language import N_

# Worst first: without a rule of its own a company takes the worst of several ratings.
LADDER: Final[tuple[Rating, ...]] = ("U", "M", "S", "P")
QUESTIONS: Final = (
    N_("Objective achieved"),
    N_("Hurt other work, added risk, or broke a plan"),
    N_("Room for improvement noted"),
)
ANSWERS: Final[dict[Rating, tuple[str, str, str]]] = {
    "P": (N_("yes"), N_("no"), N_("no")),
    "S": (N_("yes"), N_("no"), N_("yes")),
    "M": (N_("yes"), N_("yes"), "\N{EN DASH}"),
    "U": (N_("no"), "\N{EN DASH}", "\N{EN DASH}"),
}


def rating_of(*, is_achieved: bool, did_harm: bool, is_improvable: bool) -> Rating:
    """The rating that three answers make."""
    if not is_achieved:
        return "U"
    if did_harm:
        return "M"
    return "S" if is_improvable else "P"


def worst(ratings: Iterable[Rating]) -> Rating | None:
    """Of several ratings the one that counts."""
    found = set(ratings)
    return next((rating for rating in LADDER if rating in found), None)
