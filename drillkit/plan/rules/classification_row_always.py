"""Only the last row of a classification may take every case that is left.

What stands below such a row is never read.

Wrong:

    facts:
      clients: {ask: How many clients?, count: true}
    classification:
      crisis: clients > 50
      minor: otherwise
      significant: clients > 10
    phases:
      normal: {final: true}

Right:

    facts:
      clients: {ask: How many clients?, count: true}
    classification:
      crisis: clients > 50
      significant: clients > 10
      minor: otherwise
    phases:
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import coverage_of
from drillkit.plan.wording import quoted_list

NAME = "classification-row-always"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        coverage = coverage_of(file)
        if coverage is None:
            continue
        levels = list(file.model.classification)
        always = [number for number, row in enumerate(coverage.rows) if row.always]
        if always and levels[always[0] + 1 :]:
            number = always[0]
            yield Problem(
                file.tree.place(("classification", levels[number])),
                NAME,
                N_(
                    'level "{level}" takes all that is left, '
                    "and what stands below it is never read: {below}"
                ),
                {
                    "level": levels[number],
                    "below": quoted_list(levels[number + 1 :]),
                },
                N_('"otherwise" stands last'),
                severity=SEVERITY,
            )
