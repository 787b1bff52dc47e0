"""All measures of a drill, each with its definition and the entries behind it.

Pure: a record in, numbers out.  No clock, no disk, no language.  A screen names paths
by one module of these at its start, and does not wait for the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drillkit.review.measures.every import Measures as Measures
    from drillkit.review.measures.every import measure as measure
    from drillkit.review.measures.value import Instant as Instant
    from drillkit.review.measures.value import Measure as Measure

_HOMES: Final = {
    "Instant": "value",
    "Measure": "value",
    "Measures": "every",
    "measure": "every",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
