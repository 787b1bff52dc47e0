"""The pictures that the README shows: screens of the real program at a drill.

A rehearsal of the reference plan is cut at a moment and opened at a seat, with a wall
clock that stands.  ``make pictures`` draws them into ``reports/pictures/``; a test
draws them again and compares.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from drillkit.conduct.desk import Desk, open_desk
from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.conduct.seats import Seat
from drillkit.engine.charts import Play
from drillkit.engine.compile import compile_play
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts
from drillkit.tui.app import DrillApp
from drillkit.tui.keymap import shipped as shipped_keys
from drillkit.tui.scenes import Scenes
from drillkit.tui.sights import every_sight
from tests.example import ROOT, shipped
from tests.tui.seat import pressed, settled
from tests.tui.shots import drawn as svg_of

FOLDER = ROOT / "reports" / "pictures"
MINUTE = 60_000
WIDTH, HEIGHT = 120, 36
# Names who drew it, with an address.
_COMMENT = re.compile(r" *<!--.*?-->\n", re.DOTALL)

NOC = Seat("participant", "noc-shift-lead", "network-operations", "Anna")
DIRECTOR = Seat("director", person="Olga")
# To the step that is in hand.
TO_THE_STEP = ("down",) * 5


@dataclass(frozen=True, slots=True)
class Picture:
    """What is in sight where somebody sits, so many minutes into a drill."""

    scenario: str
    minutes: int
    seat: Seat
    lang: Language
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Everybody:
    """Somebody is at every seat."""

    desk: Desk

    def seen(self) -> tuple[Mapping[str, int], frozenset[str]]:
        roles = self.desk.play.company.roles
        return dict.fromkeys(roles, self.desk.wall_ms()), frozenset()


PICTURES: Mapping[str, Picture] = {
    "mine.en": Picture("city-blackout", 47, NOC, "en", TO_THE_STEP),
    "control.en": Picture("city-blackout", 47, DIRECTOR, "en"),
    "timeline.en": Picture("city-blackout", 47, DIRECTOR, "en", ("3",)),
    "control.ru": Picture("city-blackout", 47, DIRECTOR, "ru"),
}


@cache
def plan() -> Plan:
    """The reference plan."""
    read, problems = read_texts(shipped())
    assert not problems, problems[0]
    return read


@cache
def lived(scenario: str) -> tuple[Stored, ...]:
    """A whole drill of a scenario, played by simulated people."""
    log = MemoryLog(clock := StoryClock())
    made = rehearse(plan(), scenario, seed=1, log=log, clock=clock)
    return tuple(log.read(made.drill))


def drawn(picture: Picture) -> str:
    """The picture as SVG that asks for nothing outside."""
    return asyncio.run(_drawn(picture))


async def _drawn(picture: Picture) -> str:
    desk = _desk(picture)
    sights = every_sight()
    story = plan().scenarios[picture.scenario].model
    known = story if picture.seat.is_in_the_know else None
    scenes = Scenes(desk, known, Everybody(desk))
    app = DrillApp(desk, scenes, sights, shipped_keys(sights.actions), picture.lang)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await settled(pilot)
        await pressed(pilot, *picture.keys)
        await settled(pilot)
        return _COMMENT.sub("", svg_of(app))


def _desk(picture: Picture) -> Desk:
    """The seat's desk; the wall stands at the moment of the picture."""
    at = picture.minutes * MINUTE
    lines = [x for x in lived(picture.scenario) if x.entry.at <= at]
    clock = StoryClock()
    log = MemoryLog(clock)
    first = lines[0].entry.event
    assert isinstance(first, DrillBegan)
    for number, line in enumerate(lines):
        clock.now_ms = line.wall_ms
        log.append(first.drill, number, [_with_people(line.entry)])
    clock.now_ms = first.starts_ms + at
    play = compile_play(plan(), picture.scenario)
    known = play if picture.seat.is_in_the_know else Play(play.company, play.charts)
    return open_desk(log, first.drill, known, picture.seat, clock)


def _with_people(entry: Entry) -> Entry:
    """A drill looks the same whoever plays it, but for what it is called."""
    if isinstance(entry.event, DrillBegan):
        return replace(entry, event=replace(entry.event, mode="drill"))
    return entry


def path_of(name: str) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{name}.svg"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        path_of(name).write_text(drawn(picture), "utf-8", newline="\n")
