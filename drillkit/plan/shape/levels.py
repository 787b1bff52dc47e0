"""The levels a runbook can be run at, and the end its promise is about."""

from drillkit.plan.organisation import Organisation
from drillkit.plan.place import Place
from drillkit.plan.plan import PlanFile
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape.graph import Region, Spot
from drillkit.plan.shape.milestones import reaches_of

RESTORED = "restored-confirmed"


def levels_of(runbook: Runbook, organisation: Organisation) -> list[str]:
    """The levels the classification can give; without one, the company's default."""
    rows = list(runbook.classification) or [organisation.until_classified]
    return [level for level in rows if level in organisation.levels]


def place_of_level(file: PlanFile[Runbook], level: str) -> Place:
    """Where the classification gives *level*; the phases, if there is none."""
    if level in file.model.classification:
        return file.tree.place(("classification", level), key=True)
    return file.tree.place(("phases",), key=True)


def spots_reaching(region: Region, milestone: str) -> frozenset[Spot]:
    """The phases that reach *milestone*, themselves or by a step."""
    return frozenset(
        reach.spot for reach in reaches_of(region) if reach.milestone == milestone
    )
