"""Milestones: where a runbook reaches them, and which runs an await means.

The three that follow from what people report, not from phases, are reached by
every run: it is detected, acknowledged and classified.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from drillkit.plan.shape.graph import Loc, Region, Spot
from drillkit.plan.uses.use import filled

REACHED_BY_EVERY_RUN = frozenset({"onset", "detected", "acknowledged", "classified"})


@dataclass(frozen=True, slots=True)
class Reach:
    """One place where a phase, or a step of it, reaches a milestone."""

    milestone: str
    spot: Spot
    at: Loc


def reaches_of(region: Region) -> Iterator[Reach]:
    """Every place where *region* reaches a milestone, lanes within included."""
    for spot in region.everywhere:
        for outcome, milestone in spot.phase.reaches.items():
            for name in filled(milestone, spot.bindings):
                yield Reach(name, spot, (*spot.at, "reaches", outcome))
        for step_name, step in spot.phase.steps.items():
            for outcome, milestone in step.reaches.items():
                loc = (*spot.at, "steps", step_name, "reaches", outcome)
                for name in filled(milestone, spot.bindings):
                    yield Reach(name, spot, loc)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A runbook under the name it runs by, and what its run waits for first.

    *dream* is all it reaches, and whether it ends, if no await holds it back.
    """

    name: str
    department: str
    path: str
    region: Region
    dream: "Progress"
    begins: str = ""

    @property
    def awaits(self) -> bool:
        return bool(self.begins) or bool(self.region.awaits)

    def is_meant_by(self, who: str) -> bool:
        return who in (self.name, self.path, self.department)


@dataclass(frozen=True, slots=True)
class Wait:
    """An await whose milestone does not hold: the step of a phase, or a begin."""

    wanted: str
    spot: Spot | None
    step: str = ""


@dataclass(slots=True)
class Progress:
    """What one run reaches, what it still waits for, and whether it can end."""

    ends: bool = False
    reached: set[str] = field(default_factory=set)
    waits: list[Wait] = field(default_factory=list)


def parts_of(wanted: str) -> tuple[str, str]:
    """Whose milestone and which: an await's reference, taken apart."""
    who, _, milestone = wanted.rpartition("/")
    return who, milestone
