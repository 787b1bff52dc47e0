"""Conditions are checked when they are read, and answered without guessing."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillkit.plan.conditions import (
    Condition,
    ConditionFault,
    FactType,
    each_alone,
    first_row_wins,
    read_condition,
)

FACTS = {
    "service": FactType("one-of", ("none", "degraded", "lost")),
    "scale": FactType("one-of", ("site", "city", "region", "country")),
    "redundancy": FactType("yes-no"),
    "clients": FactType("count"),
    "clients-hit": FactType("count"),
}
NOW = {
    "service": "lost",
    "scale": "city",
    "redundancy": False,
    "clients": 60,
    "clients-hit": 9,
}


def condition(text: str) -> Condition:
    found = read_condition(text, FACTS)

    assert isinstance(found, Condition), found
    return found


def said(text: str) -> list[str]:
    found = read_condition(text, FACTS)

    assert isinstance(found, list), found
    return [
        f"{text[fault.start : fault.end]} | {fault.says.format(**fault.words)}"
        f" = {fault.hint.format(**fault.hint_words)}".removesuffix(" = ")
        for fault in found
    ]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('service == "lost" and scale in ["region", "country"]', False),
        ("service == 'lost' and not redundancy", True),
        ('service == "none" or clients > 50', True),
        ('not service == "none"', True),
        ('service != "lost"', False),
        ('scale not in ["city", "site"]', False),
        ("50 < clients <= 60", True),
        ("50 < clients < 60", False),
        ("clients in [1, 60]", True),
        ("clients == 60 and clients != 61", True),
        ("clients-hit - 1 >= clients", False),
        ("clients - clients-hit * 2 + 1 > 42", True),
        ("-clients < 0", True),
        ("(redundancy or clients > 1) and clients > 1", True),
        ("redundancy or clients > 1 and clients > 70", False),
        ("redundancy == false", True),
        ("redundancy != True", True),
        ("(clients > 1) == true", True),
        ("clients - 1 == 59", True),
        ('"lost" == service', True),
        ("redundancy in [true]", False),
        ("service == scale", False),
        ("not not redundancy", False),
    ],
)
def test_a_condition_holds_as_it_would_in_python(text: str, holds: bool):
    assert condition(text).holds(NOW) is holds


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            'servce == "lost"',
            [
                'servce | fact "servce" is not declared in this runbook'
                ' = did you mean "service"?'
            ],
        ),
        (
            'service == "loste"',
            ['"loste" | fact "service" is never "loste" = did you mean "lost"?'],
        ),
        (
            "service == lost",
            [
                'lost | fact "lost" is not declared in this runbook'
                ' = put it in quotes if it is the value of fact "service"'
            ],
        ),
        (
            "redundancy > 3 and clients",
            [
                'redundancy | "redundancy" is yes or no, and ">" is for counts',
                'clients | "clients" is a count, and yes or no belongs here',
            ],
        ),
        (
            "redundancy == 1",
            [
                '1 | "redundancy" and "1" are different kinds of things'
                ' = write "redundancy", or "not redundancy"'
            ],
        ),
        ("service", ['service | "service" is a word, and yes or no belongs here']),
        ("[1]", ['[1] | "[1]" is a list, and yes or no belongs here']),
        ("[1] > clients", ['[1] | "[1]" is a list, and ">" is for counts']),
        (
            'service > "a"',
            [
                'service | "service" is a word, and ">" is for counts',
                '"a" | "a" is a word, and ">" is for counts',
            ],
        ),
        ("clients + redundancy > 1", [
            'redundancy | "redundancy" is yes or no, and "+" is for counts'
        ]),
        ("clients == [1]", [
            '[1] | "clients" and "[1]" are different kinds of things'
        ]),
        ('clients == "lost"', [
            '"lost" | "clients" and "lost" are different kinds of things'
        ]),
        ("service in clients", [
            'clients | a list belongs behind "in" = write it as ["first", "second"]'
        ]),
        ("clients in []", ["[] | this list holds nothing"]),
        ("x == 1 and x == 2", [
            'x | fact "x" is not declared in this runbook = known here: service, '
            "scale, redundancy, clients, clients-hit",
            'x | fact "x" is not declared in this runbook = known here: service, '
            "scale, redundancy, clients, clients-hit",
        ]),
        ("1 < x < 3", [
            'x | fact "x" is not declared in this runbook = known here: service, '
            "scale, redundancy, clients, clients-hit",
        ]),
        ("1 < service < 3", [
            'service | "service" is a word, and "<" is for counts',
        ]),
        ("clients = 3", [
            '= | "=" has no place in a condition = write "==" to compare'
        ]),
        ("clients > 1 & redundancy", [
            '& | "&" has no place in a condition = write "and"'
        ]),
        ("a.b", [
            '. | "." has no place in a condition'
            ' = conditions compare facts, as in "clients > 50"'
        ]),
        ("clients > 3 AND redundancy", [
            'AND | "AND" does not belong here = write "and" in small letters'
        ]),
        ("clients is 3", ['is | "is" does not belong here = write "==" to compare']),
        ("clients > 3 redundancy", [
            'redundancy | "redundancy" does not belong here'
            " = put words that are values in quotes"
        ]),
        ("clients in [1 2]", ['2 | "2" does not belong here']),
        ("clients not 3", ['3 | "3" does not belong here']),
        ("(clients > 1", ["1 | the condition ends in the middle"]),
        ("clients > 1)", [') | ")" does not belong here']),
        ("clients >", ["> | the condition ends in the middle"]),
        ("len(clients)", ['len | "len" is called, and a condition only compares']),
        ("service == 'lost", ["'lost | a quote opens here and is not closed"]),
        ("1234567890123 > clients", [
            "1234567890123 | this number has more than 12 digits"
        ]),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_and_the_way_out(text: str, faults: list[str]):
    assert said(text) == faults


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_condition_ends_before_it_begins(text: str):
    [line] = said(text)

    assert line.endswith("| the condition ends in the middle")


@pytest.mark.parametrize("text", ["x" * 501, "-" * 400 + "clients > 1", "(" * 300])
def test_a_monster_is_refused_before_it_is_understood(text: str):
    found = read_condition(text, FACTS)

    assert isinstance(found, list)
    assert [fault.rule for fault in found] == ["condition"]


def test_comparisons_within_comparisons_are_judged_in_no_time():
    deep = "(" * 20 + "clients" + " == 1)" * 20

    assert len(said(deep)) == 19


@pytest.mark.parametrize(
    ("text", "known", "answer"),
    [
        ('service == "lost" and not redundancy', {"service": "none"}, False),
        ('service == "lost" and not redundancy', {"service": "lost"}, None),
        ('service == "lost" or redundancy', {"redundancy": True}, True),
        ('service == "none" or service != "none"', {}, True),
        ("clients > 5 and clients < 5", {}, False),
        ("clients > 5", {"clients": 6}, True),
        ("redundancy and clients > clients-hit", {"redundancy": False}, False),
        ("redundancy or clients > clients-hit", {"redundancy": True}, True),
        ("redundancy or clients > clients-hit", {"redundancy": False}, None),
        ("not (redundancy and clients > clients-hit)", {"redundancy": False}, True),
        ("not clients > clients-hit", {"clients": 1}, None),
        ("redundancy and clients + 1 > 5", {"clients": 1}, False),
        ("redundancy and clients + 1 > 5", {"clients": 9}, None),
    ],
)
def test_a_condition_is_settled_when_the_unknown_cannot_change_it(
    text: str, known: dict[str, str | bool | int], answer: bool | None
):
    assert condition(text).settled(known) is answer


def test_too_many_cases_leave_a_condition_unsettled_rather_than_unfinished():
    facts = {f"f{i}": FactType("count") for i in range(12)}
    text = " or ".join(f"f{i} > {i}" for i in range(12))
    found = read_condition(text, facts)

    assert isinstance(found, Condition)
    assert found.settled({}) is None
    assert found.settled({"f3": 4}) is True
    assert first_row_wins([found], facts) is None


def test_a_row_below_one_that_takes_its_cases_is_never_reached():
    rows = [
        condition('service == "lost" or clients > 50'),
        condition('service == "lost" and not redundancy'),
        None,
    ]
    coverage = first_row_wins(rows, FACTS)

    assert coverage is not None
    assert coverage.never == (1,)
    shadow = coverage.rows[1].shadow
    assert shadow is not None
    assert shadow[1] == 0
    assert rows[1] is not None
    assert rows[1].holds(shadow[0])
    assert coverage.uncovered is None


def test_a_row_that_contradicts_itself_has_no_shadow():
    coverage = first_row_wins([condition("clients > 5 and clients < 3")], FACTS)

    assert coverage is not None
    assert coverage.rows[0].witness is None
    assert coverage.rows[0].shadow is None
    assert coverage.uncovered is not None


def test_a_row_that_takes_all_that_is_left_is_told_from_one_that_does_not():
    rows = [condition("clients > 5"), condition("clients <= 5")]
    coverage = first_row_wins(rows, FACTS)

    assert coverage is not None
    assert [row.always for row in coverage.rows] == [False, True]


@pytest.mark.parametrize("text", ["clients > clients-hit", "clients + 1 > 2"])
def test_what_cannot_be_proven_is_not_claimed(text: str):
    assert first_row_wins([condition(text)], FACTS) is None


LEAVES = st.sampled_from(
    ["redundancy", "not redundancy", 'service == "lost"', 'service != "none"']
    + ['service in ["none", "lost"]', "clients > 2", "clients <= 4", "1 < clients < 3"]
    + ["clients not in [0, 3]", "clients == 4", "redundancy == true"]
)
TEXTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda one: f"(not {one})"),
    ),
    max_leaves=5,
)
WORLD = [
    {"service": service, "redundancy": redundancy, "clients": clients}
    for service, redundancy, clients in product(
        FACTS["service"].values, (False, True), range(12)
    )
]


@given(TEXTS)
def test_a_condition_agrees_with_python(text: str):
    python = text.replace("true", "True")
    for facts in WORLD:
        assert condition(text).holds(facts) is bool(eval(python, {}, dict(facts)))


@given(TEXTS, TEXTS)
def test_the_cells_find_what_trying_everything_finds(first: str, second: str):
    rows = [condition(first), condition(second)]
    coverage = first_row_wins(rows, FACTS)
    winners = [
        next((i for i, row in enumerate(rows) if row.holds(facts)), None)
        for facts in WORLD
    ]

    assert coverage is not None
    for i, row in enumerate(coverage.rows):
        assert (row.witness is not None) == (i in winners)
    assert (coverage.uncovered is not None) == (None in winners)


@given(TEXTS, st.sampled_from(WORLD), st.sets(st.sampled_from(sorted(WORLD[0]))))
def test_what_is_settled_stays_so_whatever_comes(
    text: str, facts: dict[str, str | bool | int], names: set[str]
):
    known = {name: facts[name] for name in names}
    found = condition(text)
    answers = {
        found.holds(world)
        for world in WORLD
        if all(world[name] == value for name, value in known.items())
    }

    assert found.settled(known) is (answers.pop() if len(answers) == 1 else None)


@given(st.text("abc ()[]<>=!\"'+-*,.1é and or not in", max_size=40))
def test_no_text_raises(text: str):
    found = read_condition(text, FACTS)

    if isinstance(found, list):
        assert all(isinstance(fault, ConditionFault) for fault in found)
        assert found


def test_conditions_are_judged_one_by_one_until_the_allowance_is_spent():
    facts = {f"f{n}": FactType("one-of", ("a", "b", "c")) for n in range(9)}
    text = " and ".join(f'{name} == "c"' for name in facts)
    found = read_condition(text, facts)
    assert isinstance(found, Condition)
    rows = each_alone([found] * 9, facts)

    assert [row is not None for row in rows] == [True] * 5 + [False] * 4
    assert all(row.witness and not row.always for row in rows if row)


def test_a_table_of_very_many_rows_is_not_judged():
    rows = [condition(f"clients > {n} and clients-hit > {n}") for n in range(70)]

    assert first_row_wins(rows[:10], FACTS) is not None
    assert first_row_wins(rows, FACTS) is None
