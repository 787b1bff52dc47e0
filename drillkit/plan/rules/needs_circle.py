"""Steps may not wait for each other in a circle.

None of them could ever begin.  A step without "needs" waits for the one listed
before it, and that counts too.

Wrong:

    phases:
      verify:
        steps:
          ask: {do: Ask the clients, by: client-manager, needs: [measure]}
          measure: {do: Compare traffic, by: noc-duty-engineer, needs: [ask]}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      verify:
        steps:
          ask: {do: Ask the clients, by: client-manager, needs: []}
          measure: {do: Compare traffic, by: noc-duty-engineer, needs: [ask]}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import circles, needs_of, one_round, shape_of
from drillkit.plan.wording import quoted_list

NAME = "needs-circle"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            # Without a word about needs, steps wait in the order listed.
            if all(not step.needs for step in spot.phase.steps.values()):
                continue
            needs = needs_of(spot.phase)
            for circle in circles(needs):
                names = one_round(needs, circle[0])
                yield Problem(
                    file.tree.place((*spot.at, "steps", names[0]), key=True),
                    NAME,
                    N_("steps {steps} wait for each other")
                    if len(names) > 1
                    else N_("step {steps} waits for itself"),
                    {"steps": quoted_list(names)},
                    N_('"needs: []" begins a step with its phase'),
                    severity=SEVERITY,
                )
