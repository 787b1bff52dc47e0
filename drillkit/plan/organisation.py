"""The company as the plan sees it: levels, people's roles, partners, places.

Written once in ``organisation.yaml``.  Names and numbers of people live in
the roster, outside Git.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from drillkit.plan.form import Form
from drillkit.plan.scalars import (
    Count,
    Date,
    Day,
    Duration,
    Hours,
    Id,
    Span,
    Text,
    TimeOfDay,
    Window,
    Words,
    Zone,
)

Answer = Literal["received", "took-charge", "read-back", "written"]


class Acceptance(Form):
    """A rule that is known to be broken, and who answers for it until when."""

    because: Text
    by: Id
    until: Date


Accepts = dict[Id, Acceptance]


class Level(Form):
    """One rung of the company's severity ladder."""

    title: Text | None = None
    acknowledge_within: Duration
    restore_within: Duration
    tell: dict[Id, Duration] = Field(default_factory=dict)
    update: dict[Id, Duration] = Field(default_factory=dict)


class Audience(Form):
    """Who must be told, by whom, and which answer counts as told."""

    title: Text | None = None
    roles: tuple[Id, ...] = ()
    contacts: tuple[Words, ...] = ()
    by: Id
    answer: Answer = "received"


class Notice(Form):
    """A regulatory clock: a template to edit, not legal advice."""

    title: Text | None = None
    from_: Id | None = None
    within: dict[Id, Span]
    by: Id


class Role(Form):
    """A post that people hold: how many at once, when, and who stands in."""

    title: Text | None = None
    people: Count = 1
    hours: Hours = "always"
    deputy: Id | None = None
    based_at: Id | None = None


class Department(Form):
    """A part of the company with its own roles and runbooks."""

    title: Text | None = None
    roles: dict[Id, Role]


class Service(Form):
    """One thing a provider does for us on request."""

    title: Text | None = None
    lead_time: Duration | None = None


class Provider(Form):
    """A partner operator and what its contract promises us."""

    title: Text | None = None
    restore_within: Duration
    acknowledge_within: Duration | None = None
    contract_from: Date | None = None
    services: dict[Id, Service]


class StopClock(Form):
    """A reason, listed in contracts, that stops a client's clock."""

    title: Text | None = None


class Contract(Form):
    """What was promised to clients, and how its clock counts."""

    title: Text | None = None
    restore_within: Duration
    hours: Hours = "always"
    counts_from: Literal["onset", "detected", "ticket", "declared"] = "ticket"
    counts_until: Id = "restored-confirmed"
    stop_clock: tuple[Id, ...] = ()


class Client(Form):
    """A client with a contract; the smaller the priority the sooner."""

    title: Text | None = None
    contract: Id
    sites: tuple[Id, ...] = ()
    update_every: Duration | None = None
    priority: Count = 9
    accepts: Accepts = Field(default_factory=dict)


def _as_windows(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Site(Form):
    """A place: its zone, and when one may enter (always, unless said)."""

    title: Text | None = None
    timezone: Zone | None = None
    access: Annotated[tuple[Window, ...], BeforeValidator(_as_windows)] = ()
    accepts: Accepts = Field(default_factory=dict)


class Part(Form):
    """A spare part in a store."""

    title: Text | None = None
    count: Count


def _as_part(value: Any) -> Any:
    return {"count": value} if isinstance(value, str) else value


class Store(Form):
    """Where spare parts wait."""

    title: Text | None = None
    at: Id
    parts: dict[Id, Annotated[Part, BeforeValidator(_as_part)]]


class Departure(Form):
    """When something leaves, in local time of the place it leaves from."""

    days: tuple[Day, ...] = ()
    at: TimeOfDay


def _as_departure(value: Any) -> Any:
    return {"at": value} if isinstance(value, str) else value


class Leg(Form):
    """One way people and parts travel between two sites."""

    from_: Id
    to: Id
    takes: Duration
    departs: tuple[Annotated[Departure, BeforeValidator(_as_departure)], ...] = ()
    check_in: Duration = 0


class Organisation(Form):
    """The whole of ``organisation.yaml``."""

    organisation: Words
    timezone: Zone
    languages: tuple[Literal["en", "ru"], ...] = ("en",)
    code_word: Text | None = None
    levels: dict[Id, Level] = Field(min_length=1)
    until_classified: Id
    audiences: dict[Id, Audience] = Field(default_factory=dict)
    notices: dict[Id, Notice] = Field(default_factory=dict)
    departments: dict[Id, Department] = Field(min_length=1)
    providers: dict[Id, Provider] = Field(default_factory=dict)
    stop_clocks: dict[Id, StopClock] = Field(default_factory=dict)
    contracts: dict[Id, Contract] = Field(default_factory=dict)
    clients: dict[Id, Client] = Field(default_factory=dict)
    sites: dict[Id, Site] = Field(default_factory=dict)
    stores: dict[Id, Store] = Field(default_factory=dict)
    legs: tuple[Leg, ...] = ()

    def role(self, name: str) -> Role | None:
        """The role *name*, wherever its department is; roles are company-wide."""
        for department in self.departments.values():
            if name in department.roles:
                return department.roles[name]
        return None

    def roles(self) -> dict[str, str]:
        """Role to its department, in the order written."""
        return {
            role: name
            for name, department in self.departments.items()
            for role in department.roles
        }
