"""Everything that can happen has a stored name."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine.amendments import Change
from drillkit.engine.entry import Entry
from drillkit.engine.events import Event
from drillkit.log.codec import read_json
from drillkit.log.kinds import CODEC, KINDS, LIFTS, PARTS

EVENTS = get_args(Event)


def test_every_event_has_a_kind() -> None:
    assert set(KINDS) == set(EVENTS)


def test_every_change_of_a_plan_has_a_name() -> None:
    assert set(PARTS) == set(get_args(Change))


@pytest.mark.parametrize(
    "names", [[kind.name for kind in KINDS.values()], list(PARTS.values())]
)
def test_no_name_is_given_twice_and_all_are_kebab_case(names: list[str]) -> None:
    assert len(names) == len(set(names))
    assert all(name == name.lower() and "_" not in name for name in names)


def test_every_older_version_has_a_way_to_the_next() -> None:
    assert set(LIFTS) == {
        (kind.name, old) for kind in KINDS.values() for old in range(1, kind.version)
    }


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type that an event holds."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (str, int, bool, NoneType):
        return st.from_type(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(anything(arguments[0]), max_size=3).map(tuple)
    if origin is Mapping:
        return st.dictionaries(st.text(), anything(arguments[1]), max_size=3)
    if arguments:
        return st.one_of(*map(anything, arguments))
    hints = get_type_hints(hint)
    return st.builds(hint, **{name: anything(of) for name, of in hints.items()})


@pytest.mark.parametrize("made", EVENTS, ids=lambda made: str(made.__name__))
def test_every_event_comes_back_as_it_went_in(made: type) -> None:
    @settings(max_examples=20, deadline=None)
    @given(anything(made))
    def holds(event: Any) -> None:
        entry = Entry(5, event)
        text = CODEC.write(entry, "d", 1, 1, 7)
        back = CODEC.decode(read_json(text))

        assert back == entry
        assert CODEC.as_read(entry, text) == entry
        # The order of mappings too, which equality does not look at.
        assert repr(CODEC.as_read(entry, text)) == repr(back)
        assert CODEC.write(back, "d", 1, 1, 7) == text

    holds()
