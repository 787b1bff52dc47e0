"""What stands in for a value that could not be read is the plainest that fits."""

from typing import Literal

import pytest

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


def test_the_first_choice_stands_in_for_any():
    assert stand_in(Literal["all", "any"]) == "all"


def test_a_list_stands_in_empty_where_it_may_be_empty():
    assert stand_in(tuple[Id, ...]) == []
