"""A drill under way: lived by simulated people for a while, now open to seats.

What they would go on to do nobody does, so that every clock ticks and nothing moves.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.terminals import ROOT
from drillkit.conduct.clock import wall_ms
from drillkit.conduct.private import PrivateLog
from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.conduct.workspace import Workspace, begin_log, open_private_log
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts

MINUTE = 60_000


def shipped() -> dict[str, str]:
    """The texts of the reference plan."""
    folder = ROOT / "runbooks"
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.yaml"))
        if file.name != "roster.yaml"
    }


def planned(texts: Mapping[str, str], folder: Path) -> Plan:
    """A workspace with a plan, and the plan."""
    for name, text in texts.items():
        path = folder / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    plan, problems = read_texts(texts)
    assert not problems, problems[0]
    return plan


def lived(plan: Plan, scenario: str) -> tuple[Entry, ...]:
    """A whole drill as simulated people live it."""
    log = MemoryLog(clock := StoryClock())
    made = rehearse(plan, scenario, seed=1, log=log, clock=clock)
    return tuple(line.entry for line in log.read(made.drill))


def under_way(
    texts: Mapping[str, str], scenario: str, folder: Path, minutes: int
) -> str:
    """A drill in a workspace of its own, so many minutes old; its id."""
    plan = planned(texts, folder)
    until = minutes * MINUTE
    entries = [x for x in lived(plan, scenario) if x.at <= until]
    first = entries[0].event
    assert isinstance(first, DrillBegan)
    began = replace(first, mode="drill", wall_ms=wall_ms() - until)
    workspace = Workspace(folder)
    with (
        begin_log(workspace, first.drill) as log,
        open_private_log(workspace, first.drill) as kept,
    ):
        PrivateLog(kept, first.drill).seal(plan.scenarios[scenario].tree.text)
        log.append(first.drill, 0, [replace(entries[0], event=began), *entries[1:]])
    return first.drill
