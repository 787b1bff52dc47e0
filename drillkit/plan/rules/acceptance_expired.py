"""What was accepted until a date is looked at again when it has passed.

From then on the rule it silenced speaks again.

Wrong:

    # today: 2027-03-01
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    accepts:
      access-beats-sla: {because: We know., by: noc-head, until: 2027-02-28}
    phases: {normal: {final: true}}

Right:

    # today: 2027-03-01
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    accepts:
      access-beats-sla: {because: We know., by: noc-head, until: 2027-03-01}
    phases: {normal: {final: true}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Accepts
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.source import Loc, Tree

NAME = "acceptance-expired"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if today is None:
        return
    for file in plan.runbooks.values():
        yield from _expired(file.tree, ("accepts",), file.model.accepts, today)
    if plan.organisation is None:
        return
    model, tree = plan.organisation.model, plan.organisation.tree
    for client, form in model.clients.items():
        yield from _expired(tree, ("clients", client, "accepts"), form.accepts, today)
    for site, place in model.sites.items():
        yield from _expired(tree, ("sites", site, "accepts"), place.accepts, today)


def _expired(tree: Tree, at: Loc, accepts: Accepts, today: date) -> Iterator[Problem]:
    for rule, acceptance in accepts.items():
        if acceptance.until < today:
            yield Problem(
                tree.place((*at, rule, "until")),
                NAME,
                N_('"{by}" accepted "{rule}" only until {date}'),
                {"by": acceptance.by, "rule": rule, "date": str(acceptance.until)},
                severity=SEVERITY,
            )
