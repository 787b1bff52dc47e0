"""What a runbook looks like as a graph, for the rules that judge its shape.

Pure: runbooks in, regions, ways and circles out.
"""

from drillkit.plan.shape.circles import circles, one_round
from drillkit.plan.shape.graph import (
    DONE,
    Loc,
    Region,
    Spot,
    Way,
    decisions_of,
    leaves_by_done,
    may_be_skipped,
    outcomes_of,
    phase_outcomes,
    region_of,
)
from drillkit.plan.shape.levels import (
    RESTORED,
    levels_of,
    place_of_level,
    spots_reaching,
)
from drillkit.plan.shape.milestones import (
    REACHED_BY_EVERY_RUN,
    Progress,
    Reach,
    Run,
    Wait,
    parts_of,
    reaches_of,
)
from drillkit.plan.shape.progress import Field, explore
from drillkit.plan.shape.runs import (
    field_of,
    runs_of_plan,
    runs_of_scenario,
    scenarios_with_runs,
)
from drillkit.plan.shape.shared import coverage_of, rows_alone, shape_of
from drillkit.plan.shape.steps import (
    Weigh,
    finishes,
    in_order,
    longest_chain,
    needs_of,
    whole_phase,
)
from drillkit.plan.shape.ways import (
    Stretch,
    at_least,
    inside,
    is_final,
    longest,
    promised,
    shortest,
)
from drillkit.plan.shape.weights import at_the_least, by_target, least

__all__ = [
    "DONE",
    "Field",
    "Loc",
    "Progress",
    "REACHED_BY_EVERY_RUN",
    "RESTORED",
    "Reach",
    "Region",
    "Run",
    "Spot",
    "Stretch",
    "Wait",
    "Way",
    "Weigh",
    "at_least",
    "at_the_least",
    "by_target",
    "circles",
    "coverage_of",
    "decisions_of",
    "explore",
    "field_of",
    "finishes",
    "in_order",
    "inside",
    "is_final",
    "least",
    "leaves_by_done",
    "levels_of",
    "longest",
    "longest_chain",
    "may_be_skipped",
    "needs_of",
    "one_round",
    "outcomes_of",
    "parts_of",
    "phase_outcomes",
    "place_of_level",
    "promised",
    "reaches_of",
    "region_of",
    "rows_alone",
    "runs_of_plan",
    "runs_of_scenario",
    "scenarios_with_runs",
    "shape_of",
    "shortest",
    "spots_reaching",
    "whole_phase",
]
