"""Scenes out of real drills: a shipped scenario rehearsed, its log cut at a minute."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from drillkit import shipped
from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.conduct.seats import Seat
from drillkit.engine.amended import chart_of
from drillkit.engine.charts import Play
from drillkit.engine.compile import compile_play
from drillkit.engine.drill import Drill
from drillkit.engine.evolve import evolve
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import files_in, read_plan
from drillkit.review.reader import Reader
from drillkit.review.record import Books, read_record
from drillkit.tui.scene import Scene

MINUTE = 60_000

DIRECTOR = Seat("director", person="bo")
CONTROLLER = Seat("controller")
OBSERVER = Seat("observer")


def participant(role: str, person: str = "anna") -> Seat:
    return Seat("participant", role=role, person=person)


@cache
def plan() -> Plan:
    return read_plan([*files_in([shipped.runbooks()])])[0]


@cache
def play(scenario: str) -> Play:
    return compile_play(plan(), scenario)


@cache
def log_of(scenario: str, seed: int = 7) -> tuple[Stored, ...]:
    """A whole rehearsal, played once."""
    log = MemoryLog(clock := StoryClock())
    came = rehearse(plan(), scenario, seed=seed, log=log, clock=clock)
    return tuple(log.read(came.drill))


def until(stored: Sequence[Stored], at: int) -> tuple[Stored, ...]:
    """What was in the log at a drill time."""
    return tuple(line for line in stored if line.entry.at <= at)


def folded(stored: Sequence[Stored]) -> Drill:
    drill = Drill()
    for line in stored:
        drill = evolve(drill, line.entry)
    return drill


def books(scenario: str, *, with_story: bool) -> Books:
    whole = plan()
    return Books(
        whole.organisation.model if whole.organisation else None,
        {name: file.model for name, file in whole.runbooks.items()},
        whole.scenarios[scenario].model if with_story else None,
    )


def scene(
    scenario: str,
    at: float,
    seat: Seat,
    lang: Language = "en",
    *,
    stored: Sequence[Stored] | None = None,
    **more: object,
) -> Scene:
    """What *seat* sees at minute *at* of a rehearsal, or of the log given."""
    now = round(at * MINUTE)
    lines = until(log_of(scenario), now) if stored is None else tuple(stored)
    drill = folded(lines)
    whole = play(scenario)
    mine = whole if seat.is_in_the_know else replace(whole, story=None)
    known = books(scenario, with_story=seat.is_in_the_know or drill.is_over)
    made = Scene(
        drill=drill,
        play=mine,
        charts={name: chart_of(mine, run) for name, run in drill.runs.items()},
        stored=lines,
        reader=Reader(lang, read_record(lines, known)),
        seat=seat,
        now=drill.at if drill.is_over else now,
        wall_ms=drill.starts_ms + now,
        link_ms=100,
    )
    return replace(made, **more)
