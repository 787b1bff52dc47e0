"""A site has to open often enough for the contracts of its clients.

When the gap between two access windows is longer than the contract's
restore-within, a fault that comes at the wrong hour cannot be mended in time,
however quick the crew is.  The days on which it can come are named.  Only
the contract's own hours count against it.

Wrong:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments: {field-service: {roles: {field-engineer: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {island-mining: {contract: critical-4h, sites: [island-node]}}
    sites:
      island-node: {access: [{days: [tue, thu], from: "10:00", to: "13:00"}]}

Right:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments: {field-service: {roles: {field-engineer: {}}}}
    contracts: {critical-4h: {restore-within: 4h}}
    clients: {island-mining: {contract: critical-4h, sites: [island-node]}}
    sites:
      island-node:
        access: [{days: [tue, thu], from: "10:00", to: "13:00"}]
        accepts:
          access-beats-sla:
            because: The border guard opens it twice a week, the client knows.
            by: field-engineer
            until: 2027-06-30
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Accepts, Organisation
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Severity
from drillkit.plan.scalars import DAYS, Window
from drillkit.plan.week import DAY, Stretch, stretches
from drillkit.plan.wording import listed, spoken

NAME = "access-beats-sla"
SEVERITY: Severity = "error"

MINUTE_MS = 60_000
# Enough for the gap that goes over a week's end.
WEEKS = 3


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    model, tree = plan.organisation.model, plan.organisation.tree
    for name, client in _tightest(model, today).items():
        contract = model.contracts[model.clients[client].contract]
        hours = (Window(),) if contract.hours == "always" else contract.hours
        limit = contract.restore_within // MINUTE_MS
        days, longest = _bad_days(
            stretches(model.sites[name].access, WEEKS),
            stretches(hours, WEEKS),
            limit,
        )
        if days:
            yield Problem(
                tree.place(("sites", name, "access"), key=True),
                NAME,
                N_(
                    'site "{site}" stays shut for {gap}, and client "{client}" is '
                    "promised {limit}: a fault on {days} may be past mending in time"
                ),
                {
                    "site": name,
                    "gap": spoken(longest * MINUTE_MS),
                    "client": client,
                    "limit": spoken(contract.restore_within),
                    "days": listed(days),
                },
                severity=SEVERITY,
            )


def _tightest(model: Organisation, today: date | None) -> dict[str, str]:
    """For each site with windows, the client with the shortest promise there."""
    found: dict[str, tuple[int, str]] = {}
    for name, client in model.clients.items():
        contract = model.contracts.get(client.contract)
        if contract is None or _is_accepted(client.accepts, today):
            continue
        for site in client.sites:
            if site in model.sites and model.sites[site].access:
                promise = (contract.restore_within, name)
                found[site] = min(found.get(site, promise), promise)
    return {site: client for site, (_, client) in found.items()}


def _is_accepted(accepts: Accepts, today: date | None) -> bool:
    """Whether a client, who is not where the problem is shown, has agreed to it."""
    agreed = accepts.get(NAME)
    return agreed is not None and (today is None or today <= agreed.until)


def _bad_days(
    opened: list[Stretch], counted: list[Stretch], limit: int
) -> tuple[list[str], int]:
    """Days on which a fault may come too early, and the longest time shut."""
    bad: set[str] = set()
    longest = 0
    closed = opened[0][1]
    for begin, end in opened[1:]:
        for number in range(closed // DAY, -(-begin // DAY)):
            since = max(closed, number * DAY)
            if _overlap(counted, since, begin) > limit:
                bad.add(DAYS[number % 7])
                longest = max(longest, begin - closed)
        closed = max(closed, end)
    return [day for day in DAYS if day in bad], longest


def _overlap(counted: list[Stretch], begin: int, end: int) -> int:
    return sum(max(0, min(end, to) - max(begin, from_)) for from_, to in counted)
