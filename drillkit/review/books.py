"""The plan as a drill's own log carries it, read back into models.

What a newer reader no longer understands is left out, and the report falls
back on ids: an old log must still be readable.
"""

from collections.abc import Sequence

from drillkit.engine.events import DrillBegan, RunJoined, ScenarioRevealed
from drillkit.plan.read import read_texts
from drillkit.review.record import Books, Numbered, Record, read_record

# Where the scenario's text is put among the plan's; its kind is its first key.
_SCENARIO = "scenario.yaml"


def read_books(stored: Sequence[Numbered]) -> Books:
    """Organisation and runbooks as they were, the scenario if it was revealed."""
    texts: dict[str, str] = {}
    scenario = ""
    for row in stored:
        event = row.entry.event
        if isinstance(event, DrillBegan):
            texts |= event.plan
            scenario = event.scenario
        elif isinstance(event, RunJoined):
            texts |= event.plan
        elif isinstance(event, ScenarioRevealed):
            texts[_SCENARIO] = event.text
    plan, _problems = read_texts(texts)
    story = plan.scenarios.get(scenario) or next(iter(plan.scenarios.values()), None)
    return Books(
        plan.organisation.model if plan.organisation else None,
        {name: file.model for name, file in plan.runbooks.items()},
        story.model if story else None,
    )


def record_of(stored: Sequence[Numbered]) -> Record:
    """The record of a stored drill, with its books."""
    return read_record(stored, read_books(stored))
