"""The roster: which persons hold which roles, and how to reach them.

Personal data, so it lives in a file outside Git.
"""

from pydantic import Field

from drillkit.plan.form import Form
from drillkit.plan.scalars import Date, Id, Words


class Person(Form):
    """One person and the ways to reach them, in the order to try."""

    name: Words
    contacts: tuple[Words, ...] = ()
    confirmed: Date | None = None


class Holders(Form):
    """Who holds a role, and who stands in."""

    persons: tuple[Id, ...]
    substitutes: tuple[Id, ...] = ()


class Roster(Form):
    """The whole of the roster's file."""

    roster: Words
    checked: Date | None = None
    persons: dict[Id, Person]
    roles: dict[Id, Holders] = Field(default_factory=dict)
