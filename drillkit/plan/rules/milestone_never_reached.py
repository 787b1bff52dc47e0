"""What ends a drill, and what contracts count to, has to be reached by somebody.

A drill that ends when a milestone is reached which none of its runs reaches
goes on until its latest hour; a contract counted to such a milestone is never
kept.

Wrong:

    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        leads-to: {done: over}
      over: {final: true}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 8h}

Right:

    # file: noc.yaml
    runbook: outage
    department: network-operations
    title: Loss of a node
    owner: noc-shift-lead
    phases:
      restore:
        steps:
          fix: {do: Replace the card, by: noc-shift-lead}
        leads-to: {done: over}
      over: {final: true, reaches: normal}
    # file: scenario.yaml
    scenario: first-light
    title: A node falls silent
    exercise: drill
    starts: 2026-11-24T09:00
    runs: [network-operations/outage]
    lead: network-operations
    ends: {when: normal, at-latest: 8h}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.shape import runs_of_plan, scenarios_with_runs
from drillkit.plan.uses import known

NAME = "milestone-never-reached"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    # A milestone nobody has heard of has a rule of its own.
    names = known(plan, "milestone") or ()
    for file, runs in scenarios_with_runs(plan):
        wanted = file.model.ends.when
        if wanted in names and not any(wanted in run.dream.reached for run in runs):
            yield Problem(
                file.tree.place(("ends", "when")),
                NAME,
                N_('the drill ends with "{milestone}", which none of its runs reaches'),
                {"milestone": str(wanted)},
                severity=SEVERITY,
            )
    yield from _contracts(plan, names)


def _contracts(plan: Plan, names: tuple[str, ...]) -> Iterator[Problem]:
    if plan.organisation is None or not plan.runbooks:
        return
    contracts = plan.organisation.model.contracts
    used = {client.contract for client in plan.organisation.model.clients.values()}
    # Every await counts as satisfied; those that never are have been told.
    reached = {name for run in runs_of_plan(plan) for name in run.dream.reached}
    for name, contract in contracts.items():
        wanted = contract.counts_until
        if name in used and wanted in names and wanted not in reached:
            yield Problem(
                plan.organisation.tree.place(("contracts", name, "counts-until")),
                NAME,
                N_('contract "{contract}" counts until "{milestone}", reached nowhere'),
                {"contract": name, "milestone": wanted},
                severity=SEVERITY,
            )
