"""Whoever breaks any line of any shipped plan is told where and why.

| broken                            | told                                           |
| --------------------------------- | ---------------------------------------------- |
| a key of the language, a unit,    | on that very line, always                      |
| a name of something elsewhere     |                                                |
| a name its author gave            | where the name is used; not where nobody does  |
| a line doubled                    | on the copy; a second item of a list is sound  |
| a line shifted by one column      | there or beside; a mapping's only key is as    |
|                                   | good at any depth, and so is text in braces    |
| a line removed                    | where it is missed, or on the lines it held;   |
|                                   | what is optional is not                        |

Every break that passes in silence is explained in `tests/survivors.py`.
"""

from collections import Counter

import pytest

from tests.broken import (
    KINDS_OF_BREAK,
    ON_THE_LINE,
    Kind,
    breaks,
    problems_of,
    sample,
    where_told,
)
from tests.survivors import reason, told_astray
from tests.tally import Tried

SEED = 1
# How many of each kind are tried in the usual run, and the part that may be silent.
USUAL = {
    "key": 60,
    "unit": 40,
    "reference": 30,
    "name": 20,
    "removed": 30,
    "doubled": 30,
    "indented": 40,
    "outdented": 40,
}
SILENT = {
    "name": 0.6,
    "removed": 0.6,
    "doubled": 0.05,
    "indented": 0.1,
    "outdented": 0.1,
}


@pytest.mark.parametrize("kind", KINDS_OF_BREAK)
def test_a_broken_line_is_told_where_one_would_look(kind: Kind):
    hold_to_account(kind, USUAL[kind])


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS_OF_BREAK)
def test_every_broken_line_is_told_where_one_would_look(kind: Kind, tried: Tried):
    hold_to_account(kind, len(breaks(kind)))
    tried("broken lines of shipped files", len(breaks(kind)))


def hold_to_account(kind: Kind, most: int) -> None:
    tried = sample(kind, most, SEED)
    told = {broken: where_told(broken) for broken in tried}
    sound = [broken for broken, where in told.items() if where == "sound"]
    silent = len(sound)
    print(kind, len(tried), dict(Counter(told.values())))

    assert [
        str(broken)
        for broken, where in told.items()
        if where == "elsewhere" and not told_astray(broken)
    ] == []
    assert [str(broken) for broken in sound if not reason(broken)] == []
    if kind in ON_THE_LINE:
        assert [str(b) for b, where in told.items() if where != "there"] == []
    else:
        assert silent <= SILENT[kind] * len(tried)


@pytest.mark.parametrize("seed", range(8))
def test_one_wrong_value_hides_no_misspelt_name(seed: int):
    hidden_behind_one_value(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(8, 1500))
def test_no_wrong_value_hides_a_misspelt_name(seed: int, tried: Tried):
    hidden_behind_one_value(seed)
    tried("shipped plans with two faults at once", 1)


def hidden_behind_one_value(seed: int) -> None:
    """A unit or a key is wrong, and so is a name elsewhere in the same file."""
    [wrong] = sample("unit" if seed % 2 else "key", 1, seed)
    names = [
        name
        for name in sample("reference", 10_000, seed)
        if name.path == wrong.path and name.line != wrong.line
    ]
    [misspelt, *_] = names
    found = {(p.place.path, p.place.line) for p in problems_of(wrong, misspelt)}

    assert (wrong.path, wrong.line) in found, str(wrong)
    assert (misspelt.path, misspelt.line) in found, f"{misspelt}, {wrong}"
