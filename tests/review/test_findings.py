"""Ratings by their table; strengths and areas for improvement with their evidence."""

from itertools import product

import pytest

from drillkit.engine.amendments import StepAdded, StepDropped, WindowOpened
from drillkit.engine.events import HotWashNoted, PlanAmended, Rated, Rating
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.view import View, view
from drillkit.review.view.blocks import Table
from drillkit.review.view.ratings import rating_of, worst
from tests.review.tale import whole_drill


def of(document: View, section: str, caption: str) -> Table:
    [found] = [one for one in document["sections"] if one["id"] == section]
    [table] = [
        block
        for block in found["blocks"]
        if block["kind"] == "table" and block["caption"] == caption
    ]
    return table


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        ((True, False, False), "P"),
        ((True, False, True), "S"),
        ((True, True, False), "M"),
        ((True, True, True), "M"),
    ],
)
def test_whoever_achieved_the_objective_is_rated_by_harm_and_room(
    answers: tuple[bool, bool, bool], rating: Rating
) -> None:
    achieved, harm, room = answers

    assert rating_of(is_achieved=achieved, did_harm=harm, is_improvable=room) == rating


def test_only_an_objective_not_achieved_is_unable_to_be_performed() -> None:
    for harm, room in product((True, False), repeat=2):
        assert rating_of(is_achieved=False, did_harm=harm, is_improvable=room) == "U"


def test_the_worst_of_several_ratings_counts() -> None:
    assert worst(["P", "M", "S"]) == "M"
    assert worst([]) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_rests_on_entries(lang: Language) -> None:
    tale = whole_drill()
    document = view(record_of(tale.stored), lang)
    [found] = [one for one in document["sections"] if one["id"] == "findings"]
    tables = [block for block in found["blocks"] if block["kind"] == "table"]
    rows = [row for block in tables for row in block["rows"]]

    assert rows
    assert all(row[1]["refs"] or row[1]["text"] for row in rows)


def test_what_people_said_stands_on_the_side_they_put_it() -> None:
    tale = whole_drill()
    tale.add(
        95, HotWashNoted("network-operations", "well", "We called at once"), "evaluator"
    )
    tale.add(
        95,
        HotWashNoted("network-operations", "improve", "Nobody had the list"),
        "evaluator",
    )
    tale.add(95, Rated("restored", "M", "Two crews were pulled off"), "evaluator")
    document = view(record_of(tale.stored), "en")

    strong = of(document, "findings", "Strengths")["rows"]
    weak = of(document, "findings", "Areas for improvement")["rows"]
    assert "We called at once" in [row[0]["text"] for row in strong]
    assert "Nobody had the list" in [row[0]["text"] for row in weak]
    assert "Two crews were pulled off" in [row[0]["text"] for row in weak]


def test_an_amendment_says_what_the_plan_lacked() -> None:
    tale = whole_drill()
    added = StepAdded(
        "noc/outage", "restore", "x", {"en": "Ring the mayor"}, {"noc-lead": 1}
    )
    for change in (
        added,
        StepDropped("noc/outage", "restore/x"),
        WindowOpened("node", 0, 9),
    ):
        tale.add(94, PlanAmended(change, "needed"), "evaluator")
    document = view(record_of(tale.stored), "en")

    said = [
        row[-1]["text"]
        for row in of(document, "amendments", "Changes of the plan")["rows"]
    ]
    assert "The plan lacks this step." in said
    assert "The step was not needed here: drop it, or say when it is." in said
    assert any("access at night" in text for text in said)
