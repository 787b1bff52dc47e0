"""A host: what nobody sits at is played, and handed over either way in the middle."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drillkit.conduct.hosting import Troupe, run_on
from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.conduct.seating import Place, sit
from drillkit.conduct.stand_ins import WRITTEN_BY, StandIns
from drillkit.conduct.starting import begin_drill
from drillkit.conduct.workspace import Workspace, find_drill, read_rows
from drillkit.engine.commands import AnswerCall, Pause, ReportFacts, Resume, TakeStep
from drillkit.engine.events import (
    DecisionTaken,
    MoveRefused,
    RequestAnswered,
    UpdateSent,
)
from drillkit.log import sqlite_file
from drillkit.log.chain import verify
from tests.conduct.small import small_plan, texts

START = 1_800_000_000_000
MINUTE = 60_000

CARE = """\
runbook: talk
department: care
title: "Talk"
owner: agent
phases:
  talking:
    steps:
      list: {do: "List the clients", by: agent, takes: [1m, 2m, 3m]}
      tell: {do: "Ring them", by: agent, takes: [1m, 2m, 3m]}
    leads-to: {done: told}
  told: {final: true}
"""
FILES = texts(more={"care/talk.yaml": CARE})
FILES["scenarios/storm.yaml"] = FILES["scenarios/storm.yaml"].replace(
    "runs: [noc/outage]", "runs: [noc/outage, care/talk]"
)
PLAN = small_plan(FILES)


@dataclass
class Wall:
    now: int = START

    def __call__(self) -> int:
        return self.now


@dataclass
class Stage:
    """A drill with a host at it, whose time is told."""

    workspace: Workspace
    wall: Wall = field(default_factory=Wall)
    places: list[Place] = field(default_factory=list)

    def host(self, *departments: str) -> Place:
        place = self.sit("director", "host")
        stand_ins = StandIns(place.desk, PLAN, "storm")
        troupe = Troupe(
            stand_ins, place.desk, place.presence, set(departments), place.chair
        )
        place.desk.beside.append(troupe.look)
        return place

    def sit(self, seat: str, chair: str = "") -> Place:
        file = find_drill(self.workspace, "storm-1")
        place = sit(self.workspace, file, seat, chair_name=chair, wall_clock=self.wall)
        self.places.append(place)
        return place

    def live(self, host: Place, minutes: int, *others: Place) -> None:
        """So many minutes pass, with a look every twenty seconds."""
        for _ in range(minutes * 3):
            if host.desk.drill.is_over:
                return
            self.wall.now += 20_000
            for place in (host, *others):
                place.desk.look()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(Workspace(tmp_path))
    begin_drill(stage.workspace, PLAN, "storm", drill="storm-1", wall_clock=stage.wall)
    yield stage
    for place in stage.places:
        place.leave()


def authors(place: Place) -> set[str]:
    """Whose acts were made by stand-ins."""
    origins = [line.entry.origin for line in place.desk.stored if line.entry.origin]
    return {origin.by for origin in origins if origin.written_by == WRITTEN_BY}


def refusals(place: Place) -> list[MoveRefused]:
    """What somebody tried in vain."""
    events = (line.entry.event for line in place.desk.stored)
    return [event for event in events if isinstance(event, MoveRefused)]


def test_all_departments_played_come_to_the_end_by_themselves(stage: Stage) -> None:
    host = stage.host("noc", "care")
    stage.live(host, 8 * 60)

    assert host.desk.drill.ended == "normal"
    assert {"engineer", "lead", "agent"} <= authors(host)
    assert refusals(host) == []


def test_only_the_departments_asked_for_are_played(stage: Stage) -> None:
    host = stage.host("care")
    stage.live(host, 60)

    assert authors(host) == {"agent"}


def test_without_stand_ins_nobody_acts(stage: Stage) -> None:
    host = stage.host()
    stage.live(host, 60)

    assert authors(host) == set()


def test_whoever_joins_a_played_department_has_it(stage: Stage) -> None:
    host = stage.host("noc", "care")
    stage.live(host, 3)
    engineer = stage.sit("engineer")
    before = len(host.desk.stored)
    stage.live(host, 30, engineer)

    late = [x.entry.origin for x in host.desk.stored[before:] if x.entry.origin]
    assert {x.by for x in late if x.written_by == WRITTEN_BY} <= {"agent"}


def test_whoever_leaves_gives_the_department_back(stage: Stage) -> None:
    host = stage.host("noc", "care")
    engineer = stage.sit("engineer")
    stage.live(host, 10, engineer)
    assert authors(host) <= {"agent", "director"}

    engineer.leave()
    stage.places.remove(engineer)
    stage.live(host, 8 * 60)

    assert {"engineer", "lead"} <= authors(host)
    assert host.desk.drill.is_over


def test_whoever_was_cut_off_still_has_the_department(stage: Stage) -> None:
    host = stage.host("noc", "care")
    stage.sit("engineer")
    # The engineer's terminal gives no sign of life any more.
    stage.live(host, 30)

    assert "engineer" not in host.presence.there()
    assert not {"engineer", "lead"} & authors(host)


def test_what_a_person_did_is_gone_on_with_and_not_done_again(stage: Stage) -> None:
    host = stage.host("noc", "care")
    engineer = stage.sit("engineer")
    desk = engineer.desk
    stage.live(host, 1, engineer)
    call = next(c.call for c in desk.drill.calls.values() if c.role == "engineer")
    desk.do(AnswerCall(call, "took-charge"))
    desk.do(TakeStep("noc/outage", "triage/look"))
    desk.do(ReportFacts("noc/outage", {"lost": "some"}))
    stage.live(host, 1, engineer)
    engineer.leave()
    stage.places.remove(engineer)
    stage.live(host, 60)

    assert refusals(host) == []
    assert host.desk.drill.runs["noc/outage"].steps["triage/look"].how == "done"


def test_a_host_that_died_goes_on_as_if_nothing_had_been(stage: Stage) -> None:
    host = stage.host("noc", "care")
    stage.live(host, 30)
    count = len(host.desk.stored)
    words = [x for x in host.desk.stored if isinstance(x.entry.event, DecisionTaken)]
    # Killed: no word to anybody.  It comes back at once, so nothing stood.
    second = stage.sit("director", "second")
    stand_ins = StandIns(second.desk, PLAN, "storm")
    troupe = Troupe(
        stand_ins, second.desk, second.presence, {"noc", "care"}, second.chair
    )
    second.desk.beside.append(troupe.look)
    second.desk.look()

    assert len(second.desk.stored) == count
    stage.live(second, 8 * 60)
    told = [x for x in second.desk.stored if isinstance(x.entry.event, DecisionTaken)]
    texts_told = [x.entry.event.what for x in told]
    assert len(set(texts_told)) == len(texts_told)
    assert told[: len(words)] == words
    assert second.desk.drill.is_over


def test_what_is_outside_is_played_until_a_role_player_comes(stage: Stage) -> None:
    host = stage.host("noc")
    player = stage.sit("role-player")
    stage.live(host, 3 * 60, player)
    answers = [
        x for x in host.desk.stored if isinstance(x.entry.event, RequestAnswered)
    ]
    assert host.desk.drill.requests
    assert answers == []

    player.leave()
    stage.places.remove(player)
    stage.live(host, 10)
    assert host.desk.drill.requests == {}


def test_stand_ins_rest_while_drill_time_stands(stage: Stage) -> None:
    host = stage.host("noc", "care")
    stage.live(host, 2)
    host.desk.do(Pause(0))
    count = len(host.desk.stored)
    stage.live(host, 60)
    assert len(host.desk.stored) == count

    host.desk.do(Resume(0))
    stage.live(host, 5)
    assert len(host.desk.stored) > count + 1


def test_two_hosts_play_each_act_once(stage: Stage) -> None:
    hosts = [stage.host("noc", "care"), stage.sit("director", "second")]
    other = hosts[1]
    stand_ins = StandIns(other.desk, PLAN, "storm")
    troupe = Troupe(stand_ins, other.desk, other.presence, {"noc", "care"}, other.chair)
    other.desk.beside.append(troupe.look)
    stage.live(hosts[0], 2 * 60, other)

    rows = hosts[0].desk.stored
    updates = [x.entry for x in rows if isinstance(x.entry.event, UpdateSent)]
    assert len({(u.at, u.event.audience) for u in updates}) == len(updates)
    assert len(rows) > 60
    assert refusals(hosts[0]) == []


def test_the_log_of_a_mixed_drill_verifies(stage: Stage) -> None:
    host = stage.host("noc")
    stage.live(host, 30)
    rows = read_rows(find_drill(stage.workspace, "storm-1"))

    assert verify("storm-1", rows).fault is None
    assert len(rows) == len(host.desk.stored)


def test_a_host_says_what_its_log_fails_with_and_when_it_works_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE_S", 0.01)
    host = stage.host("noc", "care")
    host.desk.look()
    path = find_drill(stage.workspace, "storm-1").path
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said: list[str] = []

    def look() -> bool:
        stage.wall.now += 60_000
        if said:
            other.close()
        return len(said) > 1

    run_on(host.desk, lambda _: None, look, lambda error: said.append(str(error)))
    assert said == [f"{path} is locked by another program", "None"]


def test_other_terminals_know_what_is_simulated_while_its_host_lives(
    stage: Stage,
) -> None:
    host = stage.host("noc", "care")
    other = stage.sit("observer")
    assert other.presence.simulated() == frozenset()
    stage.live(host, 2)
    assert other.presence.simulated() == {"noc", "care"}

    stage.sit("lead")
    stage.live(host, 2)
    assert other.presence.simulated() == {"care"}

    stage.wall.now += OFFLINE_AFTER_MS
    assert other.presence.simulated() == frozenset()
