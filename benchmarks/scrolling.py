"""A timeline of 100,000 entries at a real seat: opening it, and paging through it.

Processor time of the app without a terminal, its painting included.  To sit down at
such a log is another matter: it is read, verified and folded first.
"""

import asyncio
import gc
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from statistics import median
from time import process_time

from textual.pilot import Pilot

from benchmarks.day import texts
from benchmarks.rounds import Result, amount, folder_on_disk
from benchmarks.underway import MINUTE, lived, planned
from drillkit.conduct.seating import Place, sit
from drillkit.conduct.workspace import Workspace, begin_log, find_drill
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import DrillBegan, NoteWritten
from drillkit.tui.app import DrillApp
from drillkit.tui.keymap import shipped
from drillkit.tui.scenes import Scenes
from drillkit.tui.sights import every_sight

NAME = "scrolling"

ENTRIES = 100_000
AT_ONCE = 1_000
PAGES = 30
MOST_OPEN_S, MOST_PAGE_MS = 0.5, 20
NOTE = "The splice crew left the depot, expects to be there in half an hour. Ждём."


def run() -> tuple[Result, ...]:
    with folder_on_disk() as folder:
        workspace = _written(folder)
        began = process_time()
        place = sit(workspace, find_drill(workspace, "latest"), "observer")
        sat_s = process_time() - began
        # As whoever opens a seat on a terminal does.
        gc.freeze()
        try:
            opened_s, pages = asyncio.run(_looked_through(place))
        finally:
            gc.unfreeze()
            place.leave()
    what = f"timeline of {ENTRIES} entries"
    middle = f"median {median(pages):.1f}, most {max(pages):.1f} of {PAGES}"
    p95 = sorted(pages)[int(PAGES * 0.95)]
    return (
        amount(f"{what}: open", opened_s, "s of CPU", MOST_OPEN_S, "painted"),
        amount(f"{what}: page", p95, "ms of CPU", MOST_PAGE_MS, middle),
        amount(f"sit down at {ENTRIES} entries", sat_s, "s of CPU", None, "replayed"),
    )


def _written(folder: Path) -> Workspace:
    """A log of many departments' work, and of a great many notes about it."""
    # As long as the notes last, for all of it is lived through first.
    plan = planned(texts(6), folder)
    entries = [x for x in lived(plan, "day") if x.at <= 180 * MINUTE]
    last = entries[-1].at
    notes = (
        Entry(
            last + number * 100,
            NoteWritten(f"{number}: {NOTE}", f"unit-{number % 12 + 1:02}/day"),
            Origin(f"hand-unit-{number % 12 + 1:02}"),
            f"note-{number}",
        )
        for number in count()
    )
    entries += islice(notes, ENTRIES - len(entries))
    workspace = Workspace(folder)
    first = entries[0].event
    assert isinstance(first, DrillBegan)
    with begin_log(workspace, "day") as log:
        entries[0] = replace(entries[0], event=replace(first, drill="day"))
        for after in range(0, ENTRIES, AT_ONCE):
            log.append("day", after, entries[after : after + AT_ONCE])
    return workspace


async def _looked_through(place: Place) -> tuple[float, list[float]]:
    """Seconds to open the timeline, and milliseconds for each of some pages."""
    sights = every_sight()
    keys = shipped(sights.actions)
    app = DrillApp(place.desk, Scenes(place.desk), sights, keys, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        app.tell()
        await _settled(pilot)
        opened_s = await _spent_s(pilot, "3")
        assert app.mode == "timeline"
        pages = [await _spent_s(pilot, "pagedown") * 1000 for _ in range(PAGES)]
    return opened_s, pages


async def _spent_s(pilot: Pilot[None], key: str) -> float:
    """Processor time until what a key did is painted."""
    began = process_time()
    pilot.app.simulate_key(key)
    await _settled(pilot)
    return process_time() - began


async def _settled(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot._wait_for_screen()
        pilot.app.screen._on_timer_update()
