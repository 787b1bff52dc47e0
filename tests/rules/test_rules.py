"""Each rule says what it should and nothing more."""

import pytest

from drillkit.plan.rules import RULES, Rule
from tests.golden import HERE, cases, compare, problems_of

BY_NAME = {rule.NAME: rule for rule in RULES}


def rule_of(case: str) -> Rule:
    """The rule that *case* is about: its folder's name."""
    return BY_NAME[case.split("/")[1]]


@pytest.mark.parametrize("case", cases("rules"))
def test_a_plan_prints_its_golden_problems(case: str):
    compare(case, [rule_of(case)])


@pytest.mark.parametrize("case", cases("rules"))
def test_a_case_has_no_problem_but_the_one_its_folder_names(case: str):
    text = (HERE / case).read_text("utf-8")
    found = problems_of(text, [rule_of(case)])

    assert {problem.rule for problem in found} <= {rule_of(case).NAME}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_has_a_case_that_breaks_it_and_one_that_keeps_it(rule: Rule):
    mine = [HERE / case for case in cases(f"rules/{rule.NAME}")]

    assert any(case.with_suffix(".out").exists() for case in mine)
    assert any(not case.with_suffix(".out").exists() for case in mine)
