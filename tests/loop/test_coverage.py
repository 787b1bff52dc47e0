"""What of the plan was ever exercised, by whom, and whether the plan is stale."""

import json
from datetime import date
from pathlib import Path

import pytest

from drillkit.cli.sheets import drawn
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts
from drillkit.plan.runbook import Runbook
from drillkit.review.history.covering import (
    Teller,
    coverage,
    coverage_sheet,
    share,
    stale,
)
from drillkit.review.history.units import Unit, exercised, units_of
from drillkit.shipped import runbooks
from tests.loop.company import MODEL, THIRD, drill, pasts
from tests.loop.conftest import Said
from tests.review.tale import PLAN, RUN

DAY = date(2027, 12, 1)


def plan(change: str = "", to: str = "") -> Plan:
    names = ("organisation.yaml", "outage.yaml", "scenario.yaml")
    texts = {name: (PLAN / name).read_text("utf-8") for name in names}
    texts["outage.yaml"] = texts["outage.yaml"].replace(change, to)
    return read_texts(texts)[0]


def teller(of: Plan | None = None, *logs: object, day: date = DAY) -> Teller:
    found = coverage(of or plan(), logs or pasts())  # type: ignore[arg-type]
    return Teller("en", found, day)


def test_a_runbook_is_its_ways_its_ladder_its_people_and_its_partners() -> None:
    names = [(unit.sort, unit.name) for unit in units_of(plan().runbooks[RUN].model)]

    assert names == [
        ("phase", "triage"),
        ("branch", "triage > restore"),
        ("branch", "triage > normal"),
        ("phase", "restore"),
        ("branch", "restore > verify"),
        ("phase", "restore/repair/field"),
        ("branch", "restore/repair/field > repaired"),
        ("phase", "restore/repair/repaired"),
        ("phase", "verify"),
        ("branch", "verify > normal"),
        ("branch", "verify > restore"),
        ("phase", "normal"),
        ("role", "noc-engineer"),
        ("role", "noc-lead"),
        ("role", "noc-head"),
        ("provider", "volga-fibre/repair"),
    ]


def test_a_lane_that_is_repeated_is_exercised_lane_by_lane() -> None:
    book = Runbook.model_validate(
        {
            "runbook": "r", "department": "d", "title": "t", "owner": "o",
            "escalation": [{"call": "o"}],
            "phases": {
                "ask": {
                    "lanes": {
                        "partner": {
                            "each": {"provider": ["north", "south"]},
                            "phases": {
                                "wait": {
                                    "steps": {"go": {"request": "{provider}/repair"}},
                                    "after": {"1h": "over"},
                                },
                                "over": {"final": "true"},
                            },
                        }
                    }
                }
            },
        }
    )  # fmt: skip

    units = set(units_of(book))
    assert Unit("phase", "d/r", "ask/partner-north/wait") in units
    assert Unit("branch", "d/r", "ask/partner-south/wait > over") in units
    assert Unit("provider", "d/r", "south/repair") in units
    assert Unit("rung", "d/r", "1") in units


def test_what_nobody_answered_is_not_exercised() -> None:
    found = exercised(pasts()[0])

    assert Unit("role", "", "noc-engineer") in found
    assert Unit("role", "", "noc-head") not in found
    assert Unit("rung", RUN, "2") in found
    assert Unit("audience", "", "executives") in found


def test_the_last_drill_with_people_is_named_and_a_simulation_apart() -> None:
    seen = {one.unit: one for one in teller().coverage.seen[RUN]}
    triage = seen[Unit("phase", RUN, "triage")]

    assert triage.people is not None
    assert triage.people[0].drill == THIRD
    assert triage.simulated is not None
    assert triage.simulated[0].drill == MODEL
    alone = coverage(plan(), pasts(a=drill(MODEL, "2027-01-01", mode="rehearsal")))
    assert all(one.people is None for one in alone.seen[RUN])


def test_a_percentage_stands_beside_its_n_and_not_at_a_handful() -> None:
    assert share(teller(), 6, 10) == "60\N{NO-BREAK SPACE}% (6 of 10)"
    assert share(teller(), 3, 4) == "3 of 4"


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (teller(), ""),
        (teller(day=date(2028, 11, 18)), "last exercised more than a year ago"),
        (teller(plan("target: 3m", "target: 4m")), "changed since it was last"),
        (
            teller(None, *pasts(a=drill("m", "2027-01-01", mode="rehearsal"))),
            "never exercised with people",
        ),
    ],
)
def test_a_plan_is_stale_when_old_changed_or_never_exercised(
    found: Teller, says: str
) -> None:
    told = stale(found, RUN)

    assert told.startswith(says)
    assert bool(told) == bool(says)


def test_units_of_every_shipped_runbook_have_a_title() -> None:
    texts = {str(path): path.read_text("utf-8") for path in runbooks().rglob("*.yaml")}
    shipped, _ = read_texts(texts)

    told = drawn(coverage_sheet(Teller("ru", coverage(shipped, ()), DAY)))
    assert max(map(len, told.splitlines())) <= 80
    assert "{" not in told


def test_coverage_is_printed_for_people_and_for_programs(
    said: Said, root: Path
) -> None:
    told = said("coverage")
    assert "Is it real?" in told
    assert "never" in told
    assert f"{THIRD} #" in said("coverage", "--all")
    data = json.loads(said("coverage", "--format", "json"))["data"]
    triage = next(one for one in data if one["name"] == "triage")
    assert triage["people"]["drill"] == THIRD
    assert "known here: network-operations" in said(
        "coverage", "--department", "network", code=2
    )
    assert "Roles" not in said("coverage", "--department", "network-operations")
    old = said("coverage", "--today", "2029-12-01")
    assert "more than a year ago" in old
    page = said("coverage", "--format", "html", "--lang", "ru")
    assert "<table" in page
    for file in (root / ".drillkit" / "drills").iterdir():
        file.unlink()
    assert "drillkit run SCENARIO" in said("coverage")


def test_a_folder_without_a_plan_says_how_to_get_one(said: Said, root: Path) -> None:
    for file in (root / "runbooks").rglob("*.yaml"):
        file.unlink()

    assert "drillkit init DIR" in said("coverage", code=2)
