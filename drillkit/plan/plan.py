"""The whole plan: every file that could be read, with its tree and its model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from drillkit.plan.conditions import Condition
from drillkit.plan.organisation import Organisation
from drillkit.plan.roster import Roster
from drillkit.plan.runbook import Runbook
from drillkit.plan.scenario import Scenario
from drillkit.plan.source import Loc, Tree

M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class PlanFile(Generic[M_co]):
    """One file: what was written, where, and what it means.

    ``conditions`` are compiled; their keys are where they stand in the tree.
    ``mended`` is where the model is not what was written: something was left out
    or something else stands in for it.
    """

    path: str
    tree: Tree
    model: M_co
    conditions: Mapping[Loc, Condition] = field(default_factory=dict)
    mended: frozenset[Loc] = frozenset()


# Equal only to itself: what rules look up about a plan is kept by which plan it is.
@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Everything people wrote.

    A file that does not fit its model is missing here; ``unread`` names it
    ("organisation", "network-operations/backbone-outage", ...), so that nobody calls
    it unknown, and ``""`` is one whose name cannot be read.  ``mended`` is the same
    plan with all the files that could be mended, for rules that can live with that;
    nobody runs it.
    """

    organisation: PlanFile[Organisation] | None = None
    runbooks: Mapping[str, PlanFile[Runbook]] = field(default_factory=dict)
    scenarios: Mapping[str, PlanFile[Scenario]] = field(default_factory=dict)
    roster: PlanFile[Roster] | None = None
    unread: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    mended: "Plan | None" = None
