"""What is suggested in place of a name that nobody knows."""

import pytest

from drillkit.plan.near import closest, in_latin, nearest, nearest_by_word

RULES = ["target-over-phase", "target-over-restore", "too-large", "unknown-role"]


def said(name: str, known: list[str]) -> str:
    hint, words = nearest_by_word(name, known)
    return hint.format(**words)


def test_a_misspelt_word_stands_for_the_names_that_have_it():
    assert said("targett", RULES) == (
        "did you mean one of target-over-phase, target-over-restore?"
    )
    assert said("restor", RULES) == 'did you mean "target-over-restore"?'


def test_a_name_that_is_nearly_right_needs_no_look_at_its_words():
    assert said("unknown-rol", RULES) == 'did you mean "unknown-role"?'


def test_a_word_that_too_many_names_have_suggests_none_of_them():
    several = ("department", "milestone", "objective", "provider", "stop-clock")
    many = [f"unknown-{name}" for name in (*several, "classification")]

    assert said("unknwon", many) == ""


def test_a_word_of_no_name_is_compared_with_whole_names():
    assert said("to-lerge", RULES) == 'did you mean "too-large"?'
    assert said("xyzzy", ["one", "two"]) == "known here: one, two"


def test_a_name_with_a_cyrillic_letter_is_the_one_it_looks_like():
    hint, words = nearest("tаrget", ["takes", "target"])

    assert hint.format(**words) == 'type "target" again, in Latin letters'


@pytest.mark.parametrize("text", ["target", "цель", "рост", "tцrget", "12-а"])
def test_only_letters_hidden_among_latin_ones_are_found(text: str):
    assert in_latin(text) == ""


MANY = [f"name-{number}" for number in range(1000)]


@pytest.mark.parametrize(
    "slip", ["nme-77", "namme-777", "nbme-777", "anme-777", "name-777x", "ame-777"]
)
def test_among_very_many_names_one_slip_is_still_seen(slip: str):
    assert closest(slip, MANY) in MANY


def test_among_very_many_names_two_slips_are_not():
    assert closest("nmme-0777", MANY) == ""


def test_a_name_longer_than_any_is_compared_with_none():
    assert closest("name-7" * 11, ["name-7" * 11 + "x"]) == ""
