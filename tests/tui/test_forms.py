"""Forms: what answers come to before they are written, and the manner of an act."""

from typing import get_args

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from drillkit.conduct.permissions import refusal, writes_for
from drillkit.conduct.seats import Seat, SeatKind
from drillkit.engine.commands import Note, ReportFacts, SetLevel, TakeCommand
from drillkit.engine.entry import Origin
from drillkit.tui.actions.manner import Manner, parted, read_manner
from drillkit.tui.actions.registry import ACTIONS, BY_NAME
from drillkit.tui.doing import do
from drillkit.tui.scenes import Scenes
from drillkit.tui.screens.form import Form
from drillkit.tui.view.values import RunRef, StepRef
from drillkit.tui.view.waiting import waiting
from drillkit.tui.widgets.table import TableView
from tests.tui.seat import (
    DIRECTOR,
    LEAD,
    PLAY,
    Watch,
    alone,
    begun,
    desk_at,
    go_to,
    heard,
    lived,
    pressed,
    seen,
    settled,
)

RUN = "noc/outage"
SCRIBE = Seat("scribe")


def select(app, path="triage/size"):
    go_to(app.screen.query_one("#steps", TableView), StepRef(RUN, path))


def last_origin(app) -> Origin:
    origins = (line.entry.origin for line in reversed(app.desk.stored))
    return next(origin for origin in origins if origin is not None)


def test_a_form_says_which_level_the_answers_give_before_they_are_written():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        before = len(app.desk.stored)
        select(app)
        await pressed(pilot, "f")
        await heard(pilot)
        assert "Not classified" in seen(app)
        await pressed(pilot, "3")
        await heard(pilot)

        assert "The answers give: major" in seen(app)
        assert "[x] major" in seen(app)
        assert len(app.desk.stored) == before

    lived(app, what)


def test_a_level_by_decision_is_held_against_the_answers():
    app, _wall = alone()
    app.desk.do(ReportFacts(RUN, {"lost": "all"}))

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "L")
        await heard(pilot)
        assert "The answers give: major" in seen(app)
        await pressed(pilot, "2")
        await heard(pilot)

        assert "Against major:" in seen(app)

    lived(app, what)


def test_answers_after_a_decision_propose_another_level_to_who_may_set_it():
    wall = Watch()
    log = begun(wall)
    lead = desk_at(log, LEAD, wall)
    lead.do(TakeCommand("lead", "Anna"))
    lead.do(ReportFacts(RUN, {"lost": "all", "sites": 1}))
    lead.do(SetLevel(RUN, "minor", "nobody works there at night"))

    def rows(seat: Seat) -> list[str]:
        desk = desk_at(log, seat, wall)
        return [row.cells[1].text for row in waiting(Scenes(desk).scene("en")).rows]

    assert not any("the answers give" in text for text in rows(LEAD))
    lead.do(ReportFacts(RUN, {"sites": 2}))
    assert any("by decision minor, the answers give major" in x for x in rows(LEAD))
    assert not any("the answers give" in text for text in rows(SCRIBE))
    lead.do(SetLevel(RUN, "minor", "it stays so"))
    assert not any("the answers give" in text for text in rows(LEAD))


def test_a_form_can_say_when_it_was_how_it_came_and_why_it_is_late():
    app, wall = alone()
    wall.go(600)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "n")
        await heard(pilot)
        assert "when it really happened" not in seen(app)
        app.screen.query_one(Input).value = "the crew is there"
        await pressed(pilot, "ctrl+o")
        await heard(pilot)
        assert "when it really happened" in seen(app)
        fields = list(app.screen.query(Input))
        fields[1].value, fields[2].value = "-2m", "hands full"
        fields[3].value = "radio"
        assert isinstance(app.screen, Form)
        app.screen.commit()
        await settled(pilot)

        origin = last_origin(app)
        assert origin.happened == 480_000
        assert (origin.channel, origin.why_late) == ("radio", "hands full")

    lived(app, what)


def test_an_act_that_asks_nothing_can_be_asked_for_its_manner():
    app, wall = alone()
    wall.go(60)

    async def what(pilot: Pilot[None]) -> None:
        select(app, "triage/look")
        await pressed(pilot, "ctrl+o")
        await settled(pilot)
        await pressed(pilot, "t")
        await heard(pilot)
        assert isinstance(app.screen, Form)
        app.screen.query(Input).last().value = "phone"
        app.screen.commit()
        await settled(pilot)
        assert last_origin(app).channel == "phone"

        await pressed(pilot, "x")
        await settled(pilot)
        assert not isinstance(app.screen, Form)

    lived(app, what)


def test_a_manner_that_cannot_be_meant_keeps_the_form_open_and_says_so():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "n", "ctrl+o")
        await heard(pilot)
        fields = list(app.screen.query(Input))
        fields[0].value, fields[1].value = "late", "soon"
        form = app.screen
        assert isinstance(form, Form)
        form.commit()
        await heard(pilot)

        assert app.screen is form
        assert '"soon" is no time' in seen(app)

    lived(app, what)


def test_a_typed_command_takes_the_manner_beside_the_answers():
    wall = Watch()
    desk = desk_at(begun(wall), SCRIBE, wall)
    wall.go(600)
    scene = Scenes(desk).scene("en")
    said = {"text": "cut", "for": "lead", "at": "-1m", "by": "phone", "late": "busy"}

    came = do(desk, scene, BY_NAME["note.write"], None, said)

    origin = came.stored[-1].entry.origin
    assert origin == Origin("lead", "scribe", "phone", 540_000, "busy")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"for": "leed"}, 'nobody has the role "leed"; did you mean "lead"?'),
        ({"for": "zzzz"}, 'nobody has the role "zzzz"'),
        ({"at": "+5m"}, '"+5m" is still to come'),
    ],
)
def test_what_cannot_be_meant_of_a_manner_is_said_and_nothing_is_written(said, says):
    wall = Watch()
    desk = desk_at(begun(wall), SCRIBE, wall)
    before = len(desk.stored)

    came = do(desk, Scenes(desk).scene("en"), BY_NAME["note.write"], None, said)

    assert came.says == says
    assert len(desk.stored) == before


def test_an_action_that_asks_by_whom_keeps_that_answer():
    assert parted({"by": "lead", "channel": "phone"}, ["by"]) == (
        {"by": "lead"},
        {"channel": "phone"},
    )
    assert parted({"by": "phone"}, ["text"]) == ({}, {"channel": "phone"})


def test_nothing_said_of_a_manner_is_the_seats_own_act_now():
    wall = Watch()
    desk = desk_at(begun(wall), LEAD, wall)
    assert read_manner(Scenes(desk).scene("en"), {}) == Manner()


@pytest.mark.parametrize("kind", get_args(SeatKind))
def test_who_is_offered_to_be_written_for_is_who_may_be(kind):
    role = "lead" if kind == "participant" else ""
    for home in ("", "noc"):
        seat = Seat(kind, role, home)
        desk = desk_at(begun(wall := Watch()), seat, wall)
        offered = set(writes_for(seat, desk.drill, PLAY))
        for name in PLAY.company.roles:
            refused = refusal(seat, Note("x"), desk.drill, PLAY, for_role=name)
            is_other = name != role
            assert (name in offered) == (refused is None and is_other), (seat, name)


def test_no_action_asks_for_what_a_manner_is_called():
    wall = Watch()
    scene = Scenes(desk_at(begun(wall), DIRECTOR, wall)).scene("en")
    refs = [None, RunRef(RUN), StepRef(RUN, "triage/size")]
    asked = {
        question.name
        for action in ACTIONS
        for ref in refs
        if isinstance(ref, action.of or object)
        for question in action.asks(scene, ref)
    }
    assert not asked & {"for", "at", "channel", "late"}


def test_a_key_pressed_twice_in_a_hurry_skips_no_question():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "f")
        await heard(pilot)
        first, field = app.screen.query_one("#field-0"), app.screen.query_one(Input)
        first.post_message(Key("enter", None))
        first.post_message(Key("enter", None))
        await heard(pilot)
        assert app.focused is field

    lived(app, what)
