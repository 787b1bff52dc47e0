"""Every type that events are made of is written canonically and comes back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

import pytest

from drillkit.log.shapes import Misfit, Shapes


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Leg:
    origin: str
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Walk:
    minutes: int
    why: Literal["storm", "strike"] | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    below: "tuple[Tree, ...]" = ()


@dataclass(frozen=True, slots=True)
class Journey:
    legs: tuple[Leg | Walk, ...]
    last: Leg | None
    facts: Mapping[str, str | int | bool]
    place: tuple[float, float]
    answer: str | tuple[str, ...]
    nested: dict[str, tuple[int, ...]] = field(default_factory=dict)
    nothing: Nothing = field(default_factory=Nothing)


@dataclass(frozen=True, slots=True)
class Facts:
    known: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    facts: Facts
    below: "tuple[Ledger, ...]" = ()


SHAPES = Shapes({Leg: "leg", Walk: "walk"})
JOURNEY = Journey(
    (Leg("Анадырь", frozenset({"tue", "mon"})), Walk(5, "storm"), Walk(0)),
    Leg("here"),
    {"sites": 15, "confirmed": True, "cause": 'a "cut"\n'},
    (64.73, 177.5),
    ("a", "b"),
    {"z": (1, 2), "a": ()},
)
TEXT = (
    '{"answer":["a","b"],'
    '"facts":{"cause":"a \\"cut\\"\\n","confirmed":true,"sites":15},'
    '"last":{"days":[],"origin":"here"},'
    '"legs":[{"days":["mon","tue"],"is":"leg","origin":"Анадырь"},'
    '{"is":"walk","minutes":5,"why":"storm"},'
    '{"is":"walk","minutes":0,"why":null}],'
    '"nested":{"a":[],"z":[1,2]},"nothing":{},"place":[64.73,177.5]}'
)


def test_a_value_is_written_canonically() -> None:
    text = SHAPES.of(Journey).write(JOURNEY)

    assert text == TEXT
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_a_value_comes_back_equal_with_its_mappings_sorted() -> None:
    back = SHAPES.of(Journey).read(json.loads(TEXT))

    assert back == JOURNEY
    assert list(back.facts) == ["cause", "confirmed", "sites"]


def test_it_is_known_what_will_come_back_in_another_order() -> None:
    in_order = SHAPES.of(Journey).in_order
    facts = {"cause": "cut", "sites": 15}
    sorted_journey = replace(JOURNEY, facts=facts, nested={"a": (), "z": (1, 2)})

    assert in_order(sorted_journey)
    assert not in_order(JOURNEY)
    assert not in_order(replace(sorted_journey, nested=JOURNEY.nested))
    assert SHAPES.of(Walk).in_order(Walk(5))


@pytest.mark.parametrize(
    ("hint", "holding"),
    [
        (tuple[Facts, ...], lambda facts: (facts,)),
        (tuple[str, Facts], lambda facts: ("a", facts)),
        (Facts | str, lambda facts: facts),
        (tuple[Facts, ...] | None, lambda facts: (facts,)),
        (dict[str, Facts] | None, lambda facts: {"a": facts}),
        (Ledger, lambda facts: Ledger(Facts({}), (Ledger(facts),))),
    ],
)
def test_a_mapping_out_of_order_is_seen_wherever_it_is(hint: Any, holding: Any) -> None:
    in_order = SHAPES.of(hint).in_order

    assert in_order(holding(Facts({"a": 1, "b": 2})))
    assert not in_order(holding(Facts({"b": 2, "a": 1})))


def test_a_type_may_hold_itself() -> None:
    tree = Tree("a", (Tree("b", (Tree("c"),)), Tree("d")))
    shape = SHAPES.of(Tree)

    assert shape.read(json.loads(shape.write(tree))) == tree


@pytest.mark.parametrize(
    ("hint", "value", "text"),
    [
        (str | None, None, "null"),
        (str | tuple[str, ...], "one", '"one"'),
        (Leg | Walk | None, None, "null"),
        (int | None, 3, "3"),
        (bool, False, "false"),
        (Mapping[str, str] | None, None, "null"),
        (Mapping[str, str] | None, {"en": "x"}, '{"en":"x"}'),
    ],
)
def test_alternatives_are_told_apart_by_json_itself(
    hint: Any, value: Any, text: str
) -> None:
    shape = SHAPES.of(hint)

    assert shape.write(value) == text
    assert shape.read(json.loads(text)) == value


@pytest.mark.parametrize(
    "json_of_a_walk",
    [{}, {"minutes": 5}, {"minutes": 5, "why": None, "wet": True}],
    ids=["empty", "a field missing", "a field too many"],
)
def test_fields_are_all_there_and_no_others(json_of_a_walk: Any) -> None:
    with pytest.raises((Misfit, KeyError)):
        SHAPES.of(Walk).read(json_of_a_walk)


def test_a_word_that_a_closed_set_lacks_does_not_fit() -> None:
    with pytest.raises(Misfit):
        SHAPES.of(Walk).read({"minutes": 5, "why": "volcano"})


@pytest.mark.parametrize(
    "hint",
    [
        datetime,
        Mapping[int, str],
        tuple[str, ...] | tuple[int, ...],
        Mapping[str, int] | Mapping[str, str],
        Leg | Nothing,
        object,
    ],
)
def test_what_json_cannot_hold_or_tell_apart_is_refused_at_once(hint: Any) -> None:
    for _ in range(2):
        with pytest.raises(TypeError):
            SHAPES.of(hint)


def test_a_number_that_json_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        SHAPES.of(float).write(float("inf"))
