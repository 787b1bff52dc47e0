"""A ladder asks nobody twice.

Persons already asked are passed over, so a rung that names a role from below,
or the deputy of one, is no rung at all.

Wrong:

    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    escalation: [{call: noc-head}, {call: director}, {call: noc-head}]
    phases: {normal: {final: true}}

Right:

    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-head
    escalation: [{call: noc-head}, {call: director}]
    phases: {normal: {final: true}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "call-circle"
SEVERITY: Severity = "warning"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.runbooks.values():
        asked: dict[str, int] = {}
        for number, rung in enumerate(file.model.escalation):
            if rung.call in asked:
                below = file.tree.place(("escalation", asked[rung.call], "call"))
                yield Problem(
                    file.tree.place(("escalation", number, "call")),
                    NAME,
                    N_('role "{role}" is called twice, first on line {line}'),
                    {"role": rung.call, "line": str(below.line)},
                    severity=SEVERITY,
                )
            asked.setdefault(rung.call, number)
