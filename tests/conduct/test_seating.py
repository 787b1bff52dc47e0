"""Sitting down: the right seat, the right code, and a drill that stood meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import get_args

import pytest

from drillkit.conduct.clock import ticks_ns
from drillkit.conduct.codes import make_codes
from drillkit.conduct.desk import open_desk
from drillkit.conduct.permissions import Refusal
from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.conduct.private import PrivateLog
from drillkit.conduct.seating import (
    Place,
    folder_of,
    read_seat,
    seats_of,
    sit,
    stood_since,
    usual_seat,
)
from drillkit.conduct.seats import Seat, SeatKind
from drillkit.conduct.starting import Live, Stated, begin_drill, begin_live, free_id
from drillkit.conduct.workspace import (
    Workspace,
    begin_log,
    copy_private_log,
    find_drill,
    open_private_log,
)
from drillkit.engine.commands import (
    Act,
    EndDrill,
    HoldInject,
    JoinRun,
    Note,
    Resume,
    WriteInject,
)
from drillkit.engine.compile import compile_play
from drillkit.engine.events import DrillBegan, InstantStated, NoteWritten, Paused
from drillkit.errors import LogBroken, SeatTaken, WorkspaceError
from drillkit.log.sqlite import SqliteLog
from drillkit.plan.rules import seat_name
from tests.conduct.small import SCENARIO, small_plan, texts

START = 1_800_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
PLAN = small_plan()
COMPANY = compile_play(PLAN).company


class Wall:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now


class Room:
    """A workspace with one drill in it, and who sat down."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder)
        self.wall = Wall()
        self.places: list[Place] = []
        self.drill = ""

    def begin(self) -> None:
        self.drill = begin_drill(self.workspace, PLAN, "storm", wall_clock=self.wall)

    def open(self, live: Live) -> None:
        self.drill = begin_live(self.workspace, PLAN, live, wall_clock=self.wall)

    def sit(self, seat: str, **options: object) -> Place:
        file = find_drill(self.workspace, self.drill)
        place = sit(self.workspace, file, seat, wall_clock=self.wall, **options)
        self.places.append(place)
        return place

    def live(self, ms: int, *places: Place) -> None:
        for _ in range(ms // 500):
            self.wall.now += 500
            for place in places:
                place.desk.look()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for place in room.places:
        place.leave()


@pytest.mark.parametrize(
    ("said", "seat"),
    [
        ("engineer", Seat("participant", "engineer", "noc")),
        ("care", Seat("participant", "agent", "care")),
        ("observer", Seat("observer")),
        ("controller:noc", Seat("controller", department="noc")),
        ("evaluator", Seat("evaluator")),
        ("director", Seat("director")),
    ],
)
def test_a_seat_is_called_by_its_role_its_department_or_its_kind(
    said: str, seat: Seat
) -> None:
    assert read_seat(said, COMPANY) == seat


@pytest.mark.parametrize(
    ("said", "hint"),
    [("enginer", "engineer"), ("controller:nok", "noc"), ("obsrver", "observer")],
)
def test_a_seat_there_is_not_is_named_with_the_nearest(said: str, hint: str) -> None:
    with pytest.raises(WorkspaceError) as refused:
        read_seat(said, COMPANY)
    assert refused.value.word_way_out(str) == f'did you mean "{hint}"?'


@pytest.mark.parametrize("kind", ["director", "role-player", "observer"])
def test_who_is_there_for_all_is_of_no_department(kind: str) -> None:
    with pytest.raises(WorkspaceError, match="no seat of one department") as refused:
        read_seat(f"{kind}:noc", COMPANY)
    assert refused.value.word_way_out(str) == f'did you mean "{kind}"?'


def test_every_seat_that_can_be_read_has_a_code_of_its_own() -> None:
    seats = {read_seat(name, COMPANY).name for name in seats_of(COMPANY)}

    assert seats == set(seats_of(COMPANY))
    for kind in get_args(SeatKind):
        for of in ("", *COMPANY.departments):
            with suppress(WorkspaceError):
                assert read_seat(f"{kind}:{of}", COMPANY).name in seats


def test_a_scribe_of_a_department_sits_down_with_its_code(room: Room) -> None:
    room.begin()
    codes = make_codes(folder_of(room.workspace, room.drill), seats_of(COMPANY))

    scribe = room.sit("scribe:noc", code=codes["scribe:noc"])
    assert scribe.desk.seat == Seat("scribe", department="noc")


def test_a_participant_is_given_no_story_and_the_director_is(room: Room) -> None:
    room.begin()

    assert room.sit("engineer").desk.play.story is None
    assert room.sit("observer").desk.play.story is None
    story = room.sit("director").desk.play.story
    assert story is not None
    assert list(story.injects) == ["alarm"]


def test_a_wrong_code_opens_no_seat(room: Room) -> None:
    room.begin()
    codes = make_codes(folder_of(room.workspace, room.drill), seats_of(COMPANY))

    with pytest.raises(WorkspaceError, match='not the join code of "engineer"'):
        room.sit("engineer", code=codes["agent"])
    room.sit("engineer", code=codes["engineer"])


def test_one_who_is_sent_away_is_told_and_does_nothing_more(room: Room) -> None:
    room.begin()
    first = room.sit("engineer", person="E. Engineer")
    with pytest.raises(SeatTaken):
        room.sit("engineer")
    second = room.sit("engineer", instead=True)
    room.live(1_000, first, second)

    assert first.desk.is_sent_away
    assert not second.desk.is_sent_away
    assert isinstance(first.desk.do(Note("still mine")), Refusal)
    assert not isinstance(second.desk.do(Note("mine")), Refusal)


def test_a_drill_that_everybody_was_cut_off_comes_back_to_the_same_second(
    room: Room,
) -> None:
    room.begin()
    director = room.sit("director")
    room.live(90_000, director)
    # All processes are killed, and it is an hour until somebody is back.
    room.wall.now += HOUR
    back = room.sit("director")

    assert back.desk.drill.status == "paused"
    assert stood_since(back.desk) == 90_000
    back.desk.do(Resume(0))
    room.wall.now += 1_000
    assert back.desk.now() == 91_000


def test_what_fell_due_before_the_crash_is_written_and_nothing_after(
    room: Room,
) -> None:
    room.begin()
    director = room.sit("director")
    room.live(4 * MINUTE, director)
    # At five minutes nobody will have answered the alarm.
    room.wall.now += HOUR
    back = room.sit("engineer")
    back.desk.look()

    assert back.desk.now() == 4 * MINUTE
    assert back.desk.drill.at == 4 * MINUTE
    assert [type(x.entry.event) for x in back.desk.stored[-1:]] == [Paused]


def test_two_who_come_back_together_stop_the_clock_once(room: Room) -> None:
    room.begin()
    room.live(10_000, room.sit("director"))
    room.wall.now += HOUR
    one, other = room.sit("engineer"), room.sit("agent")
    other.desk.look()
    one.desk.look()

    pauses = [x for x in one.desk.stored if isinstance(x.entry.event, Paused)]
    assert len(pauses) == 1


def test_a_drill_at_which_somebody_stayed_did_not_stand(room: Room) -> None:
    room.begin()
    director, engineer = room.sit("director"), room.sit("engineer")
    room.live(10_000, director, engineer)
    # Only the director's terminal dies.
    room.live(OFFLINE_AFTER_MS + 4_000, engineer)
    back = room.sit("director")

    assert back.desk.drill.status == "running"
    assert back.desk.now() == 10_000 + OFFLINE_AFTER_MS + 4_000


def test_who_left_on_purpose_leaves_a_drill_that_stands(room: Room) -> None:
    room.begin()
    director = room.sit("director")
    room.live(10_000, director)
    director.leave()
    room.places.clear()
    room.wall.now += HOUR

    assert stood_since(room.sit("director").desk) == 10_000


def test_a_drill_that_is_over_is_not_stopped(room: Room) -> None:
    room.begin()
    director = room.sit("director")
    director.desk.do(EndDrill())
    count = len(director.desk.stored)
    room.wall.now += HOUR

    assert len(room.sit("observer").desk.stored) == count


def test_the_id_of_a_drill_is_its_scenario_and_day(room: Room) -> None:
    room.begin()
    assert room.drill == "storm-2027-01-15"
    room.begin()
    assert room.drill == "storm-2027-01-15-2"
    assert free_id(room.workspace, "storm", "Europe/Moscow", START) == (
        "storm-2027-01-15-3"
    )


def test_the_checker_refuses_a_role_that_is_called_like_any_seat() -> None:
    assert {*get_args(SeatKind)} <= set(seat_name.SEATS)


def test_a_directors_log_that_was_left_keeps_its_id(room: Room) -> None:
    room.begin()
    (room.workspace.drills / f"{room.drill}.db").unlink()
    begin_log(room.workspace, f"{room.drill}-2").close()

    # Nothing began in the second, so it may.
    assert free_id(room.workspace, "storm", "Europe/Moscow", START) == (
        "storm-2027-01-15-2"
    )


LIVE = Live(
    "The exchange is dark",
    command="lead",
    person="L. Lead",
    runs={"noc/outage": "noc/outage"},
    stated=(
        Stated("onset", START - HOUR, "the shift book"),
        Stated("detected", START - 20 * MINUTE, "monitoring"),
    ),
)


def test_a_real_event_starts_where_it_started(room: Room) -> None:
    room.open(LIVE)
    lead = room.sit("lead").desk
    drill = lead.drill

    assert (drill.mode, drill.command, drill.onset) == ("live", "lead", -HOUR)
    assert drill.milestones["detected"] == -20 * MINUTE
    assert drill.obligations["restore:company"].due == 4 * HOUR - 20 * MINUTE
    began = lead.stored[0].entry.event
    assert isinstance(began, DrillBegan)
    assert (began.exercise, began.scenario, began.starts_ms) == ("", "", START)
    sources = [
        x.entry.event.source
        for x in lead.stored
        if isinstance(x.entry.event, InstantStated)
    ]
    assert sources == ["the shift book", "monitoring"]


def test_further_plans_join_a_real_event_and_it_may_begin_with_none(
    room: Room,
) -> None:
    room.open(Live("Something smells", command="lead"))
    lead = room.sit("lead").desk
    assert lead.drill.runs == {}

    room.wall.now += MINUTE
    lead.do(JoinRun("noc/outage", "noc/outage"))
    assert lead.drill.runs["noc/outage"].begun_at == MINUTE


def test_a_real_event_went_on_without_us(room: Room) -> None:
    room.open(LIVE)
    lead = room.sit("lead")
    room.live(10_000, lead)
    room.wall.now += HOUR
    back = room.sit("lead")
    back.desk.look()

    assert back.desk.drill.status == "running"
    assert back.desk.now() == HOUR + 10_000
    # What fell due meanwhile is written with the time it was due.
    assert 5 * MINUTE in {line.entry.at for line in back.desk.stored}


def test_who_comes_back_is_the_director_or_whoever_has_command(room: Room) -> None:
    room.begin()
    assert usual_seat(find_drill(room.workspace, room.drill)) == "director"
    room.open(LIVE)
    assert usual_seat(find_drill(room.workspace, room.drill)) == "lead"


@pytest.mark.parametrize(
    ("seat", "act", "folder"),
    [
        ("engineer", Note("typed meanwhile"), "drills"),
        ("director", HoldInject("alarm"), "directors"),
    ],
)
def test_a_locked_log_holds_nobody_up_for_long(
    room: Room, seat: str, act: Act, folder: str
) -> None:
    room.begin()
    desk = room.sit(seat).desk
    desk.look()
    path = getattr(room.workspace, folder) / f"{room.drill}.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    since = ticks_ns()
    assert desk.do(act) == ()
    other.close()

    assert ticks_ns() - since < 3_000_000_000
    assert desk.waiting == 1


def test_a_role_player_opens_the_directors_log_to_read_and_only_its_beginning(
    room: Room,
) -> None:
    story = SCENARIO + 'answers: {node: {en: "It answers ping."}}\n'
    plan = small_plan(texts(scenario=story))
    room.drill = begin_drill(room.workspace, plan, "storm", wall_clock=room.wall)
    room.sit("director").desk.do(WriteInject("spoon", "noc", {"": "Golden"}))
    room.places.pop().leave()
    path = room.workspace.private_log_of(room.drill)
    # Whoever read the later entry would find that it does not fit its hash.
    with closing(sqlite3.connect(path)) as other, other:
        for (name,) in other.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute(
            "UPDATE entry SET text = replace(text, 'Golden', 'Silver') WHERE seq = 2"
        )
    before = path.read_bytes()
    with pytest.raises(LogBroken):
        room.sit("director")

    assert room.sit("role-player").desk.answers == {"node": {"en": "It answers ping."}}
    assert path.read_bytes() == before


def test_a_role_player_is_given_the_prepared_answers_and_no_story(room: Room) -> None:
    story = SCENARIO + 'answers: {node: {en: "It answers ping."}}\n'
    plan = small_plan(texts(scenario=story))
    room.drill = begin_drill(room.workspace, plan, "storm", wall_clock=room.wall)
    asked = room.sit("role-player").desk

    assert asked.play.story is None
    assert asked.answers == {"node": {"en": "It answers ping."}}
    assert room.sit("director").desk.answers == asked.answers
    for seat in ("engineer", "observer", "scribe", "evaluator:noc"):
        assert room.sit(seat).desk.answers == {}


def test_who_directs_without_the_directors_log_is_refused_and_works_on(
    room: Room,
) -> None:
    room.begin()
    room.workspace.private_log_of(room.drill).unlink()
    director = room.sit("director").desk
    refused = director.do(HoldInject("alarm"))

    assert isinstance(refused, Refusal)
    assert refused.says == "the director's log of drill {drill} is not here"
    assert refused.words == {"drill": room.drill}
    assert (director.waiting, director.trouble) == (0, None)
    assert not isinstance(director.do(Note("here")), Refusal)
    assert isinstance(director.stored[-1].entry.event, NoteWritten)


def test_an_act_that_was_kept_and_can_never_be_written_lets_the_next_one_by(
    room: Room, tmp_path: Path
) -> None:
    room.begin()
    file = find_drill(room.workspace, room.drill)
    old = Workspace(tmp_path / "old")
    copy_private_log(room.workspace, room.drill, old)
    room.sit("director").desk.do(HoldInject("alarm"))
    copy = open_private_log(old, room.drill, room.wall)
    shared = SqliteLog(file.path, room.wall)
    shared.wait_at_most(10)
    with copy, shared:
        second = open_desk(
            shared,
            room.drill,
            compile_play(PLAN, "storm"),
            Seat("controller"),
            room.wall,
            PrivateLog(copy, room.drill),
        )
        other = sqlite3.connect(file.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert second.do(Note("first")) == ()
        assert second.do(HoldInject("alarm")) == ()
        assert second.do(Note("last")) == ()
        assert second.waiting == 3
        other.close()
        room.live(2_000)
        second.look()

        assert (second.waiting, second.trouble) == (0, None)
        [refused] = second.refused_later
        assert isinstance(refused.act, HoldInject)
        assert isinstance(second.stored[-1].entry.event, NoteWritten)
