"""The rules: what a plan must keep beyond being readable, one rule to a file.

A rule has a ``NAME``, which names the fault; a docstring, which is its manual; and
``check(plan, today)``, which yields problems.  ``SEVERITY`` is "error" unless the
module says otherwise, and ``NEEDS_WHOLE`` is true: only a rule that what is missing
cannot mislead is given files in which something does not fit.
"""

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Protocol, cast

from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.rules import (
    acceptance_expired,
    access_beats_sla,
    await_circle,
    await_nothing,
    cadence_slower_than_contract,
    call_circle,
    chances_add_up,
    classification_no_otherwise,
    classification_row_always,
    classification_row_never,
    condition_always,
    condition_never,
    contact_missing,
    contingency_without_expectation,
    dead_end,
    empty_phase,
    endless_loop,
    expected_not_given,
    final_with_work,
    hours_nobody_covers,
    inject_after_end,
    inject_never_comes,
    join_to_itself,
    ladder_too_long,
    lane_never_joins,
    milestone_never_reached,
    milestone_unmeasured,
    more_work_than_people,
    needs_circle,
    no_way_to_an_end,
    objective_untested,
    one_decision,
    onset_after_start,
    outcome_leads_nowhere,
    own_deputy,
    provider_slower_than_client,
    review_overdue,
    role_nobody_fills,
    same_lane_twice,
    seat_name,
    shortest_way_misses,
    step_without_owner,
    steps_and_lanes,
    target_over_phase,
    target_over_restore,
    text_missing_language,
    unknown_anchor,
    unknown_audience,
    unknown_client,
    unknown_contract,
    unknown_department,
    unknown_fact,
    unknown_inject,
    unknown_language,
    unknown_level,
    unknown_milestone,
    unknown_objective,
    unknown_outcome,
    unknown_part,
    unknown_person,
    unknown_phase,
    unknown_provider,
    unknown_role,
    unknown_rule,
    unknown_runbook,
    unknown_service,
    unknown_site,
    unknown_step,
    unknown_stop_clock,
    unreachable_phase,
)


class Rule(Protocol):
    """What the rest of the room asks of a rule's module."""

    NAME: str
    __doc__: str | None

    def check(self, plan: Plan, today: date | None) -> Iterator[Problem]:
        """The problems this rule sees, in any order."""
        ...


def needs_whole(rule: Rule) -> bool:
    """Whether *rule* may only see files in which everything fits."""
    return getattr(rule, "NEEDS_WHOLE", True)


_MODULES: tuple[ModuleType, ...] = (
    acceptance_expired,
    access_beats_sla,
    await_circle,
    await_nothing,
    cadence_slower_than_contract,
    call_circle,
    chances_add_up,
    classification_no_otherwise,
    classification_row_always,
    classification_row_never,
    condition_always,
    condition_never,
    contact_missing,
    contingency_without_expectation,
    dead_end,
    empty_phase,
    endless_loop,
    expected_not_given,
    final_with_work,
    hours_nobody_covers,
    inject_after_end,
    inject_never_comes,
    join_to_itself,
    ladder_too_long,
    lane_never_joins,
    milestone_never_reached,
    milestone_unmeasured,
    more_work_than_people,
    needs_circle,
    no_way_to_an_end,
    objective_untested,
    one_decision,
    onset_after_start,
    outcome_leads_nowhere,
    own_deputy,
    provider_slower_than_client,
    review_overdue,
    role_nobody_fills,
    same_lane_twice,
    seat_name,
    shortest_way_misses,
    step_without_owner,
    steps_and_lanes,
    target_over_phase,
    target_over_restore,
    text_missing_language,
    unknown_anchor,
    unknown_audience,
    unknown_client,
    unknown_contract,
    unknown_department,
    unknown_fact,
    unknown_inject,
    unknown_language,
    unknown_level,
    unknown_milestone,
    unknown_objective,
    unknown_outcome,
    unknown_part,
    unknown_person,
    unknown_phase,
    unknown_provider,
    unknown_role,
    unknown_rule,
    unknown_runbook,
    unknown_service,
    unknown_site,
    unknown_step,
    unknown_stop_clock,
    unreachable_phase,
)

RULES: tuple[Rule, ...] = tuple(cast("Rule", module) for module in _MODULES)
