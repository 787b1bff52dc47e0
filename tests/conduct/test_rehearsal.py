"""Whole rehearsals: the same for ever, ended, and played by a limited company."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from drillkit import shipped
from drillkit.conduct.players import PROFILES
from drillkit.conduct.rehearsal import (
    Progress,
    Rehearsal,
    StoryClock,
    rehearsal_id,
    rehearse,
)
from drillkit.engine.events import (
    DrillStalled,
    ExpectationMissed,
    MoveRefused,
    ObligationBroken,
    ObligationOpened,
    StepOpened,
    StepSettled,
    StepStarted,
    StepWaited,
)
from drillkit.engine.evolve import replay
from drillkit.log.line import Stored
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import files_in, read_plan
from tests.conduct.small import (
    ORGANISATION,
    SCENARIO,
    played,
    small_plan,
    texts,
    unhurried,
)
from tests.tally import Tried

ROOT = Path(__file__).parents[2]
SHIPPED = (
    "city-blackout",
    "first-light",
    "island-node",
    "office-lost",
    "partner-cut",
    "satellite-loss",
)
EXPORT = """
import sys
from pathlib import Path
from drillkit.conduct.players import PROFILES
from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.log.export import export_jsonl
from drillkit.log.memory import MemoryLog
from drillkit.plan.read import files_in, read_plan
plan, _ = read_plan([*files_in([Path(sys.argv[1])])])
log = MemoryLog(clock := StoryClock())
came = rehearse(plan, "first-light", seed=int(sys.argv[2]), log=log, clock=clock)
sys.stdout.buffer.writelines(x.encode() for x in export_jsonl(log, came.drill))
"""


@cache
def reference() -> Plan:
    plan, problems = read_plan([*files_in([shipped.runbooks()])])
    assert not problems
    return plan


def exported(hash_seed: str, cwd: Path, seed: int = 1) -> bytes:
    """A rehearsal's export, from a process of its own in a folder of its own."""
    environ = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    books = os.path.relpath(shipped.runbooks(), cwd)
    line = [sys.executable, "-c", EXPORT, books, str(seed)]
    ran = subprocess.run(line, capture_output=True, cwd=cwd, env=environ)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout


def test_a_seed_gives_the_same_bytes_in_any_process_and_folder(tmp_path: Path) -> None:
    once = exported("1", ROOT)

    assert once.count(b'"hash"') > 100
    assert exported("2", tmp_path) == once
    assert exported("2", tmp_path, seed=2) != once


def test_a_rehearsals_name_tells_scenario_seed_and_players() -> None:
    assert rehearsal_id("storm", 4) == "storm-4"
    assert rehearsal_id("storm", 4, "tired") == "storm-4-tired"


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("scenario", SHIPPED)
def test_a_shipped_scenario_ends(scenario: str, seed: int) -> None:
    ends_well(*played(reference(), scenario, seed))


@pytest.mark.soak
@pytest.mark.parametrize("profile", [name for name in PROFILES if name != "steady"])
@pytest.mark.parametrize("seed", range(1, 101))
@pytest.mark.parametrize("scenario", SHIPPED)
def test_a_shipped_scenario_always_ends(
    scenario: str, seed: int, profile: str, tried: Tried
) -> None:
    """Steady players are held to more laws, under a thousand seeds, elsewhere."""
    came, log = played(reference(), scenario, seed, profile)
    is_too_late = profile == "tired" and came.how == "time"
    if is_too_late:
        runs_out_of_time(came, log, scenario)
        # Nothing but the hour kept them from their end.
        ends_well(*played(patient(), scenario, seed, profile))
    else:
        ends_well(came, log)
    tried("rehearsals with players of every other profile", 1)
    if is_too_late:
        tried("of those, tired players whose time ran out", 1)


def runs_out_of_time(came: Rehearsal, log: Sequence[Stored], scenario: str) -> None:
    """The drill's last hour struck while tired people were still at work."""
    ends = reference().scenarios[scenario].model.ends
    at_work: set[tuple[str, str, int]] = set()
    for line in log:
        match line.entry.event:
            case StepStarted() as begun:
                at_work.add((begun.run, begun.path, begun.visit))
            case StepSettled() as over:
                at_work.discard((over.run, over.path, over.visit))

    assert came.lived.at == ends.at_latest
    assert at_work
    is_the_life_lived(came, log)


@cache
def patient() -> Plan:
    return unhurried(reference())


def ends_well(came: Rehearsal, log: Sequence[Stored]) -> None:
    """Back to normal."""
    assert came.how == "normal"
    is_the_life_lived(came, log)


def is_the_life_lived(came: Rehearsal, log: Sequence[Stored]) -> None:
    """Nothing refused, and the log is the drill that was lived."""
    assert [line for line in log if isinstance(line.entry.event, MoveRefused)] == []
    assert replay(line.entry for line in log) == came.lived
    assert came.entries == len(log)


def test_nobody_is_missing_from_the_scenarios_tested() -> None:
    assert set(SHIPPED) == set(reference().scenarios)


def test_wall_time_is_the_storys() -> None:
    came, log = played(small_plan())

    assert {line.wall_ms - line.entry.at for line in log} == {came.lived.starts_ms}


def test_progress_grows_to_the_end() -> None:
    told: list[Progress] = []
    log = MemoryLog(clock := StoryClock())
    plan = small_plan()
    came = rehearse(plan, "storm", seed=1, log=log, clock=clock, progress=told.append)

    assert [p.at for p in told] == sorted(p.at for p in told)
    assert told[-1] == Progress(came.lived.at, 8 * 3_600_000, came.entries)
    assert sum(came.spent_ns.values()) > 0


@pytest.mark.parametrize("scenario", SHIPPED)
def test_ideal_players_miss_nothing_that_words_can_keep(scenario: str) -> None:
    _, log = played(reference(), scenario, 3, "ideal")
    kinds = opened(log)
    broken = [
        line.entry.event.obligation
        for line in log
        if isinstance(line.entry.event, ObligationBroken)
        and kinds[line.entry.event.obligation]
        in ("acknowledge", "answer", "tell", "update", "notice", "expected")
    ]

    assert broken == []
    assert not any(isinstance(line.entry.event, ExpectationMissed) for line in log)
    assert all(origin.happened is None for origin in origins(log))


def test_tired_players_break_more_promises_than_steady_ones() -> None:
    def broken(profile: str) -> int:
        logs = [played(reference(), "first-light", s, profile)[1] for s in (1, 2, 3)]
        return sum(
            isinstance(line.entry.event, ObligationBroken)
            for log in logs
            for line in log
        )

    assert broken("ideal") < broken("steady") < broken("tired")


def opened(log: Sequence[Stored]) -> dict[str, str]:
    return {
        line.entry.event.obligation: line.entry.event.kind
        for line in log
        if isinstance(line.entry.event, ObligationOpened)
    }


def origins(log: Sequence[Stored]) -> Iterator[object]:
    return (line.entry.origin for line in log if line.entry.origin is not None)


@pytest.mark.parametrize("scenario", SHIPPED)
@pytest.mark.parametrize("profile", ["steady", "tired"])
def test_nobody_works_on_more_than_there_are_people(
    scenario: str, profile: str
) -> None:
    came, log = played(reference(), scenario, 2, profile)
    organisation = reference().organisation
    assert organisation is not None
    # Deputies do the work of a role that is off duty; `test_crews` counts them.
    always = {
        name: role.people
        for name in organisation.model.roles()
        if (role := organisation.model.role(name)) and role.hours == "always"
    }

    busiest = most_at_once(log)
    assert busiest
    over = {r: n for r, n in busiest.items() if n > always.get(r, n)}
    assert over == {}


def most_at_once(log: Sequence[Stored]) -> Counter[str]:
    """By role, the most people in steps that were in hand at one time."""
    crews: dict[tuple[str, str, int], dict[str, int]] = {}
    verbs: dict[tuple[str, str, int], str] = {}
    busy: Counter[str] = Counter()
    most: Counter[str] = Counter()
    held: set[tuple[str, str, int]] = set()
    for line in log:
        event = line.entry.event
        if not isinstance(event, StepOpened | StepStarted | StepWaited | StepSettled):
            continue
        step = (event.run, event.path, event.visit)
        match event:
            case StepOpened():
                crews[step], verbs[step] = dict(event.crew), event.verb
            case StepStarted():
                held.add(step)
                busy.update(crews[step])
                most |= busy
            case StepWaited() if event.why == "window" or verbs[step] == "travel":
                pass
            case _ if step in held:
                held.discard(step)
                busy.subtract(crews[step])
    return most


def test_a_drill_in_which_nobody_can_move_stalls_and_says_why() -> None:
    steps = """\
      look: {do: "Look", by: engineer, takes: [1m, 2m, 3m]}
      size: {await: noc/plan-approved, by: lead}
      declare:
        decide: "Is it real?"
        outcomes: {real: "Yes", false-alarm: "No"}
        by: lead
"""
    came, log = played(small_plan(texts(steps=steps)))

    assert came.how == "stalled"
    assert came.waits == ("noc/outage/triage/size",)
    assert DrillStalled(came.waits) in [line.entry.event for line in log]
    assert came.lived.at < 8 * 3_600_000


def test_a_step_for_which_there_are_never_people_stalls() -> None:
    organisation = ORGANISATION.replace(
        '{title: "Lead", deputy: chairman}', '{title: "Lead", people: 0}'
    )
    came, _ = played(small_plan(texts(organisation=organisation)))

    assert (came.how, came.waits) == ("stalled", ("noc/outage/triage/declare",))


def test_a_drill_may_run_out_of_time() -> None:
    scenario = SCENARIO.replace("at-latest: 8h", "at-latest: 30m")
    came, _ = played(small_plan(texts(scenario=scenario)))

    assert (came.how, came.lived.at) == ("time", 30 * 60_000)
