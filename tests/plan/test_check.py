"""Rules are run in order, and what somebody answers for is not said again."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from drillkit.plan.check import check
from drillkit.plan.manual import MANUAL, READING
from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.read import read_texts
from drillkit.plan.rules import RULES
from tests.golden import HERE

ORGANISATION = """\
organisation: Example Telecom
timezone: Europe/Moscow
levels: {crisis: {acknowledge-within: 5m, restore-within: 4h}}
until-classified: crisis
departments: {noc: {roles: {lead: {}}}}
contracts: {four-hours: {restore-within: 4h}}
clients:
  accepting:
    contract: four-hours
    accepts: {some-rule: {because: "Agreed", by: lead, until: 2027-01-01}}
  other:
    contract: four-hours
"""
RUNBOOK = """\
runbook: cut
department: noc
title: A cable is cut
owner: lead
phases: {normal: {final: true}}
"""
ACCEPTS = 'accepts: {some-rule: {because: "Known", by: lead, until: 2027-01-01}}\n'


def plan_of(runbook: str = RUNBOOK) -> Plan:
    plan, problems = read_texts({"o.yaml": ORGANISATION, "r.yaml": runbook})

    assert problems == ()
    return plan


def complaining_of(*locs: tuple[str, ...], name: str = "some-rule") -> Any:
    """A rule that finds one fault at places of the organisation or the runbook."""

    def complain(plan: Plan, today: date | None) -> Iterator[Problem]:
        assert plan.organisation
        for loc in locs:
            tree = plan.organisation.tree
            if loc[0] == "phases":
                tree = plan.runbooks["noc/cut"].tree
            yield Problem(tree.place(loc), name, "bad")

    return SimpleNamespace(NAME=name, check=complain)


CLIENTS = [("clients", name, "contract") for name in ("other", "accepting")]


def test_problems_come_in_the_order_of_the_text():
    found = check(plan_of(), None, [complaining_of(*CLIENTS, name="another")])

    assert [problem.place.line for problem in found] == [9, 12]


def test_what_a_client_accepts_is_said_of_the_other_client_only():
    found = check(plan_of(), date(2026, 12, 31), [complaining_of(*CLIENTS)])

    assert [problem.place.line for problem in found] == [12]


def test_what_a_runbook_accepts_is_silent_in_its_file():
    rule = complaining_of(("phases", "normal"))

    assert len(check(plan_of(), None, [rule])) == 1
    assert check(plan_of(RUNBOOK + ACCEPTS), None, [rule]) == ()


@pytest.mark.parametrize(
    ("today", "problems"),
    [(date(2027, 1, 1), 0), (date(2027, 1, 2), 1), (None, 0)],
)
def test_an_acceptance_ends_with_its_day(today: date | None, problems: int):
    rule = complaining_of(("phases", "normal"))

    assert len(check(plan_of(RUNBOOK + ACCEPTS), today, [rule])) == problems


def test_the_same_thing_is_said_once():
    rule = complaining_of(("phases", "normal"), ("phases", "normal"))

    assert len(check(plan_of(), None, [rule, rule])) == 1


def test_every_rule_has_a_manual_page_and_a_name_of_its_own():
    names = [rule.NAME for rule in RULES]

    assert len(set(names)) == len(names)
    assert not set(names) & set(READING)
    assert all(MANUAL[name].splitlines()[0].endswith(".") for name in names)


def test_everything_that_reading_says_has_a_manual_page():
    said = {
        line.rsplit("[", 1)[1].rstrip("]")
        for golden in (HERE / "text").glob("*.out")
        for line in golden.read_text("utf-8").splitlines()
        if line.endswith("]") and "yaml:" in line and " | " not in line
    }

    assert said <= set(MANUAL)
    assert len(said) > 20
