"""What people say right after play stands in the report, with its entries."""

from typing import Any

import pytest

from drillkit.engine.events import (
    FEEDBACK,
    Corrected,
    DrillEnded,
    FeedbackGiven,
    HotWashNoted,
    InjectSpoken,
)
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.reader import Reader
from drillkit.review.render import render
from drillkit.review.telling import tell
from drillkit.review.view import View, view
from drillkit.review.words import STATEMENTS
from tests.review.tale import Tale, begun

NOC, CARE = "network-operations", "client-care"


def washed(mode: str = "drill") -> Tale:
    tale = begun(mode=mode)
    tale.add(9, HotWashNoted(NOC, "idea", "Ring twice"), "noc-lead")
    tale.add(10, DrillEnded("director", ""), "director")
    tale.add(10, HotWashNoted(NOC, "well", "The lists were right"), "noc-lead")
    tale.add(10, HotWashNoted(CARE, "improve", "Old numbers", "noc-lead"), "scribe")
    return tale


def asked() -> Tale:
    tale = washed()
    for marks, text, role in (
        ({"prepared": 5, "people": 2}, "More of it", ""),
        ({"prepared": 5}, "", ""),
        ({"prepared": 1}, "Too long", "noc-lead"),
    ):
        tale.add(10, FeedbackGiven(marks, text, role), role)
    return tale


def document(tale: Tale, lang: Language = "en") -> View:
    return view(record_of(tale.stored), lang)


def rows(told: View, section: str, table: int = 0) -> list[list[Any]]:
    """The words of a section's table, each with its entries if it has any."""
    found = next(x for x in told["sections"] if x["id"] == section)
    tables = [block for block in found["blocks"] if block["kind"] == "table"]
    return [
        [(x["text"], x["refs"]) if x["refs"] else x["text"] for x in row]
        for row in tables[table]["rows"]
    ]


def test_the_hot_wash_is_told_by_department_and_kind() -> None:
    assert rows(document(washed()), "hot-wash") == [
        ["Client care", "to improve", ("Old numbers", [5]), "NOC shift lead"],
        ["Network operations centre", "went well", ("The lists were right", [4]), "–"],
        ["Network operations centre", "idea", ("Ring twice", [2]), "–"],
    ]


def test_what_is_to_improve_stands_in_the_improvement_plan_with_its_owner() -> None:
    plan = rows(document(washed()), "improvement")

    assert [("Old numbers", [5]), "", "", "NOC shift lead", "", ""] in plan
    assert not [row for row in plan if "Ring twice" in str(row)]


def test_feedback_is_counted_mark_by_mark_with_how_many_answered() -> None:
    told = document(asked())
    counted = {row[0]: row[1:] for row in rows(told, "feedback")}
    forms = [6, 7, 8]

    assert list(counted) == [STATEMENTS[name] for name in FEEDBACK]
    assert counted[STATEMENTS["prepared"]] == [
        ("3", forms), ("1", [8]), "0", "0", "0", ("2", [6, 7])
    ]  # fmt: skip
    assert counted[STATEMENTS["people"]][:3] == [("1", [6]), "0", ("1", [6])]
    assert counted[STATEMENTS["documents"]] == ["0"] * 6
    assert rows(told, "feedback", 1) == [
        ["anonymous", ("More of it", [6])],
        ["NOC shift lead", ("Too long", [8])],
    ]
    section = next(x for x in told["sections"] if x["id"] == "feedback")
    assert section["blocks"][0]["text"] == (
        "Forms handed in: 3; with a role: 1; anonymous: 2."
    )
    assert "%" not in str(section)


def test_every_statement_of_the_form_has_words() -> None:
    assert tuple(STATEMENTS) == FEEDBACK


def test_who_said_nothing_afterwards_is_not_taken_for_content() -> None:
    text = render(document(begun()), "md")

    assert "Nothing was written down in a hot wash." in text
    assert "Nobody handed in a feedback form." in text


@pytest.mark.parametrize(
    ("mode", "sections"),
    [("drill", ["hot-wash", "feedback"]), ("live", ["hot-wash"]), ("rehearsal", [])],
)
def test_a_form_is_for_exercises_and_a_hot_wash_for_people(
    mode: str, sections: list[str]
) -> None:
    told = document(begun(mode=mode))
    found = [x["id"] for x in told["sections"]]

    assert [x for x in found if x in ("hot-wash", "feedback")] == sections


def test_a_point_that_was_not_said_is_not_in_the_report() -> None:
    tale = washed()
    tale.add(11, Corrected(5, "somebody else's", void=True), "scribe")
    told = rows(document(tale), "hot-wash")

    assert "Old numbers" not in str(told)
    assert len(told) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_of_it_is_drawn_in_every_format(lang: Language) -> None:
    told = document(asked(), lang)

    for text in (render(told, "md"), render(told, "html")):
        assert "More of it" in text
        assert "Ring twice" in text


def test_what_was_said_afterwards_is_told_in_the_timeline() -> None:
    reader = Reader("en", record_of(asked().stored))

    def said(event: Any) -> str:
        return tell(reader, event)

    assert said(HotWashNoted(NOC, "improve", "Old numbers", "noc-lead")) == (
        "Hot wash, to improve: Old numbers – NOC shift lead"
    )
    assert said(FeedbackGiven({"people": 2}, "Too long")) == (
        "Feedback form handed in – Too long"
    )
    assert said(InjectSpoken("alarm", "the shift", "they come")) == (
        "Role-player spoke to the shift – they come"
    )
    assert said(InjectSpoken("alarm", "the shift", "", answered=False)) == (
        "Role-player reached nobody: the shift"
    )
