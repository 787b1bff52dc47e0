"""A record of a drill that has not begun, for what is printed before it."""

from drillkit.engine.compile import began
from drillkit.engine.entry import Entry
from drillkit.plan.plan import Plan
from drillkit.review.happening import Happening
from drillkit.review.record import Books, Record

__all__ = ["prepared"]


def prepared(plan: Plan, scenario: str) -> Record:
    """Its first entry as it would be; its id is the day it is played on."""
    story = plan.scenarios[scenario].model
    day = story.starts.date().isoformat()
    first = began(plan, scenario, drill=day, mode="drill", wall_ms=0)
    entry = Entry(0, first)
    happening = Happening(1, entry.at, entry.at, first, wall_ms=first.starts_ms)
    books = Books(
        plan.organisation.model if plan.organisation else None,
        {path: file.model for path, file in plan.runbooks.items()},
        story,
    )
    return Record(
        (happening,), {type(first): (happening,)}, happening, None, 0, books, ""
    )
