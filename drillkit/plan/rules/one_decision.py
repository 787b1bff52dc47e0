"""A phase has one decision at most, and nothing comes after it.

The answer to a decision leaves the phase at once: a second decision, or a
step that waits for the first, would never be reached.

Wrong:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {yes: Go on, no: Stand down}
            by: noc-shift-lead
          tell: {notify: executives, by: noc-shift-lead}
        leads-to: {yes: normal, no: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        steps:
          tell: {notify: executives, by: noc-shift-lead}
          real:
            decide: Is it real?
            outcomes: {yes: Go on, no: Stand down}
            by: noc-shift-lead
        leads-to: {yes: normal, no: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import (
    Spot,
    decisions_of,
    in_order,
    may_be_skipped,
    needs_of,
    shape_of,
)

NAME = "one-decision"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            decisions = decisions_of(spot.phase)
            if decisions:
                yield from _second(file, spot, decisions)
                yield from _after(file, spot, decisions)


def _second(
    file: PlanFile[Runbook], spot: Spot, decisions: list[str]
) -> Iterator[Problem]:
    for name in decisions[1:]:
        first = file.tree.place((*spot.at, "steps", decisions[0]), key=True)
        yield Problem(
            file.tree.place((*spot.at, "steps", name), key=True),
            NAME,
            N_(
                'phase "{phase}" has a second decision, "{step}", '
                'after "{first}" on line {line}'
            ),
            {
                "phase": spot.name,
                "step": name,
                "first": decisions[0],
                "line": str(first.line),
            },
            N_("give it a phase of its own"),
            severity=SEVERITY,
        )


def _after(
    file: PlanFile[Runbook], spot: Spot, decisions: list[str]
) -> Iterator[Problem]:
    name = decisions[0]
    if may_be_skipped(spot.phase.steps[name]):
        return
    needs = needs_of(spot.phase)
    late = {name}
    for step in in_order(needs):
        if step in late or late.isdisjoint(needs[step]):
            continue
        late.add(step)
        # A second decision has been told; what waits for both is told here.
        if step in decisions:
            continue
        yield Problem(
            file.tree.place((*spot.at, "steps", step), key=True),
            NAME,
            N_(
                'step "{step}" waits for decision "{decision}", '
                'whose answer leaves phase "{phase}" at once'
            ),
            {"step": step, "decision": name, "phase": spot.name},
            N_('list it before the decision, or write "needs: []"'),
            severity=SEVERITY,
        )
