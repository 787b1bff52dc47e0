"""A small company with a few years of drills behind it, each reckoned by hand.

Three drills of one scenario (2025, 2026, 2027), a real event between them, and a
simulation.  The first is the tale that the measures' own tests tell: clients heard
late, executives late, back to normal after 122 minutes of 120.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import copyfile

from drillkit.conduct.workspace import Workspace
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    DrillBegan,
    DrillEnded,
    ExpectationMet,
    ExpectationMissed,
    MilestoneReached,
)
from drillkit.log.memory import MemoryLog
from drillkit.log.sqlite import SqliteLog
from drillkit.review.history.past import Past, Shelf
from tests.review.tale import MINUTE, PLAN, whole_drill

FIRST, SECOND, THIRD = "node-2025", "node-2026", "node-2027"
EVENT, MODEL = "fire-2026", "model-2027"
SHELF = Shelf()
Change = Callable[[Entry], Entry | None]


def ms(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T06:00+00:00").timestamp() * 1000)


def drill(name: str, day: str, *changes: Change, **facts: object) -> list[Entry]:
    """The tale as it went on *day*, changed here and there."""
    began = {"drill": name, "wall_ms": ms(day), **facts}
    entries = [row.entry for row in whole_drill().stored]
    first = entries[0]
    assert isinstance(first.event, DrillBegan)
    entries[0] = replace(first, event=replace(first.event, **began))
    for change in changes:
        entries = [new for entry in entries if (new := change(entry))]
    return entries


def normal_after(minutes: int) -> Change:
    """Back to normal at this minute from STARTEX, as somebody said afterwards."""

    def change(entry: Entry) -> Entry:
        if isinstance(entry.event, MilestoneReached) and entry.event.name == "normal":
            origin = Origin("noc-lead", happened=minutes * MINUTE)
            return replace(entry, origin=origin)
        return entry

    return change


def client_answered(minute: int) -> Change:
    """The client's call was answered at this minute; it came at minute 26."""

    def change(entry: Entry) -> Entry | None:
        event = entry.event
        if isinstance(event, ExpectationMissed):
            return None
        if isinstance(event, ExpectationMet) and event.inject == "client-call":
            return replace(entry, origin=Origin("evaluator", happened=minute * MINUTE))
        return entry

    return change


def broken_off(entry: Entry) -> Entry:
    if isinstance(entry.event, DrillEnded):
        return replace(entry, event=DrillEnded("broken-off", "real emergency"))
    return entry


def history() -> dict[str, list[Entry]]:
    """All drills of the company by name, in the order they were held."""
    return {
        FIRST: drill(FIRST, "2025-11-20"),
        EVENT: drill(
            EVENT, "2026-03-02", normal_after(200), mode="live", scenario="",
            starts_ms=ms("2026-03-02"),
        ),
        SECOND: drill(SECOND, "2026-11-19", normal_after(110), client_answered(30)),
        THIRD: drill(THIRD, "2027-11-18", normal_after(130), client_answered(29)),
        MODEL: drill(MODEL, "2027-11-19", normal_after(60), mode="rehearsal"),
    }  # fmt: skip


def pasts(**logs: Sequence[Entry]) -> tuple[Past, ...]:
    """Drills as they are remembered; the company's history unless told otherwise."""
    return tuple(map(past_of, logs.values())) if logs else _remembered()


@cache
def _remembered() -> tuple[Past, ...]:
    return tuple(map(past_of, history().values()))


def past_of(entries: Sequence[Entry]) -> Past:
    began = entries[0].event
    assert isinstance(began, DrillBegan)
    log = MemoryLog(lambda: began.wall_ms)
    log.append(began.drill, 0, entries)
    return SHELF.past(tuple(log.read(began.drill)), began.wall_ms)


def settle(root: Path, logs: dict[str, list[Entry]] | None = None) -> Workspace:
    """The company's workspace on the disk: its plan and the logs of its drills."""
    (root / "runbooks" / "scenarios").mkdir(parents=True)
    (root / "runbooks" / "network-operations").mkdir()
    copyfile(PLAN / "organisation.yaml", root / "runbooks" / "organisation.yaml")
    copyfile(PLAN / "outage.yaml", root / "runbooks/network-operations/outage.yaml")
    copyfile(PLAN / "scenario.yaml", root / "runbooks" / "scenarios" / "node-lost.yaml")
    workspace = Workspace(root)
    workspace.drills.mkdir(parents=True)
    for name, entries in (history() if logs is None else logs).items():
        began = entries[0].event
        assert isinstance(began, DrillBegan)
        _keep(workspace.drills / f"{name}.db", began, entries)
    return workspace


def _keep(path: Path, began: DrillBegan, entries: Sequence[Entry]) -> None:
    with SqliteLog(path, lambda: began.wall_ms, made_ms=began.wall_ms) as log:
        log.append(began.drill, 0, entries)


def today(day: str) -> Callable[[], int]:
    """A wall clock that stands at noon of *day*."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    return lambda: int(noon.timestamp() * 1000)
