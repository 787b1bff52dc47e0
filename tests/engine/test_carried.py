"""A plan is read back from what a drill's own entries carry."""

import pytest

from drillkit.engine.carried import play_in, story_in, texts_in
from drillkit.engine.compile import began, compile_play
from drillkit.engine.events import NoteWritten, RunJoined, ScenarioSealed
from tests.conduct.small import SCENARIO, small_plan

PLAN = small_plan()
FIRST = began(PLAN, "storm", drill="d", mode="drill", wall_ms=0)


def test_a_drill_carries_its_plan_and_keeps_the_story_out_of_it() -> None:
    texts = texts_in([FIRST, NoteWritten("hello")])

    assert play_in(texts).story is None
    assert play_in(texts).company == compile_play(PLAN).company
    assert set(play_in(texts).charts) == {"noc/outage"}


def test_whoever_has_the_scenario_too_knows_the_story() -> None:
    play = play_in(texts_in([FIRST, ScenarioSealed(SCENARIO, "")]))

    assert play.story == compile_play(PLAN, "storm").story == story_in(SCENARIO)


def test_a_plan_that_joins_is_carried_by_its_own_entry() -> None:
    book = FIRST.plan["noc/outage.yaml"].replace("runbook: outage", "runbook: other")
    joined = RunJoined("noc/other", "noc/other", "", {"noc/other.yaml": book})

    assert set(play_in(texts_in([FIRST, joined])).charts) == {"noc/outage", "noc/other"}


@pytest.mark.parametrize("texts", [{}, {"a.yaml": "organisation: ["}])
def test_texts_that_are_no_plan_cannot_be_run(texts: dict[str, str]) -> None:
    with pytest.raises(LookupError):
        play_in(texts)


@pytest.mark.parametrize("text", ["", "scenario: [", "runbook: outage"])
def test_a_text_that_is_no_scenario_has_no_story(text: str) -> None:
    with pytest.raises(LookupError):
        story_in(text)
