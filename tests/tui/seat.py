"""Seats to try the screens at: a small drill, a clock that is told the time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from drillkit.conduct.desk import Desk, open_desk
from drillkit.conduct.seats import Seat
from drillkit.conduct.session import Session
from drillkit.engine.charts import Play
from drillkit.engine.commands import Begin, Pass
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Origin
from drillkit.language import Language
from drillkit.log.memory import MemoryLog
from drillkit.log.store import Log
from drillkit.tui.actions import registry
from drillkit.tui.app import DrillApp
from drillkit.tui.keymap import Keymap, shipped
from drillkit.tui.scenes import Scenes
from drillkit.tui.sights import Sights, every_sight
from drillkit.tui.view.values import Ref
from drillkit.tui.widgets.table import TableView
from tests.conduct.small import small_plan
from tests.tui import sample

DRILL = "storm-1"
BEGAN_MS = 1_795_500_000_000
LEAD = Seat("participant", "lead", "noc", "Anna")
DIRECTOR = Seat("director", person="Olga")
OBSERVER = Seat("observer")
PLAN = small_plan()
PLAY = compile_play(PLAN, "storm")

MADE_UP = Sights(
    frame=sample.frame,
    mine=sample.mine,
    instructions=sample.instructions,
    control=sample.control,
    timeline=sample.timeline,
    report=sample.report,
    actions=registry.ACTIONS,
    offered=registry.offered,
)


class Watch:
    """A wall clock that stands until it is set."""

    def __init__(self) -> None:
        self.ms = BEGAN_MS

    def __call__(self) -> int:
        return self.ms

    def go(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


def begun(wall: Watch, log: Log | None = None) -> Log:
    """The log of the small drill, which begins now."""
    log = log or MemoryLog(wall)
    session = Session(log, DRILL, PLAY)
    first = began(PLAN, "storm", drill=DRILL, mode="drill", wall_ms=wall())
    session.move(Begin(first), 0, Origin("director"), "begin")
    session.move(Pass(), 0)
    return log


def desk_at(log: Log, seat: Seat, wall: Callable[[], int]) -> Desk:
    """A desk at the small drill; only staff knows the story."""
    play = PLAY if seat.is_in_the_know else Play(PLAY.company, PLAY.charts)
    return open_desk(log, DRILL, play, seat, wall)


def app_at(
    desk: Desk,
    lang: Language = "en",
    sights: Sights | None = None,
    keymap: Keymap | None = None,
    **options: Any,
) -> DrillApp:
    """The terminal of a desk."""
    sights = sights or every_sight()
    keymap = keymap or shipped(sights.actions)
    return DrillApp(desk, Scenes(desk), sights, keymap, lang, **options)


def alone(seat: Seat = LEAD, **options: Any) -> tuple[DrillApp, Watch]:
    """One terminal at a small drill of its own."""
    wall = Watch()
    return app_at(desk_at(begun(wall), seat, wall), **options), wall


Play_ = Callable[[Pilot[None]], Awaitable[None]]


def lived(app: DrillApp, what: Play_, size: tuple[int, int] = (120, 40)) -> None:
    """Run the app without a terminal while *what* happens to it."""

    async def life() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await what(pilot)

    asyncio.run(life())


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as a terminal would, and let them be heard.

    `Pilot.press` waits for an idle processor after each, which a busy one never is.
    """
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(name, character))
        await heard(pilot)


async def heard(pilot: Pilot[None]) -> None:
    """Every message is read, and what it led to."""
    for _ in range(3):
        if pilot.app.is_running:
            await pilot._wait_for_screen()
            pilot.app.screen._on_timer_update()


async def settled(pilot: Pilot[None]) -> None:
    """The app has told whatever there is to tell."""
    app = pilot.app
    assert isinstance(app, DrillApp)
    await heard(pilot)
    app.desk.look()
    app.tell()
    await heard(pilot)


def go_to(view: TableView, ref: Ref) -> None:
    """Select the row about *ref*."""
    places = [row.ref for row in view.table.rows]
    view.select(places.index(ref))


def seen(app: DrillApp) -> str:
    """What stands on the screen, as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips[:height])
