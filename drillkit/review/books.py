"""The plan as a drill's own log carries it, read back into models.

What a newer reader no longer understands is left out, and the report falls
back on ids: an old log must still be readable.
"""

from collections.abc import Sequence

from drillkit.engine.carried import texts_in
from drillkit.engine.events import DrillBegan
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts
from drillkit.review.record import Books, Numbered, Record, read_record
from drillkit.review.unsealed import unsealed


def read_books(stored: Sequence[Numbered], known: Plan | None = None) -> Books:
    """Organisation and runbooks as they were, the scenario if it was revealed.

    ``known`` spares reading them, if it was read of the same texts.
    """
    events = [row.entry.event for row in stored]
    texts = texts_in(events)
    scenario = next((e.scenario for e in events if isinstance(e, DrillBegan)), "")
    plan = known if known and known.texts == texts else read_texts(texts)[0]
    story = plan.scenarios.get(scenario) or next(iter(plan.scenarios.values()), None)
    return Books(
        plan.organisation.model if plan.organisation else None,
        {name: file.model for name, file in plan.runbooks.items()},
        story.model if story else None,
    )


def record_of(stored: Sequence[Numbered]) -> Record:
    """The record of a stored drill, with its books."""
    return read_record(unsealed(stored), read_books(stored))
