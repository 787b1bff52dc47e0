"""What the models complain of is told in drillkit's own words, all of it."""

import pytest
from pydantic import ValidationError

from drillkit.plan.form import Form
from drillkit.plan.forms import form_at
from drillkit.plan.misfits import misfits
from drillkit.plan.runbook import Do, Phase, Runbook
from drillkit.plan.source import read_tree


class Toy(Form):
    """A model with fields that no model of the language has."""

    number: int = 0
    numbers: list[int] = []


def said(text: str) -> list[str]:
    tree, _ = read_tree("toy.yaml", text)
    assert tree is not None
    with pytest.raises(ValidationError) as caught:
        Toy.model_validate(tree.data)
    return [
        f"{problem.place.column} {problem.says.format(**problem.words)}"
        for problem in misfits(tree, Toy, caught.value)
    ]


def test_a_complaint_of_an_unforeseen_kind_keeps_its_place_and_no_words():
    assert said("number: x\n") == ['9 "x" does not belong here']
    assert said("numbers: {a: 1}\n") == ['10 "numbers" does not belong here']


def test_a_key_of_a_model_without_a_name_is_still_unknown():
    assert said("numbre: 1\n") == ['1 key "numbre" is not known here']


def test_the_model_at_a_place_is_found_through_lanes_and_verbs():
    lane = ("phases", "a", "lanes", "b", "phases", "c")

    assert form_at(lane, Runbook) is Phase
    assert form_at((*lane, "steps", "d", "do"), Runbook) is Do
    assert form_at(("escalation", 0, "call"), Runbook) is None
    assert form_at(("nowhere", "at", "all"), Runbook) is None
