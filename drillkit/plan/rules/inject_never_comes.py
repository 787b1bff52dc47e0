"""An inject says when it comes: at a time, at a moment, if another is missed, or held.

One that says none of these is never sent, and nobody notices that it is not.

Wrong:

    injects: {alarm: {says: "Fifteen settlements are cut off"}}

Right:

    injects: {alarm: {at: 0m, says: "Fifteen settlements are cut off"}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.scenario import Inject

NAME = "inject-never-comes"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        for name, inject in file.model.injects.items():
            if not _comes(inject):
                yield Problem(
                    file.tree.place(("injects", name), key=True),
                    NAME,
                    N_('inject "{inject}" says nothing of when it comes'),
                    {"inject": name},
                    N_('give it "at", "when" or "if-missed", or "hold: true"'),
                    severity=SEVERITY,
                )


def _comes(inject: Inject) -> bool:
    return inject.hold or any(
        moment is not None for moment in (inject.at, inject.when, inject.if_missed)
    )
