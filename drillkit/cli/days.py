"""Days on the calendar of the company.

Knows no verb.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked


def day_of(said: datetime | None, asked: "Asked") -> date:
    """The day that was said; today where the company is, if none was."""
    from drillkit.conduct.clock import wall_ms

    company = asked.plan.organisation
    zone = company.model.timezone if company else "UTC"
    return said.date() if said else day_at(wall_ms(), zone)


def day_at(instant_ms: int, zone: str) -> date:
    """The day of an instant in a zone."""
    from drillkit.engine.calendar import local_time

    return local_time(zone, instant_ms).date()
