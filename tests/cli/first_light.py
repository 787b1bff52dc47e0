"""A workspace with the smallest of the shipped drills, and nothing else to read."""

import shutil
from pathlib import Path

from drillkit.plan.plan import Plan
from drillkit.plan.read import read_plan
from drillkit.shipped import runbooks

FILES = (
    "organisation.yaml",
    "roster.example.yaml",
    "scenarios/first-light.yaml",
    "network-operations/backbone-outage.yaml",
    "client-care/client-updates.yaml",
)


def copy_to(folder: Path) -> Plan:
    """The plan in *folder*, as anybody reads it there."""
    for name in FILES:
        target = folder / "runbooks" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(runbooks() / name, target)
    plan, problems = read_plan([folder / "runbooks"])
    assert not problems
    return plan
