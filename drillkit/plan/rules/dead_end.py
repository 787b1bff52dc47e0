"""A phase that is no end has to lead somewhere.

People who finish the last step of such a phase are left with nothing to do
and no word that it is over.

Wrong:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}

Right:

    phases:
      triage:
        steps:
          look: {do: Confirm the alarm, by: noc-duty-engineer}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import shape_of

NAME = "dead-end"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if spot.ways or spot.is_broken or not spot.is_work:
                continue
            yield Problem(
                file.tree.place(spot.at, key=True),
                NAME,
                N_('phase "{phase}" leads nowhere and is not final'),
                {"phase": spot.name},
                N_(
                    'say what follows in "leads-to", as in "leads-to: {{done: normal}}"'
                ),
                severity=SEVERITY,
            )
