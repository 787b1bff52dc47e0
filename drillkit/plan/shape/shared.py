"""What several rules look at, worked out once per runbook and kept as long as it.

Regions of phases, and which rows of the classification can be reached.
"""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

from drillkit.plan.conditions import Coverage, Row, each_alone, first_row_wins
from drillkit.plan.guards import OTHERWISE, facts_of
from drillkit.plan.plan import PlanFile
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape.graph import Loc, Region, region_of
from drillkit.plan.shape.milestones import Progress
from drillkit.plan.shape.progress import dream

T = TypeVar("T")


class _Shelf(Generic[T]):
    """Things kept by runbook, each for as long as somebody holds its runbook."""

    __slots__ = ("_things",)

    def __init__(self) -> None:
        self._things: dict[int, tuple[ref[Runbook], T]] = {}

    def take(self, runbook: Runbook, make: Callable[[], T]) -> T:
        # Models hold mappings and so cannot be hashed; their address can.
        number = id(runbook)
        found = self._things.get(number)
        if found is None:
            things = self._things
            found = (ref(runbook, lambda _: things.pop(number)), make())
            things[number] = found
        return found[1]


_REGIONS = _Shelf[Region]()
_DREAMS = _Shelf[Progress]()
_COVERAGES = _Shelf[Coverage | None]()
_ALONE = _Shelf[dict[Loc, Row]]()


def shape_of(runbook: Runbook) -> Region:
    """The region of *runbook*, drawn at the first asking."""
    return _REGIONS.take(runbook, lambda: region_of(runbook))


def dream_of(runbook: Runbook) -> Progress:
    """What *runbook* reaches if no await holds it back."""
    return _DREAMS.take(runbook, lambda: dream(shape_of(runbook)))


def coverage_of(file: PlanFile[Runbook]) -> Coverage | None:
    """Which rows of the classification are reached; None where nobody can say."""
    return _COVERAGES.take(file.model, lambda: _coverage(file))


def rows_alone(file: PlanFile[Runbook]) -> dict[Loc, Row]:
    """What reaches each step with a condition, by its place, where it is proven."""
    return _ALONE.take(file.model, lambda: _alone(file))


def _alone(file: PlanFile[Runbook]) -> dict[Loc, Row]:
    # Rows of the classification are judged together, by rules of their own.
    steps = {
        loc: condition
        for loc, condition in file.conditions.items()
        if loc[0] != "classification"
    }
    rows = each_alone(steps.values(), facts_of(file.model))
    return {loc: row for loc, row in zip(steps, rows, strict=True) if row}


def _coverage(file: PlanFile[Runbook]) -> Coverage | None:
    rows = []
    for level, text in file.model.classification.items():
        condition = file.conditions.get(("classification", level))
        # A row that makes no sense has been told; what it would take is unknown.
        if condition is None and text != OTHERWISE:
            return None
        rows.append(condition)
    return first_row_wins(rows, facts_of(file.model)) if rows else None
