"""A condition that no facts can meet keeps its step from ever being done.

Often an "and" was meant to be an "or", or a comparison points the wrong way.

Wrong:

    facts:
      clients: {ask: How many clients?, count: true}
    phases:
      triage:
        steps:
          call: {do: Call, by: noc-shift-lead, when: clients > 50 and clients < 10}
        leads-to: {done: normal}
      normal: {final: true}

Right:

    facts:
      clients: {ask: How many clients?, count: true}
    phases:
      triage:
        steps:
          call: {do: Call all hands, by: noc-shift-lead, when: clients > 50}
        leads-to: {done: normal}
      normal: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import rows_alone

NAME = "condition-never"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for loc, row in rows_alone(file).items():
            if row.witness is None:
                yield Problem(
                    file.tree.place(loc),
                    NAME,
                    N_('step "{step}" is never done: nothing meets its condition'),
                    {"step": str(loc[-2])},
                    severity=SEVERITY,
                )
