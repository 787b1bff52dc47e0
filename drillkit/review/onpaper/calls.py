"""The call list: who is told at which severity, and whom to ring for every role."""

from collections.abc import Iterable
from typing import Any

from drillkit.language import N_
from drillkit.plan.plan import Plan
from drillkit.plan.roster import Person, Roster
from drillkit.review.reader import Reader


def call_list(plan: Plan, roles: Iterable[str], reader: Reader) -> dict[str, Any]:
    """Roles by department with their persons, levels with whom they oblige to tell."""
    company = plan.organisation
    assert company is not None, "what is printed was checked"
    roster = plan.roster.model if plan.roster else None
    home = company.model.roles()
    groups: dict[str, list[dict[str, Any]]] = {}
    for role in roles:
        rows = groups.setdefault(home[role], [])
        rows.append(
            {"role": reader.role(role), "people": _people(roster, role, reader)}
        )
    return {
        "groups": [
            {"department": reader.department(name), "roles": rows}
            for name, rows in groups.items()
        ],
        "levels": [
            {
                "level": reader.level(name),
                "tell": [
                    f"{reader.audience(whom)}: {reader.duration(ms)}"
                    for whom, ms in level.tell.items()
                ],
                "acknowledge": reader.duration(level.acknowledge_within),
                "restore": reader.duration(level.restore_within),
            }
            for name, level in company.model.levels.items()
        ],
        "providers": [
            {
                "name": reader.provider(name),
                "restore": reader.duration(provider.restore_within),
            }
            for name, provider in company.model.providers.items()
        ],
        "is_example": bool(plan.roster and plan.roster.path.endswith("example.yaml")),
    }


def _people(roster: Roster | None, role: str, reader: Reader) -> list[dict[str, Any]]:
    holders = roster.roles.get(role) if roster else None
    if roster is None or holders is None:
        return [{"name": "", "contacts": [], "is_substitute": ""}]
    stands_in = reader._(N_("stands in"))
    listed = [(name, "") for name in holders.persons]
    listed += [(name, stands_in) for name in holders.substitutes]
    return [_person(roster.persons.get(name), name, mark) for name, mark in listed]


def _person(person: Person | None, name: str, mark: str) -> dict[str, Any]:
    contacts = [*person.contacts] if person else []
    return {
        "name": person.name if person else name,
        # What a telephone needs no scheme for is easier to read aloud without it.
        "contacts": [
            one.removeprefix("tel:").removeprefix("mailto:") for one in contacts
        ],
        "is_substitute": mark,
    }
