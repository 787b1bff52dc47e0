"""The organisation, compiled: every limit in milliseconds, every zone named."""

from collections.abc import Sequence
from typing import Literal

from drillkit.engine import charts
from drillkit.engine.calendar import Hours, Window
from drillkit.engine.travel import Departure, Leg
from drillkit.plan import scalars
from drillkit.plan.organisation import Organisation
from drillkit.plan.scalars import DAYS


def compile_company(organisation: Organisation) -> charts.Company:
    """What the engine needs of ``organisation.yaml``."""
    zone = organisation.timezone
    zones = {name: s.timezone or zone for name, s in organisation.sites.items()}
    return charts.Company(
        zone=zone,
        levels=_levels(organisation),
        until_classified=organisation.until_classified,
        roles=_roles(organisation),
        audiences={
            name: charts.Audience(name, a.roles, a.by, a.answer)
            for name, a in organisation.audiences.items()
        },
        notices=_notices(organisation),
        providers=_providers(organisation),
        clients=_clients(organisation),
        site_hours={
            name: hours(zones[name], s.access) for name, s in organisation.sites.items()
        },
        store_sites={name: s.at for name, s in organisation.stores.items()},
        stock={
            (store, part): held.count
            for store, kept in organisation.stores.items()
            for part, held in kept.parts.items()
        },
        legs=tuple(
            Leg(
                leg.from_,
                leg.to,
                leg.takes,
                tuple(Departure(_days(d.days), d.at) for d in leg.departs),
                leg.check_in,
                zones.get(leg.from_, zone),
            )
            for leg in organisation.legs
        ),
    )


def hours(zone: str, windows: Literal["always"] | Sequence[scalars.Window]) -> Hours:
    """Written hours as the calendar has them."""
    if windows == "always":
        return Hours(zone)
    return Hours(zone, tuple(_window(w) for w in windows))


def _window(window: scalars.Window) -> Window:
    return Window(_days(window.days), window.from_, window.to)


def _days(days: Sequence[str]) -> tuple[int, ...]:
    names: tuple[str, ...] = DAYS
    return tuple(names.index(day) for day in days or names)


def _levels(organisation: Organisation) -> dict[str, charts.Level]:
    return {
        name: charts.Level(
            name,
            rank,
            level.acknowledge_within,
            level.restore_within,
            dict(level.tell),
            dict(level.update),
        )
        for rank, (name, level) in enumerate(organisation.levels.items())
    }


def _roles(organisation: Organisation) -> dict[str, charts.Role]:
    return {
        name: charts.Role(
            name,
            department,
            role.people,
            hours(organisation.timezone, role.hours),
            role.deputy or "",
            role.based_at or "",
        )
        for department, one in organisation.departments.items()
        for name, role in one.roles.items()
    }


def _notices(organisation: Organisation) -> dict[str, charts.Notice]:
    return {
        name: charts.Notice(
            name,
            notice.from_ or "",
            tuple(
                charts.Limit(anchor, span.ms, span.months)
                for anchor, span in notice.within.items()
            ),
            notice.by,
        )
        for name, notice in organisation.notices.items()
    }


def _providers(organisation: Organisation) -> dict[str, charts.Provider]:
    return {
        name: charts.Provider(
            name,
            provider.restore_within,
            provider.acknowledge_within,
            {
                service: known.lead_time
                for service, known in provider.services.items()
                if known.lead_time is not None
            },
        )
        for name, provider in organisation.providers.items()
    }


def _clients(organisation: Organisation) -> dict[str, charts.Client]:
    return {
        name: charts.Client(
            name=name,
            restore_within=contract.restore_within,
            counts_from=contract.counts_from,
            counts_until=contract.counts_until,
            stop_clock=frozenset(contract.stop_clock),
            sites=client.sites,
            priority=client.priority,
            hours=hours(organisation.timezone, contract.hours),
            update_every=client.update_every,
        )
        for name, client in organisation.clients.items()
        for contract in (organisation.contracts[client.contract],)
    }
