"""Clients have to hear from us as often as they were promised.

A level that updates clients less often than a client's "update-every" breaks
that promise by plan.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      crisis: {acknowledge-within: 5m, restore-within: 4h, update: {clients: 1h}}
    until-classified: crisis
    audiences: {clients: {by: client-manager}}
    departments: {client-care: {roles: {client-manager: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {rescue-112: {contract: critical-4h, update-every: 30m}}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels:
      crisis: {acknowledge-within: 5m, restore-within: 4h, update: {clients: 30m}}
    until-classified: crisis
    audiences: {clients: {by: client-manager}}
    departments: {client-care: {roles: {client-manager: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {rescue-112: {contract: critical-4h, update-every: 30m}}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.wording import spoken

NAME = "cadence-slower-than-contract"
SEVERITY: Severity = "error"

CLIENTS = "clients"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    model, tree = plan.organisation.model, plan.organisation.tree
    cadences = {
        name: level.update[CLIENTS]
        for name, level in model.levels.items()
        if CLIENTS in level.update
    }
    if not cadences:
        return
    slowest = max(cadences, key=cadences.__getitem__)
    line = tree.place(("levels", slowest, "update", CLIENTS)).line
    for name, client in model.clients.items():
        promise = client.update_every
        if promise is not None and cadences[slowest] > promise:
            # Shown at the client, who may have agreed to it.
            yield Problem(
                tree.place(("clients", name, "update-every")),
                NAME,
                N_(
                    'client "{client}" is promised word every {promise}, and level '
                    '"{level}" sends it every {cadence}, line {line}'
                ),
                {
                    "client": name,
                    "promise": spoken(promise),
                    "level": slowest,
                    "cadence": spoken(cadences[slowest]),
                    "line": str(line),
                },
                severity=SEVERITY,
            )
