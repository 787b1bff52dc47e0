"""A contingency inject waits for something that was expected.

It comes when an expected action did not; an inject that expects nothing cannot
be missed, and the hint never comes.

Wrong:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    injects:
      press: {at: 1h, to: executive, says: A journalist calls.}
      hint: {if-missed: press, to: executive, says: The press office calls.}

Right:

    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 2h}
    injects:
      press:
        at: 1h
        to: executive
        says: A journalist calls.
        expects: {do: Give the statement, within: 10m}
      hint: {if-missed: press, to: executive, says: The press office calls.}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity

NAME = "contingency-without-expectation"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    for file in plan.scenarios.values():
        injects = file.model.injects
        for name, inject in injects.items():
            missed = injects.get(inject.if_missed or "")
            if missed is not None and not missed.expects:
                there = file.tree.place(("injects", str(inject.if_missed)), key=True)
                yield Problem(
                    file.tree.place(("injects", name, "if-missed")),
                    NAME,
                    N_(
                        'inject "{inject}" comes if "{missed}" is missed, '
                        "and that expects nothing, line {line}"
                    ),
                    {
                        "inject": name,
                        "missed": str(inject.if_missed),
                        "line": str(there.line),
                    },
                    severity=SEVERITY,
                )
