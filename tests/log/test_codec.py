"""Logs are read for ever, and those from the future are refused kindly."""

from dataclasses import dataclass
from typing import Any

import pytest

from drillkit.engine.entry import Entry
from drillkit.errors import LogBroken, UnknownKind
from drillkit.log.codec import Codec, Kind, read_json
from tests.log.conftest import SCRIBE


@dataclass(frozen=True, slots=True)
class SirenSounded:
    place: str
    seconds: int


def lift_1(event: dict[str, Any]) -> dict[str, Any]:
    return {"place": event["where"], "minutes": event["minutes"]}


def lift_2(event: dict[str, Any]) -> dict[str, Any]:
    return {"place": event["place"], "seconds": event["minutes"] * 60}


LIFTS = {("siren-sounded", 1): lift_1, ("siren-sounded", 2): lift_2}
CODEC: Any = Codec({SirenSounded: Kind("siren-sounded", 3)}, lifts=LIFTS)
SIREN: Any = SirenSounded("roof", 120)


def body(**changed: Any) -> dict[str, Any]:
    text = CODEC.write(Entry(1, SIREN, SCRIBE, "k"), "d", 14, 14, 7)
    return {**read_json(text), **changed}


def test_an_entry_is_one_line_of_canonical_json() -> None:
    assert CODEC.write(Entry(1, SIREN, None, "k"), 'd"', 13, 14, 7) == (
        '{"at":1,"drill":"d\\"","event":{"place":"roof","seconds":120},"first":13,'
        '"key":"k","kind":"siren-sounded","origin":null,"seq":14,"version":3,'
        '"wall_ms":7}'
    )


def test_an_entry_comes_back_with_who_is_behind_it() -> None:
    assert CODEC.decode(body()) == Entry(1, SIREN, SCRIBE, "k")


@pytest.mark.parametrize(
    ("version", "event"),
    [
        (1, {"where": "roof", "minutes": 2}),
        (2, {"place": "roof", "minutes": 2}),
        (3, {"place": "roof", "seconds": 120}),
    ],
)
def test_what_any_older_version_wrote_reads_today(
    version: int, event: dict[str, Any]
) -> None:
    assert CODEC.decode(body(version=version, event=event)).event == SIREN


@pytest.mark.parametrize(
    "future", [{"kind": "siren-hushed"}, {"version": 4}], ids=["kind", "version"]
)
def test_an_entry_from_a_newer_drillkit_is_refused_kindly(
    future: dict[str, Any],
) -> None:
    with pytest.raises(UnknownKind) as refusal:
        CODEC.decode(body(**future))

    named = {"kind": "siren-sounded", "version": 3} | future
    assert str(refusal.value) == (
        f'entry 14 of drill d is a "{named["kind"]}" of version {named["version"]}, '
        "which this drillkit does not know"
    )
    assert refusal.value.word_way_out(str) == (
        "it was written by a newer drillkit; read it with that one"
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        {"event": {"place": "roof"}},
        {"event": {"place": "roof", "seconds": 1, "loud": True}},
        {"event": {"place": "roof", "minutes": 1}},
        {"event": None},
        {"event": []},
        {"origin": {}},
        {"version": None},
        {"version": 0},
    ],
)
def test_an_entry_that_is_not_of_its_kind_is_named(nonsense: dict[str, Any]) -> None:
    with pytest.raises(LogBroken) as broken:
        CODEC.decode(body(**nonsense))

    assert str(broken.value) == (
        'entry 14 of drill d does not read as a "siren-sounded"'
    )


@pytest.mark.parametrize("text", ["", "{", "{}{}", "{} ", "[" * 100_000])
def test_text_that_is_not_one_json_value_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(text)
