"""Hot wash, feedback and questions at the screens, by key."""

from textual.pilot import Pilot

from drillkit.conduct.seats import Seat
from drillkit.engine.commands import EndDrill, Note
from drillkit.engine.events import FeedbackGiven, HotWashNoted, InjectDelivered
from drillkit.tui.screens.form import Form
from tests.tui.seat import (
    DIRECTOR,
    LEAD,
    Watch,
    app_at,
    begun,
    desk_at,
    heard,
    lived,
    pressed,
    seen,
    settled,
)


def ended_at(seat: Seat):
    """A seat's terminal at a drill that is over."""
    wall = Watch()
    log = begun(wall)
    desk_at(log, DIRECTOR, wall).do(EndDrill())
    return app_at(desk_at(log, seat, wall))


def last(app):
    return app.desk.stored[-1].entry


def test_a_point_of_the_hot_wash_is_typed_after_the_end():
    app = ended_at(LEAD)

    async def what(pilot: Pilot[None]) -> None:
        assert "Hot wash and feedback form" in seen(app)
        await pressed(pilot, "W")
        assert isinstance(app.screen, Form)
        await pressed(pilot, "tab", "2", "tab", *"old list", "tab", *"Anna", "tab")
        await pressed(pilot, "enter")
        await settled(pilot)

        assert last(app).event == HotWashNoted("noc", "improve", "old list", "Anna")
        await pressed(pilot, "2")
        await settled(pilot)
        assert "old list" in seen(app)

    lived(app, what, size=(160, 48))


def test_a_feedback_form_is_filled_with_digits_and_is_nobody_s():
    app = ended_at(LEAD)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "B")
        assert isinstance(app.screen, Form)
        await pressed(pilot, "4", "tab", "5", "tab", "tab", "1", *["tab"] * 5)
        await pressed(pilot, *"too long", "tab", "tab", "enter")
        await settled(pilot)

        answers = {"structured": 4, "realistic": 5, "documents": 1}
        assert last(app).event == FeedbackGiven(answers, "too long", "")
        assert last(app).origin is None

    lived(app, what, size=(80, 24))


def test_the_alarm_of_a_question_is_answered_where_it_stands():
    wall = Watch()
    log = begun(wall)
    desk_at(log, LEAD, wall).do(Note("may we?", "facilitator"))
    app = app_at(desk_at(log, DIRECTOR, wall))

    async def what(pilot: Pilot[None]) -> None:
        assert "QUESTION" in seen(app)
        await pressed(pilot, "a")
        assert isinstance(app.screen, Form)
        await pressed(pilot, *"yes", "enter")
        await settled(pilot)

        came = [x.entry.event for x in app.desk.stored]
        told = [x for x in came if isinstance(x, InjectDelivered) and x.via == "hint"]
        assert [dict(x.says) for x in told] == [{"en": "yes"}]
        assert told[0].to == "noc"
        assert "QUESTION" not in seen(app).splitlines()[1]
        await heard(pilot)

    lived(app, what)
