"""Every row of a classification has to be the first to hold for some facts.

Rows are read downwards and the first that holds gives the level.  A row whose
every case is taken by those above it gives its level to nobody; the problem
shows such a case and the row that takes it.

Wrong:

    facts:
      service: {ask: How much is lost?, one-of: [none, degraded, lost]}
      clients: {ask: How many clients?, count: true}
    classification:
      critical: service == "lost"
      crisis: service == "lost" and clients > 50
      minor: otherwise
    phases:
      normal: {final: true}

Right:

    facts:
      service: {ask: How much is lost?, one-of: [none, degraded, lost]}
      clients: {ask: How many clients?, count: true}
    classification:
      crisis: service == "lost" and clients > 50
      critical: service == "lost"
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

NAME = "classification-row-never"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        coverage = coverage_of(file)
        if coverage is None or not coverage.never:
            continue
        levels = list(file.model.classification)
        for level, row in zip(levels, coverage.rows, strict=True):
            if row.always:
                # The rest is told of the row that always holds.
                break
            if row.witness is not None:
                continue
            facts, winner = row.shadow or ({}, 0)
            above = file.tree.place(("classification", levels[winner]), key=True)
            yield Problem(
                file.tree.place(("classification", level)),
                NAME,
                N_(
                    'level "{level}" is never given: with {case}, '
                    'say, "{winner}" on line {line} comes first'
                )
                if row.shadow
                else N_('level "{level}" is never given: nothing meets its condition'),
                {
                    "level": level,
                    "case": case_of(facts),
                    "winner": levels[winner],
                    "line": str(above.line),
                },
                severity=SEVERITY,
            )
