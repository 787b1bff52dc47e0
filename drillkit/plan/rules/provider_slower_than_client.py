"""A provider we rely on has to be as quick as we promise our clients to be.

A partner that restores within 6 hours cannot carry a promise of 4.  Only
providers that a runbook asks for something are looked at.

Wrong:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments: {partners: {roles: {partner-duty: {}}}}
    providers: {volga-fibre: {restore-within: 6h, services: {repair: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {rescue-112: {contract: critical-4h}}
    # file: plan.yaml
    runbook: partner-cut
    department: partners
    title: A partner's cable is cut
    owner: partner-duty
    phases:
      restore:
        steps:
          splice: {request: volga-fibre/repair, by: partner-duty}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}

Right:

    # file: organisation.yaml
    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments: {partners: {roles: {partner-duty: {}}}}
    providers: {volga-fibre: {restore-within: 3h, services: {repair: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {rescue-112: {contract: critical-4h}}
    # file: plan.yaml
    runbook: partner-cut
    department: partners
    title: A partner's cable is cut
    owner: partner-duty
    phases:
      restore:
        steps:
          splice: {request: volga-fibre/repair, by: partner-duty}
        leads-to: {done: normal}
      normal: {final: true, reaches: normal}
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.runbook import Request, Runbook
from drillkit.plan.shape import shape_of
from drillkit.plan.uses.use import filled
from drillkit.plan.wording import spoken

NAME = "provider-slower-than-client"
SEVERITY: Severity = "error"


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    organisation = plan.organisation.model
    promises = {
        name: organisation.contracts[client.contract].restore_within
        for name, client in organisation.clients.items()
        if client.contract in organisation.contracts
    }
    if not promises:
        return
    client = min(promises, key=promises.__getitem__)
    limit = promises[client]
    slow = {
        name
        for name, provider in organisation.providers.items()
        if provider.restore_within > limit
    }
    if slow:
        for file in plan.runbooks.values():
            yield from _requests(file, plan.organisation, slow, client, limit)


def _requests(
    file: PlanFile[Runbook],
    organisation: PlanFile[Organisation],
    slow: set[str],
    client: str,
    limit: int,
) -> Iterator[Problem]:
    told: set[str] = set()
    for spot, name, step in shape_of(file.model).steps:
        if not isinstance(step, Request):
            continue
        for wanted in filled(step.request, spot.bindings):
            provider = wanted.partition("/")[0]
            if provider not in slow or provider in told:
                continue
            told.add(provider)
            form = organisation.model.providers[provider]
            loc = ("providers", provider, "restore-within")
            yield Problem(
                file.tree.place((*spot.at, "steps", name, "request")),
                NAME,
                N_(
                    'provider "{provider}" restores within {theirs}, {path} line '
                    '{line}, and client "{client}" is promised {ours}'
                ),
                {
                    "provider": provider,
                    "theirs": spoken(form.restore_within),
                    "path": organisation.path,
                    "line": str(organisation.tree.place(loc).line),
                    "client": client,
                    "ours": spoken(limit),
                },
                severity=SEVERITY,
            )
