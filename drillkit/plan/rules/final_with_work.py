"""A final phase is an end: it holds no work and leads nowhere.

Work written there would never be asked for, because the run, or the lane, is
over when it enters its end.

Wrong:

    phases:
      normal:
        final: true
        steps:
          write-up: {do: Write the report, by: noc-shift-lead}

Right:

    phases:
      close:
        steps:
          write-up: {do: Write the report, by: noc-shift-lead}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Phase
from drillkit.plan.shape import shape_of

NAME = "final-with-work"
NEEDS_WHOLE = False
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if not spot.phase.final:
                continue
            for key in _too_much(spot.phase):
                yield Problem(
                    file.tree.place((*spot.at, key), key=True),
                    NAME,
                    N_(
                        'phase "{phase}" is final, and "{key}" is for phases that go on'
                    ),
                    {"phase": spot.name, "key": key},
                    severity=SEVERITY,
                )


def _too_much(phase: Phase) -> list[str]:
    written = {
        "target": phase.target is not None,
        "steps": phase.steps,
        "lanes": phase.lanes,
        "join": phase.join is not None,
        "after": phase.after,
        "leads-to": phase.leads_to,
    }
    return [key for key, given in written.items() if given]
