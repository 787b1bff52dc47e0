"""A promise has to be possible, even if only on the best of days.

"takes" says how long a step really takes.  Where even its shortest is over the
target, of the step, of the phase, or of the whole way to "restored-confirmed",
the promise will be broken every time.

Wrong:

    phases:
      restore:
        steps:
          fix: {do: Splice it, by: field-crew, target: 30m, takes: [40m, 1h, 2h]}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      restore:
        steps:
          fix: {do: Splice it, by: field-crew, target: 1h, takes: [40m, 1h, 2h]}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator, Mapping
from datetime import date

from drillkit.plan.organisation import Organisation, Provider
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import (
    RESTORED,
    at_least,
    at_the_least,
    least,
    levels_of,
    place_of_level,
    shape_of,
    shortest,
    spots_reaching,
)
from drillkit.plan.wording import listed, spoken

NAME = "shortest-way-misses"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    organisation = plan.organisation.model if plan.organisation else None
    providers = organisation.providers if organisation else {}
    for file in plan.runbooks.values():
        yield from _steps(file, providers)
        yield from _phases(file, providers)
        if organisation is not None:
            yield from _whole(file, organisation)


def _steps(
    file: PlanFile[Runbook], providers: Mapping[str, Provider]
) -> Iterator[Problem]:
    for spot, name, step in shape_of(file.model).steps:
        if step.target is None:
            continue
        took = least(step, providers)
        if took > step.target:
            yield Problem(
                file.tree.place((*spot.at, "steps", name, "target")),
                NAME,
                N_(
                    'step "{step}" takes {least} at the least, '
                    "and its target is {target}"
                ),
                {"step": name, "least": spoken(took), "target": spoken(step.target)},
                severity=SEVERITY,
            )


def _phases(
    file: PlanFile[Runbook], providers: Mapping[str, Provider]
) -> Iterator[Problem]:
    weigh = at_the_least(providers)
    for spot in shape_of(file.model).everywhere:
        target = spot.phase.target
        if target is None or not spot.is_work:
            continue
        # The sum of all steps is quickly had, and mostly enough to be sure.
        if not spot.lanes and sum(map(weigh, spot.phase.steps.values())) <= target:
            continue
        took = at_least(spot, weigh)
        if took > target:
            yield Problem(
                file.tree.place((*spot.at, "target")),
                NAME,
                N_(
                    'phase "{phase}" takes {least} at the least, '
                    "and its target is {target}"
                ),
                {"phase": spot.name, "least": spoken(took), "target": spoken(target)},
                severity=SEVERITY,
            )


def _whole(file: PlanFile[Runbook], organisation: Organisation) -> Iterator[Problem]:
    region = shape_of(file.model)
    ends = spots_reaching(region, RESTORED)
    levels = levels_of(file.model, organisation)
    if not (ends and levels):
        return
    tightest = min(levels, key=lambda name: organisation.levels[name].restore_within)
    limit = organisation.levels[tightest].restore_within
    weigh = at_the_least(organisation.providers)
    waits = sum(way.after or 0 for spot in region.everywhere for way in spot.ways)
    # No way is longer than all steps and all deadlines together.
    if waits + sum(weigh(step) for _, _, step in region.steps) <= limit:
        return
    way = shortest(region, ends.__contains__, weigh)
    if way is not None and way.ms > limit:
        yield Problem(
            place_of_level(file, tightest),
            NAME,
            N_(
                "the shortest way takes {least}, by way of {way}, "
                'and level "{level}" restores within {limit}'
            ),
            {
                "least": spoken(way.ms),
                "way": listed(way.names),
                "level": tightest,
                "limit": spoken(limit),
            },
            severity=SEVERITY,
        )
