"""One rule, two executions: the kernel against `decide` and `evolve`.

Each line of a replication is compared: phases entered and left, steps begun and
settled, milestones of runs and of the company, each with its millisecond.  Equality is
per replication; means that agree would show nothing.
"""

from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillkit.forecast.compiling import compile_scenario
from drillkit.forecast.facts import facts_of
from drillkit.forecast.tables import Tables
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_plan
from drillkit.shipped import runbooks
from tests.forecast import plans
from tests.forecast.driver import Driver, told
from tests.forecast.traces import MOST, lived

SCENARIOS = (
    "city-blackout",
    "first-light",
    "island-node",
    "office-lost",
    "partner-cut",
    "satellite-loss",
)
# Plans that turn without end fill the driver's log before they fill their time.
MOST_LINES = MOST // 2


@cache
def reference() -> Plan:
    plan, problems = read_plan([runbooks()])
    assert not problems
    return plan


@cache
def tables_of(scenario: str) -> Tables:
    return compile_scenario(reference(), scenario, 1)


def engine_lines(
    plan: Plan, scenario: str, tables: Tables, seed: int, replication: int
) -> list[tuple[int, str, str]]:
    facts, _ = facts_of(plan, scenario, frozenset())
    driver = Driver(tables.play, tables.began, facts, seed, replication)
    return told(driver.live().entries)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("replication", [0, 1 << 33])
def test_the_reference_plan_comes_out_alike(scenario: str, replication: int) -> None:
    tables = tables_of(scenario)

    came, kernel = lived(tables, 7, replication)

    assert came
    assert len(kernel) > 20
    engine = engine_lines(reference(), scenario, tables, 7, replication)
    assert sorted(kernel) == sorted(engine)


def compare(dice: Random, seed: int) -> int:
    """How many lines a random plan has in both; 0 for one that turns without end."""
    plan = plans.plan(dice)
    tables = compile_scenario(plan, "story", seed)
    came, kernel = lived(tables, seed, 0)
    if not came or len(kernel) > MOST_LINES:
        return 0
    assert sorted(kernel) == sorted(engine_lines(plan, "story", tables, seed, 0))
    return len(kernel)


def test_random_plans_come_out_alike() -> None:
    compared = [compare(Random(seed), seed) for seed in range(100, 120)]

    assert sum(lines > 10 for lines in compared) > 13


@pytest.mark.soak
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(1000, 10**9))
def test_any_plan_comes_out_alike(seed: int) -> None:
    compare(Random(seed), seed)


@pytest.mark.soak
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_many_replications_come_out_alike(scenario: str) -> None:
    tables = tables_of(scenario)
    for replication in range(200):
        came, kernel = lived(tables, 3, replication)

        assert came
        engine = engine_lines(reference(), scenario, tables, 3, replication)
        assert sorted(kernel) == sorted(engine)
