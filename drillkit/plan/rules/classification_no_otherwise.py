"""A classification should give a level for whatever facts come in.

Where no row holds the level stays as it was, at first the company's
"until-classified".  A last row "otherwise" says what is meant.

Wrong:

    facts:
      clients: {ask: How many clients?, count: true}
    classification:
      crisis: clients > 50
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
from drillkit.plan.wording import case_of

NAME = "classification-no-otherwise"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        coverage = coverage_of(file)
        if coverage is None or coverage.uncovered is None:
            continue
        yield Problem(
            file.tree.place(("classification",), key=True),
            NAME,
            N_("no row gives a level with {case}, say"),
            {"case": case_of(coverage.uncovered)},
            N_('end with a row that says "otherwise"'),
            severity=SEVERITY,
        )
