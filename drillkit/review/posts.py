"""Posts instead of names: a drill as it may be read outside the room.

Who acted is told by post.  Names that people typed where a post could stand are
replaced by the post that wrote the entry; names of the roster are looked for in free
text too.  A name that stands in free text and in no roster cannot be known for one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final

from drillkit.engine.entry import Origin
from drillkit.engine.events import CommandTaken, DrillBegan, Event, RunJoined
from drillkit.plan.roster import Roster
from drillkit.review.happening import Happening
from drillkit.review.reader import PEOPLE, SOMEBODY
from drillkit.review.record import Record

# Where an event says who, and a name may have been typed.
WHO: Final = ("by", "owner", "confirmed_by", "said_by", "role")
# What the plan says is no talk of people, and as long as the plan.
PLAN: Final = (DrillBegan, RunJoined)


@dataclass(frozen=True, slots=True)
class Posts:
    """What may stand for somebody, and the post of each person of the roster."""

    known: frozenset[str]
    of_person: Mapping[str, str]
    names: re.Pattern[str] | None

    def post(self, who: str, otherwise: str) -> str:
        """*who* as a post: as it is, by the roster, or whose entry it is."""
        if not who or who in self.known or who.partition(":")[0] in PEOPLE:
            return who
        return self.of_person.get(who) or otherwise

    def unnamed(self, text: str) -> str:
        """*text* with the roster's names replaced by posts, or by somebody."""
        if self.names is None:
            return text
        return self.names.sub(
            lambda found: self.of_person.get(found[0], SOMEBODY), text
        )


def unnamed_within(value: Any, posts: Posts) -> Any:
    """A value with every text in it unnamed, however deep it lies."""
    match value:
        case str():
            return posts.unnamed(value)
        case dict():
            return {key: unnamed_within(one, posts) for key, one in value.items()}
        case tuple() | list():
            return type(value)(unnamed_within(one, posts) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            inside = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
            return replace(value, **unnamed_within(inside, posts))
        case _:
            return value


def posts_of(record: Record, roster: Roster | None) -> Posts:
    """What the drill's own plan knows, and the roster of today."""
    organisation = record.books.organisation
    known: set[str] = set()
    if organisation:
        for group in ("departments", "clients", "providers", "sites", "audiences"):
            known |= set(getattr(organisation, group))
        known |= set(organisation.roles())
    of_person = _holders(roster)
    persons = roster.persons.values() if roster else ()
    said = sorted({person.name for person in persons}, key=len)
    pattern = "|".join(re.escape(name) for name in reversed(said))
    return Posts(frozenset(known), of_person, re.compile(pattern) if said else None)


def _holders(roster: Roster | None) -> dict[str, str]:
    """The post of each person, by id and by name."""
    found: dict[str, str] = {}
    for role, holders in (roster.roles if roster else {}).items():
        for person in (*holders.persons, *holders.substitutes):
            known = roster.persons.get(person) if roster else None
            for name in (person, known.name if known else person):
                found.setdefault(name, role)
    return found


def unheld(roster: Roster | None) -> Callable[[str], str]:
    """What turns a person's name into the post that person holds, or into nothing."""
    of_person = _holders(roster)
    return lambda name: of_person.get(name, "")


def posts_only(record: Record, roster: Roster | None = None) -> Record:
    """The same drill with nobody's name in it, as far as it can be known for one."""
    posts = posts_of(record, roster)
    return record.told_by(tuple(_posted(one, posts) for one in record.happenings))


def _posted(one: Happening[Event], posts: Posts) -> Happening[Event]:
    origin = _origin(one.origin, posts)
    event = _event(one.event, posts, origin.by if origin else "")
    if event is one.event and origin is one.origin:
        return one
    return replace(one, event=event, origin=origin)


def _origin(origin: Origin | None, posts: Posts) -> Origin | None:
    if origin is None:
        return None
    writer = posts.post(origin.written_by, SOMEBODY)
    by = posts.post(origin.by, writer or SOMEBODY)
    why = posts.unnamed(origin.why_late)
    if (by, writer, why) == (origin.by, origin.written_by, origin.why_late):
        return origin
    return replace(origin, by=by, written_by=writer, why_late=why)


def _event(event: Event, posts: Posts, by: str) -> Event:
    if isinstance(event, PLAN):
        return event
    changed: dict[str, Any] = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if isinstance(value, str) and value:
            new = posts.unnamed(value)
            if field.name in WHO:
                new = posts.post(value, by or SOMEBODY)
            if isinstance(event, CommandTaken) and field.name == "person":
                new = ""
            if new != value:
                changed[field.name] = new
        elif posts.names and _is_texts(value):
            changed[field.name] = {k: posts.unnamed(v) for k, v in value.items()}
    return replace(event, **changed) if changed else event


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
