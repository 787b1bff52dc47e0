"""No role and no department is called like a seat of the exercise's staff.

Whoever sits down names a seat, and the log names who did what: "director" would
be the company's director in one line and the director of the exercise in the next.

Wrong:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      executive: {roles: {director: {title: "Director"}}}

Right:

    organisation: Example Telecom
    timezone: Europe/Moscow
    levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
    until-classified: crisis
    departments:
      executive: {roles: {managing-director: {title: "Director"}}}
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem

NAME = "seat-name"
NEEDS_WHOLE = False
# Beside the kinds of seats what a drill without a screen is hosted from.
SEATS: Final = (
    "director",
    "controller",
    "evaluator",
    "role-player",
    "scribe",
    "participant",
    "observer",
    "host",
)


def check(plan: Plan, today: date | None) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    for name, department in plan.organisation.model.departments.items():
        if name in SEATS:
            yield _problem(plan, ("departments", name), name)
        for role in department.roles:
            if role in SEATS:
                yield _problem(plan, ("departments", name, "roles", role), role)


def _problem(plan: Plan, loc: tuple[str, ...], name: str) -> Problem:
    assert plan.organisation is not None, "its departments have been looked at"
    return Problem(
        plan.organisation.tree.place(loc, key=True),
        NAME,
        N_('"{name}" is the name of a seat at every drill'),
        {"name": name},
        N_("call it by its post in the company"),
    )
