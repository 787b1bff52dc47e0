"""The chances of a step's outcomes add up to 100 %.

Something always comes of a step. When its chances come to more or less, one of
them is not what its author thinks, and rehearsals would have to guess which.
Shares may be rounded: three of 33.3% are enough.

Wrong:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {real: Declare it, false-alarm: Stand down}
            chance: {real: 90%, false-alarm: 3%}
            by: noc-shift-lead
        leads-to: {real: normal, false-alarm: stood-down}
      normal: {final: true, reaches: normal}
      stood-down: {final: true}

Right:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {real: Declare it, false-alarm: Stand down}
            chance: {real: 97%, false-alarm: 3%}
            by: noc-shift-lead
        leads-to: {real: normal, false-alarm: stood-down}
      normal: {final: true, reaches: normal}
      stood-down: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import Loc, shape_of

NAME = "chances-add-up"
NEEDS_WHOLE = False
SEVERITY: Severity = "error"
# A share with one digit after the point is off by so much at most.
ROUNDED_OFF = 0.0005


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot, name, step in shape_of(file.model).steps:
            at = (*spot.at, "steps", name, "chance")
            shares = tuple((step.chance or {}).values())
            if not shares or not _is_as_written(file, at):
                continue
            whole = sum(shares)
            # An author's share is at most eight digits, a sum of floats is not.
            if round(abs(whole - 1), 8) > round(ROUNDED_OFF * len(shares), 8):
                yield Problem(
                    file.tree.place(at),
                    NAME,
                    N_('the chances of step "{step}" add up to {sum}, not to 100%'),
                    {"step": name, "sum": f"{round(whole * 100, 6):g}%"},
                    severity=SEVERITY,
                )


def _is_as_written(file: PlanFile[Runbook], at: Loc) -> bool:
    return not any(loc[: len(at)] == at or at[: len(loc)] == loc for loc in file.mended)
