"""A runbook is looked through by its date.

The date comes from whoever asks; without one nothing is overdue.

Wrong:

    # today: 2027-03-02
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    review-by: 2027-03-01
    phases: {normal: {final: true}}

Right:

    # today: 2027-03-01
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    review-by: 2027-03-01
    phases: {normal: {final: true}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "review-overdue"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if today is None:
        return
    for file in plan.runbooks.values():
        due = file.model.review_by
        if due is not None and due < today:
            yield Problem(
                file.tree.place(("review-by",)),
                NAME,
                N_('the review of this runbook was due on {date}; "{owner}" owns it'),
                {"date": due.isoformat(), "owner": file.model.owner},
                N_("look it through, then raise its revision and set the next date"),
                severity=SEVERITY,
            )
