"""A reader meets words of their own language, and ids only where nothing else is."""

import pytest

from drillkit.engine.events import (
    DecisionTaken,
    ExpectationMet,
    ExpectationMissed,
    FactsReported,
    InjectHeld,
    MilestoneReached,
    Observed,
    RunListed,
    StepSettled,
)
from drillkit.language import LANGUAGES, Language
from drillkit.plan.runbook import Ask, Watch
from drillkit.review.books import record_of
from drillkit.review.reader import Reader, step_words
from drillkit.review.retelling import decided
from drillkit.review.telling import tell
from tests.review.tale import RUN, begun, whole_drill

OPENED = record_of(whole_drill().stored)
SECRET = record_of(begun().stored)
EN, RU = Reader("en", OPENED), Reader("ru", OPENED)


def test_a_fact_is_said_by_its_question_and_its_value_by_a_word() -> None:
    known = FactsReported(RUN, {"scale": "city", "new-thing": "half-done", "ok": True})

    assert tell(EN, known) == (
        "Known: How far does it reach: a city; new thing: half done; ok: yes"
    )


def test_steps_that_ask_name_facts_by_their_questions() -> None:
    ask = Ask(ask=("scale",), by={})
    watch = Watch.model_validate({"watch": "scale", "every": "1m"})

    assert step_words(EN, ask, RUN) == "find out: How far does it reach"
    assert step_words(RU, watch, RUN).endswith("Каков охват")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("normal", "back to normal"),
        ("clients-confirm", "clients confirm"),
        ("roof-is-dry", "roof is dry"),
        ("volga-fibre-spliced", "Volga Fibre: spliced"),
        ("{node}-spliced", "{node}: spliced"),
    ],
)
def test_a_milestone_is_words(name: str, said: str) -> None:
    assert EN.milestone(name).lower() == said.lower()
    assert tell(EN, MilestoneReached(RUN, name)).startswith("Milestone: ")


def test_an_inject_is_told_by_what_it_says() -> None:
    assert tell(EN, InjectHeld("second-cut")) == "Inject held back: “Another cut.”"
    assert "Ещё один обрыв." in tell(RU, InjectHeld("second-cut"))


def test_an_expected_action_is_told_by_what_was_expected() -> None:
    met, missed = ExpectationMet("alarm", 1), ExpectationMissed("alarm", 1)

    assert tell(EN, met) == "Expected action seen: Take charge of the alarm"
    assert tell(EN, missed).endswith("not seen in time: Take charge of the alarm")


def test_a_secret_scenario_is_not_given_away() -> None:
    reader = Reader("en", SECRET)

    assert tell(reader, ExpectationMet("alarm", 1)).endswith("seen: alarm, no. 1")
    assert tell(reader, InjectHeld("alarm")) == "Inject held back: alarm"


@pytest.mark.parametrize("asked", ["Is it real?", "Авария подтверждается?"])
def test_a_decision_of_the_plan_is_told_in_the_readers_words(asked: str) -> None:
    event = DecisionTaken(f"{asked} real", "noc-lead", "", "false-alarm", run=RUN)

    assert decided(EN, event) == ("Is it real? Declare", "Stand down")
    assert decided(RU, event) == ("Авария подтверждается? Объявить", "Отбой")


def test_a_decision_inside_a_lane_of_no_plan_stays_as_it_was_written() -> None:
    own = DecisionTaken("Send the second crew", "noc-lead", "", "wait, rest", run=RUN)
    nowhere = DecisionTaken("Is it real? real", "noc-lead", "", run="no/plan")
    other = DecisionTaken("Is it real? real", "noc-lead", "", "go home", run=RUN)

    assert decided(RU, own) == ("Send the second crew", "wait, rest")
    assert decided(RU, nowhere) == ("Is it real? real", "")
    assert decided(EN, other) == ("Is it real? Declare", "go home")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_observation_in_the_plans_words_is_told_in_the_readers(
    lang: Language,
) -> None:
    reader = Reader(lang, OPENED)
    english = Observed("Done in time: Take charge of the alarm")
    russian = Observed("Выполнено в срок: Принять аварию в работу")

    assert tell(reader, english) == tell(reader, russian)
    assert "Выполнено" in tell(RU, english)
    assert "Выполнено" not in tell(EN, russian)


def test_two_runs_of_one_department_are_told_apart_by_their_plans() -> None:
    two = (
        RunListed(RUN, RUN),
        RunListed("network-operations/b", "network-operations/b"),
    )
    same = (RunListed(RUN, RUN), RunListed("again", RUN))

    assert (
        Reader("en", record_of(begun(runs=two).stored))
        .run(RUN)
        .endswith("(Loss of a node)")
    )
    assert (
        Reader("en", record_of(begun(runs=same).stored))
        .run("again")
        .endswith("(again)")
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("level", "not needed at this severity"),
        ("condition", "its condition does not hold"),
        ("the guard came first", "the guard came first"),
    ],
)
def test_a_step_the_plan_passes_over_says_why(reason: str, said: str) -> None:
    skipped = StepSettled(RUN, "triage/confirm", 1, "skipped", "done", reason)

    assert tell(EN, skipped) == f"Skipped: Confirm the alarm \N{EN DASH} {said}"
