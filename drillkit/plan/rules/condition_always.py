"""A condition that always holds is no condition, and misleads who reads it.

Often a comparison is off by one, or the fact has no other value.

Wrong:

    facts:
      clients: {ask: How many clients?, count: true}
    phases:
      triage:
        steps:
          call: {do: Call all hands, by: noc-shift-lead, when: clients >= 0}
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

NAME = "condition-always"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for loc, row in rows_alone(file).items():
            if row.always:
                yield Problem(
                    file.tree.place(loc),
                    NAME,
                    N_('the condition of step "{step}" always holds'),
                    {"step": str(loc[-2])},
                    severity=SEVERITY,
                )
