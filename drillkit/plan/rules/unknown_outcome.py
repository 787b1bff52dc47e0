"""A phase leads on only by outcomes that something in it can have.

A phase with a decision ends in one of the decision's outcomes, any other in
"done"; requests may be refused, departures missed.  An outcome nothing can
have is a way nobody will ever take.

Wrong:

    phases:
      triage:
        steps:
          real:
            decide: Is it real?
            outcomes: {real: Declare it, false-alarm: Stand down}
            by: noc-shift-lead
        leads-to: {real: normal, false: stood-down}
      normal: {final: true, reaches: normal}
      stood-down: {final: true}

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

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from drillkit.plan.near import closest
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Runbook, Watch
from drillkit.plan.shape import (
    DONE,
    Loc,
    Spot,
    outcomes_of,
    phase_outcomes,
    shape_of,
)
from drillkit.plan.wording import quoted_list

NAME = "unknown-outcome"
NEEDS_WHOLE = False
# Keys that no outcome hangs on, whatever was wrong with them.
ASIDE = frozenset(
    ("title", "note", "by", "needs", "target", "takes", "when", "says", "tells", "for")
)
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        for spot in shape_of(file.model).everywhere:
            if not _is_whole(file, spot):
                continue
            yield from _of_phase(file, spot)
            for name, step in spot.phase.steps.items():
                if not (step.reaches or step.chance):
                    continue
                at = (*spot.at, "steps", name)
                known = (DONE,) if isinstance(step, Watch) else outcomes_of(step)
                subject = N_('step "{subject}" cannot end in "{outcome}"')
                for key, given in (("reaches", step.reaches), ("chance", step.chance)):
                    yield from _strange(
                        file, (*at, key), given or (), known, subject, name
                    )


def _is_whole(file: PlanFile[Runbook], spot: Spot) -> bool:
    """Whether all is there that the outcomes of *spot* hang on."""
    return all(
        spot.at[: len(loc)] != loc[: len(spot.at)]
        or (len(loc) > len(spot.at) and loc[-1] in ASIDE)
        for loc in file.mended
    )


def _of_phase(file: PlanFile[Runbook], spot: Spot) -> Iterator[Problem]:
    phase = spot.phase
    subject = N_('nothing in phase "{subject}" can end in "{outcome}"')
    if phase.final:
        known: tuple[str, ...] = (DONE,)
    elif spot.is_work:
        known = phase_outcomes(phase)
        at = (*spot.at, "leads-to")
        yield from _strange(file, at, phase.leads_to, known, subject, spot.name)
    else:
        return
    at = (*spot.at, "reaches")
    yield from _strange(file, at, phase.reaches, known, subject, spot.name)


def _strange(
    file: PlanFile[Runbook],
    at: Loc,
    given: Iterable[str],
    known: Sequence[str],
    says: str,
    subject: str,
) -> Iterator[Problem]:
    for outcome in given:
        if outcome not in known:
            near = closest(outcome, known)
            yield Problem(
                # "reaches: declared" is short for "reaches: {done: declared}".
                file.tree.place((*at, outcome), key=True),
                NAME,
                says,
                {"subject": subject, "outcome": outcome},
                N_('did you mean "{name}"?')
                if near
                else N_("it can end in {outcomes}"),
                {"name": near} if near else {"outcomes": quoted_list(known)},
                severity=SEVERITY,
            )
