"""What stands in for a value that could not be read is the plainest that fits."""

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

import pytest

from drillkit.plan.forms import fields_of, is_model, leaves, wanted
from drillkit.plan.read import KINDS
from drillkit.plan.runbook import Phase
from drillkit.plan.scalars import Count, Date, Id, Text, Zone
from drillkit.plan.standin import is_stand_in, stand_in


@pytest.mark.parametrize("name", [Id, Text])
def test_a_name_that_was_made_up_can_be_told_from_a_written_one(name: object):
    assert is_stand_in(stand_in(name))
    assert not is_stand_in("worker")


def test_a_stand_in_fits_where_it_stands():
    assert stand_in(Count) == "1"
    assert stand_in(Date) == "2000-01-01"
    assert stand_in(Zone) == "UTC"
    assert stand_in(Phase) == {}


@pytest.mark.parametrize("form", KINDS.values(), ids=list(KINDS))
def test_whatever_a_file_cannot_do_without_has_a_stand_in(form: object):
    places = list(needed(form, set()))

    assert [place for place in places if stand_in(place) is None] == []
    assert len(places) > 5


def needed(annotation: object, seen: set[object]) -> Iterator[object]:
    """The types of all that cannot simply be taken out of a file of this type."""
    for _, leaf in leaves(annotation):
        if is_model(leaf) and leaf not in seen:
            seen.add(leaf)
            for field in fields_of(leaf).values():
                if field.is_required():
                    yield wanted(field)
                yield from needed(wanted(field), seen)
        elif get_origin(leaf) in (dict, tuple):
            inner = get_args(leaf)[-1 if get_origin(leaf) is dict else 0]
            yield inner
            yield from needed(inner, seen)


def test_the_first_choice_stands_in_for_any():
    assert stand_in(Literal["all", "any"]) == "all"


def test_a_list_stands_in_empty_where_it_may_be_empty():
    assert stand_in(tuple[Id, ...]) == []
