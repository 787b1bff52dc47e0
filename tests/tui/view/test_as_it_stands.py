"""What a coordinator would otherwise take for something else: clocks that stand, a
ladder at its top, actions that nobody watched, what a jump voids."""

import pytest

from drillkit.conduct.desk import Desk
from drillkit.engine.commands import (
    BeginTimeOut,
    EndTimeOut,
    HoldInject,
    Jump,
    MeetExpectation,
    TakeStep,
    WriteInject,
)
from drillkit.engine.events import ObligationMoved
from drillkit.plan.conditions import FactType, read_condition
from drillkit.review.conditions import condition_words
from drillkit.review.measures import measure
from drillkit.tui.actions.registry import BY_NAME
from drillkit.tui.scene import Scene
from drillkit.tui.scenes import Scenes
from drillkit.tui.view.alarms import alarms
from drillkit.tui.view.clocks import clocks
from drillkit.tui.view.control import control
from drillkit.tui.view.departments import departments
from drillkit.tui.view.expected import expected
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.plain import draw_page, draw_table
from drillkit.tui.view.staff import calls
from drillkit.tui.view.steps import steps
from drillkit.tui.view.values import CallRef, InjectRef, RunRef, StepRef
from drillkit.tui.view.waiting import waiting
from tests.tui.seat import DIRECTOR, LEAD, Watch, begun, desk_at

RUN = "noc/outage"
LOOK = StepRef(RUN, "triage/look")
MINUTE = 60


class Room:
    """A director and a lead at the small drill."""

    def __init__(self) -> None:
        self.wall = Watch()
        log = begun(self.wall)
        self.director = desk_at(log, DIRECTOR, self.wall)
        self.lead = desk_at(log, LEAD, self.wall)

    def passes(self, minutes: float) -> None:
        self.wall.go(minutes * MINUTE)
        self.director.look()
        self.lead.look()

    def scene(self, desk: Desk, lang: str = "en") -> Scene:
        desk.look()
        return Scenes(desk).scene(lang)


@pytest.fixture
def room() -> Room:
    return Room()


def line_of(table: str, words: str) -> str:
    return next(line for line in table.splitlines() if words in line)


def test_in_a_time_out_everything_on_screen_stands_and_says_so(room: Room) -> None:
    room.lead.do(TakeStep(RUN, "triage/look"))
    room.passes(1)
    room.director.do(BeginTimeOut("noc"))

    def shown() -> tuple[str, str, str, str]:
        mine, all_of_it = room.scene(room.lead), room.scene(room.director)
        phase = draw_page(instructions(mine, StepRef(RUN, "triage")))
        row = line_of(draw_table(departments(all_of_it)), "TIME-OUT")
        # What the company owes to others goes on.
        own = [x for x in draw_table(clocks(mine)).splitlines() if x[:2] == "||"]
        return draw_table(steps(mine)), "\n".join(own), phase, row

    before = shown()
    room.passes(30)

    assert shown() == before
    steps_, clocks_, phase, row = before
    assert "|| TIME-OUT" in steps_.splitlines()[0]
    assert clocks_.count("stands") == 2
    assert "TIME-OUT: its clocks stand." in phase
    assert "clocks stand" in row
    assert not [x for x in alarms(room.scene(room.director)) if x.ref == RunRef(RUN)]


def test_after_a_time_out_it_is_none_of_the_time_that_was_spent(room: Room) -> None:
    room.lead.do(TakeStep(RUN, "triage/look"))
    room.passes(1)
    room.director.do(BeginTimeOut("noc"))
    room.passes(30)
    room.director.do(EndTimeOut("noc"))
    room.passes(1)
    row = line_of(draw_table(steps(room.scene(room.lead))), "Look")

    assert "02:00" in row
    assert "32:00" not in row


def test_whoever_is_called_comes_first_on_the_line(room: Room) -> None:
    room.passes(0)
    listed = draw_table(waiting(room.scene(room.director)))

    assert "ANSWER" not in listed or "Engineer: " in listed


def test_a_ladder_at_its_top_says_that_everybody_was_called(room: Room) -> None:
    room.passes(4)
    early = room.scene(room.director)
    room.passes(60)
    scene = room.scene(room.director)
    said = [x.text for x in alarms(scene) if x.ref == RunRef(RUN)]

    assert "all called" not in draw_table(departments(early))
    assert "all called" in draw_table(departments(scene))
    assert said
    assert said[0].startswith("!! NOBODY ANSWERS NOC")
    assert "everybody has been called" in draw_table(calls(scene))
    last = next(reversed(scene.drill.calls))
    page = draw_page(instructions(scene, CallRef(last)))
    assert "Everybody has been called; the last rung is called again." in page


def test_a_jump_says_what_it_voids_before_it_is_taken(room: Room) -> None:
    action = BY_NAME["clock.jump"]
    soon = room.director.now() + 3_600_000
    for name in ("rumour", "storm"):
        room.director.do(WriteInject(name, "noc", {"en": f"A {name}"}, {}, due=soon))
    room.director.do(HoldInject("storm"))
    scene = room.scene(room.director)
    count = len(scene.stored)
    foreseen = "\n".join(x.text for x in action.foresees(scene, None, {"to": "+2h"}))
    told = [x for x in scene.drill.obligations.values() if x.due is not None]

    assert f"Clocks that stop, are shown and rated nowhere: {len(told)}" in foreseen
    assert "2:00:00 are skipped" in foreseen
    assert "Injects that come at once: 1\n  NOC: A rumour" in foreseen
    assert "Held back, and not sent: 1\n  A storm" in foreseen
    room.director.look()
    assert len(room.director.stored) == count
    # It was no guess.
    room.director.do(Jump(scene.now + 2 * 3_600_000, 0))
    events = [line.entry.event for line in room.director.stored[count:]]
    moved = [x for x in events if isinstance(x, ObligationMoved) and x.why == "jumped"]
    assert {x.obligation for x in told} <= {x.obligation for x in moved}


def test_a_jump_that_cannot_be_meant_foresees_nothing(room: Room) -> None:
    scene = room.scene(room.director)
    foresees = BY_NAME["clock.jump"].foresees

    assert foresees(scene, None, {"to": "sometime"}) == ()
    assert foresees(scene, None, {"to": "-5m"}) == ()
    assert foresees(scene, None, {}) == ()


def test_what_nobody_watched_is_not_called_undone(room: Room) -> None:
    room.passes(15)
    scene = room.scene(room.director)
    unwatched = draw_table(expected(scene))
    rows = measure(scene.reader.record).expectations
    assert "nobody watched" in unwatched
    assert "not seen" not in unwatched
    assert {row.standing for row in rows} == {"unwatched"}
    assert [x for x in alarms(scene) if x.text.startswith("! SEEN? ")]

    inject = rows[0].inject
    room.director.do(MeetExpectation(inject, 1))
    scene = room.scene(room.director)

    assert "nobody watched" not in draw_table(expected(scene))
    standings = {row.standing for row in measure(scene.reader.record).expectations}
    assert "unwatched" not in standings


def test_what_is_held_says_so_where_there_is_little_room(room: Room) -> None:
    name = "rumour"
    soon = room.director.now() + 3_600_000
    room.director.do(WriteInject(name, "noc", {"en": "A rumour"}, {}, due=soon))
    room.director.do(HoldInject(name))
    table = control(room.scene(room.director)).injects
    assert table is not None
    [row] = [row for row in table.rows if row.ref == InjectRef(name)]

    assert row.cells[1].text == "held"


FACTS = {
    "lost": FactType("yes-no"),
    "clients": FactType("count"),
    "supply": FactType("one-of", ("mains", "batteries", "coal")),
}


@pytest.mark.parametrize(
    ("condition", "en", "ru"),
    [
        ("lost", "lost: yes", "lost: да"),
        ("not lost", "lost: no", "lost: нет"),
        ("supply == 'coal'", "supply: coal", None),
        ("supply != 'coal'", "supply: not coal", None),
        ("supply in ['batteries', 'coal']", "supply: batteries or coal", None),
        ("clients >= 5", "clients: at least 5", None),
        ("lost and clients < 3", "lost: yes, and clients: less than 3", None),
        (
            "lost and (clients > 3 or clients <= 1)",
            "lost: yes, and (clients: more than 3, or clients: at most 1)",
            None,
        ),
        (
            "not (lost and clients > 3)",
            "not (lost: yes, and clients: more than 3)",
            None,
        ),
        ("1 < clients + 2 < 5", "1 < clients + 2 < 5", None),
        ("(clients == 1) == lost", "(clients: 1) == lost", None),
        ("true", "yes", None),
    ],
)
def test_a_condition_is_said_in_words(
    room: Room, condition: str, en: str, ru: str | None
) -> None:
    read = read_condition(condition, FACTS)
    if isinstance(read, list):
        pytest.skip(f"no condition: {read[0].says}")
    reader = room.scene(room.director).reader

    assert condition_words(reader, "no/run", read.node) == en
    if ru is not None:
        reader = room.scene(room.director, "ru").reader
        assert condition_words(reader, "no/run", read.node) == ru
