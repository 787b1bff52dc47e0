"""The plan as a drill's own entries carry it, read back and compiled.

So a drill goes on, and is reviewed, without the files it came from, which somebody
may have edited since.  Knows no log: events come in the order they happened.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from drillkit.engine.charts import Play, Story
from drillkit.engine.compile import compile_play, compile_story
from drillkit.engine.events import (
    DrillBegan,
    Event,
    RunJoined,
    ScenarioRevealed,
    ScenarioSealed,
)
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts

# Where the scenario's text is put among the plan's; its kind is its first key.
_SCENARIO: Final = "scenario.yaml"


def texts_in(events: Iterable[Event]) -> dict[str, str]:
    """Every text of the plan that *events* bring, by what it is."""
    texts: dict[str, str] = {}
    for event in events:
        match event:
            case DrillBegan() | RunJoined():
                texts |= event.plan
            case ScenarioSealed() | ScenarioRevealed():
                texts[_SCENARIO] = event.text
            case _:
                pass
    return texts


def plan_in(texts: Mapping[str, str]) -> Plan:
    """The plan of these texts; LookupError if they are none that can be run."""
    plan, problems = read_texts(texts)
    if problems:
        raise LookupError(problems[0].says)
    return plan


def play_of(plan: Plan) -> Play:
    """What ``decide`` may know by a plan: a story only if it is in it."""
    return compile_play(plan, next(iter(plan.scenarios), None))


def play_in(texts: Mapping[str, str]) -> Play:
    """What ``decide`` may know by these texts; LookupError as for ``plan_in``."""
    return play_of(plan_in(texts))


def story_in(text: str) -> Story:
    """The scenario of this text, as the engine plays it; LookupError if it is none."""
    plan, problems = read_texts({_SCENARIO: text})
    if problems or not plan.scenarios:
        raise LookupError(_SCENARIO)
    [file] = plan.scenarios.values()
    return compile_story(file.model, text)
