"""Every outcome a phase can have leads to a phase.

A decision whose answer leads nowhere leaves people standing at the very
moment they have made up their minds.  The same holds for "done", where no
decision comes before it, and for a refusal or a missed departure that the
author holds possible by giving it a chance.

Wrong:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {real: Declare it, false-alarm: Stand down}
            by: noc-shift-lead
        leads-to: {real: normal}
      normal: {final: true, reaches: normal}

Right:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {real: Declare it, false-alarm: Stand down}
            by: noc-shift-lead
        leads-to: {real: normal, false-alarm: stood-down}
      normal: {final: true, reaches: normal}
      stood-down: {final: true}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Decide, Runbook
from drillkit.plan.shape import (
    DONE,
    Spot,
    decisions_of,
    leaves_by_done,
    outcomes_of,
    shape_of,
)

NAME = "outcome-leads-nowhere"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            # A phase that leads nowhere at all is a dead end.
            if spot.is_work and (spot.ways or spot.is_broken):
                yield from _decisions(file, spot)
                yield from _done(file, spot)
                yield from _chances(file, spot)


def _decisions(file: PlanFile[Runbook], spot: Spot) -> Iterator[Problem]:
    for name in decisions_of(spot.phase)[:1]:
        step = spot.phase.steps[name]
        for outcome in outcomes_of(step):
            if outcome not in spot.phase.leads_to:
                loc = (*spot.at, "steps", name, "outcomes", outcome)
                yield Problem(
                    file.tree.place(loc, key=True),
                    NAME,
                    N_(
                        'decision "{step}" can end in "{outcome}", '
                        'and phase "{phase}" then leads nowhere'
                    ),
                    {"step": name, "outcome": outcome, "phase": spot.name},
                    N_('name the phase that follows in "leads-to"'),
                    severity=SEVERITY,
                )


def _done(file: PlanFile[Runbook], spot: Spot) -> Iterator[Problem]:
    phase = spot.phase
    if phase.after or DONE in phase.leads_to or not leaves_by_done(phase):
        return
    skipped = decisions_of(phase)
    yield Problem(
        file.tree.place((*spot.at, "leads-to"), key=True),
        NAME,
        N_(
            'decision "{step}" may be left out, '
            'and phase "{phase}" does not lead on when it is just done'
        )
        if skipped
        else N_('phase "{phase}" does not lead on when it is done'),
        {"phase": spot.name, "step": skipped[0] if skipped else ""},
        N_('name the phase that follows "done" in "leads-to"'),
        severity=SEVERITY,
    )


def _chances(file: PlanFile[Runbook], spot: Spot) -> Iterator[Problem]:
    for name, step in spot.phase.steps.items():
        if not step.chance or isinstance(step, Decide):
            continue
        known = outcomes_of(step)
        for outcome, share in step.chance.items():
            if (
                share
                and outcome in known
                and outcome not in (*spot.phase.leads_to, DONE)
            ):
                yield Problem(
                    file.tree.place((*spot.at, "steps", name, "chance", outcome), True),
                    NAME,
                    N_(
                        'step "{step}" may end in "{outcome}", '
                        'and phase "{phase}" then leads nowhere'
                    ),
                    {"step": name, "outcome": outcome, "phase": spot.name},
                    N_('name the phase that follows in "leads-to"'),
                    severity=SEVERITY,
                )
