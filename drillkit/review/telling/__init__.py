"""Each entry of a drill as a sentence, in the reader's language.

One sentence per kind of event, so that a timeline on a terminal, in a report
and on paper say the same.
"""

from drillkit.engine.events import (
    DirectorNoted,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    StepOpened,
)
from drillkit.engine.events import Event as AnyEvent
from drillkit.log.kinds import KINDS
from drillkit.review.reader import Reader
from drillkit.review.record import Happening
from drillkit.review.telling.course import CourseEvent, tell_course
from drillkit.review.telling.people import PeopleEvent, tell_people
from drillkit.review.telling.promises import PromiseEvent, tell_promise
from drillkit.review.telling.story import tell_story

# Bookkeeping that follows from other entries: left out where space is short.
QUIET = (
    DirectorNoted,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    StepOpened,
)


def tell(reader: Reader, event: AnyEvent) -> str:
    """What happened, in one sentence."""
    if isinstance(event, CourseEvent):
        return tell_course(reader, event)
    if isinstance(event, PromiseEvent):
        return tell_promise(reader, event)
    if isinstance(event, PeopleEvent):
        return tell_people(reader, event)
    return tell_story(reader, event)


def kind_of(event: AnyEvent) -> str:
    """The name that its kind is stored under."""
    return KINDS[type(event)].name


def kinds() -> tuple[str, ...]:
    """All kinds there are."""
    return tuple(kind.name for kind in KINDS.values())


def department_of(reader: Reader, happening: Happening[AnyEvent]) -> str:
    """The department an entry belongs to; "" for the whole drill."""
    event = happening.event
    department = getattr(event, "department", "")
    if department:
        return str(department)
    run = getattr(event, "run", "")
    if run:
        return reader.record.department(run)
    to = getattr(event, "to", "")
    organisation = reader.record.books.organisation
    if organisation is None or not isinstance(to, str) or not to:
        return ""
    return to if to in organisation.departments else organisation.roles().get(to, "")
