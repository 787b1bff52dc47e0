"""Every name in a plan that stands for something defined elsewhere.

Walks the plan once; each rule about unknown names then looks at its own sort.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from drillkit.plan.plan import Plan
from drillkit.plan.uses.known import known
from drillkit.plan.uses.lost import lost_in
from drillkit.plan.uses.of_organisation import uses_of_organisation, uses_of_roster
from drillkit.plan.uses.of_runbook import uses_of_runbook
from drillkit.plan.uses.of_scenario import uses_of_scenario
from drillkit.plan.uses.use import Sort, Use, unknown

__all__ = ["Sort", "Use", "known", "unknown", "uses"]


def uses(plan: Plan, sort: Sort) -> tuple[Use, ...]:
    """The names of *sort* in *plan*, in the order of its files."""
    return _by_sort(plan).get(sort, ())


@lru_cache(maxsize=1)
def _by_sort(plan: Plan) -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, list[Use]] = defaultdict(list)
    is_lost = lost_in(plan)
    for use in _all(plan):
        if not is_lost(use.name):
            found[use.sort].append(use)
    return {sort: tuple(several) for sort, several in found.items()}


def _all(plan: Plan) -> Iterator[Use]:
    if plan.organisation:
        yield from uses_of_organisation(plan.organisation)
    if plan.roster:
        yield from uses_of_roster(plan.roster)
    for runbook in plan.runbooks.values():
        yield from uses_of_runbook(runbook)
    for scenario in plan.scenarios.values():
        yield from uses_of_scenario(scenario, plan)
