"""One region per runbook, drawn once and shared by all the rules that look at it.

The shelf holds a region only as long as somebody holds the runbook.
"""

from weakref import ref

from drillkit.plan.runbook import Runbook
from drillkit.plan.shape.graph import Region, region_of

_SHELF: dict[int, tuple["ref[Runbook]", Region]] = {}


def shape_of(runbook: Runbook) -> Region:
    """The region of *runbook*, drawn at the first asking."""
    number = id(runbook)
    found = _SHELF.get(number)
    if found is None:
        # Models hold mappings and so cannot be hashed; their address can.
        found = (ref(runbook, lambda _: _SHELF.pop(number)), region_of(runbook))
        _SHELF[number] = found
    return found[1]
