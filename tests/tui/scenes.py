"""Scenes to look at: a rehearsed drill, stopped at a time, seen from a seat."""

from collections.abc import Sequence
from functools import cache

from drillkit.conduct.players import PROFILES
from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.conduct.seats import Seat
from drillkit.engine.amended import chart_of
from drillkit.engine.charts import Play
from drillkit.engine.compile import compile_play
from drillkit.engine.evolve import replay
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_plan
from drillkit.review.books import record_of
from drillkit.review.reader import Reader
from drillkit.shipped import runbooks
from drillkit.tui.scene import Scene

MINUTE = 60_000
DIRECTOR = Seat("director", person="Olga")


@cache
def shipped_plan() -> Plan:
    """The reference plan."""
    plan, problems = read_plan([runbooks()])
    assert not problems
    return plan


@cache
def shipped_play(scenario: str) -> Play:
    """A shipped scenario, compiled."""
    return compile_play(shipped_plan(), scenario)


@cache
def rehearsed(scenario: str, seed: int = 1) -> tuple[Stored, ...]:
    """All entries of a shipped scenario's rehearsal."""
    clock = StoryClock()
    log = MemoryLog(clock)
    steady = PROFILES["steady"]
    done = rehearse(
        shipped_plan(), scenario, seed=seed, log=log, clock=clock, profile=steady
    )
    return tuple(log.read(done.drill))


def scene_at(
    at: int,
    seat: Seat = DIRECTOR,
    *,
    scenario: str = "first-light",
    lang: Language = "en",
    seed: int = 1,
) -> Scene:
    """How a rehearsal stood at a drill time, as a seat sees it."""
    stored = [x for x in rehearsed(scenario, seed) if x.entry.at <= at]
    return scene_of(stored, shipped_play(scenario), seat, at, lang)


def scene_of(
    stored: Sequence[Stored], play: Play, seat: Seat, now: int, lang: Language = "en"
) -> Scene:
    """A scene of entries; a seat that may not know gets no story."""
    drill = replay(line.entry for line in stored)
    if not seat.is_in_the_know:
        play = Play(play.company, play.charts)
    charts = {name: chart_of(play, run) for name, run in drill.runs.items()}
    reader = Reader(lang, record_of(stored))
    wall_ms = stored[-1].wall_ms
    return Scene(drill, play, charts, stored, reader, seat, now, wall_ms)
