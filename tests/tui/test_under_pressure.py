"""What must hold when somebody is in a hurry: nothing typed is lost or hidden."""

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from drillkit.conduct.seats import Seat
from drillkit.engine.commands import SettleStep, WriteInject
from drillkit.engine.events import (
    CallAnswered,
    CommandTaken,
    DrillEnded,
    NoteWritten,
    UpdateSent,
)
from drillkit.tui.bell import Bell
from drillkit.tui.screens.confirm import Confirm
from drillkit.tui.screens.dialog import PageDialog
from drillkit.tui.screens.form import Form
from drillkit.tui.theme import PLAIN
from drillkit.tui.view.values import Alarm, CallRef, InjectRef, StepRef
from drillkit.tui.widgets.bars import KeyBar
from drillkit.tui.widgets.choices import Choices
from drillkit.tui.widgets.prompt import PromptLine
from drillkit.tui.widgets.prose import ProseInput
from drillkit.tui.widgets.table import TableView
from tests.tui.seat import (
    DIRECTOR,
    alone,
    go_to,
    lived,
    pressed,
    seen,
    settled,
)

RUN = "noc/outage"
ENGINEER = Seat("participant", "engineer", "noc", "Egor")
AGENT = Seat("participant", "agent", "care", "Alla")
LONG = (
    "The northern ring is cut at Volkhov and forty sites are without transport; the "
    "splice crew leaves at four and expects to be there before six in the morning."
)
FIRST, SECOND = Alarm("first", CallRef("call-1")), Alarm("second", CallRef("call-2"))


def kinds(app) -> list[type]:
    return [type(line.entry.event) for line in app.desk.stored]


async def typed(pilot: Pilot[None], command: str) -> None:
    """Type a command after a colon."""
    await pressed(pilot, ":")
    pilot.app.screen.query_one(PromptLine).query_one(Input).value = command
    await pressed(pilot, "enter")
    await settled(pilot)


def test_the_bell_rings_once_for_each_alarm_and_again_if_it_comes_again():
    bell = Bell()

    assert bell.rings([FIRST])
    assert not bell.rings([FIRST])
    assert bell.rings([FIRST, SECOND])
    assert not bell.rings([SECOND])
    assert bell.rings([FIRST, SECOND])


def test_the_mark_comes_and_goes_until_every_alarm_was_looked_at():
    bell = Bell()
    bell.rings([FIRST, SECOND])
    assert [bell.mark(ms) for ms in (0, 999, 1_000, 2_000)] == ["!!", "!!", "  ", "!!"]

    bell.see(FIRST.ref)
    assert bell.mark(1_000) == "  "
    # What nobody looked at yet comes first.
    assert bell.in_order([FIRST, SECOND]) == (SECOND, FIRST)
    bell.see(SECOND.ref)
    assert bell.mark(1_000) == "!!"

    bell.rings([])
    bell.rings([FIRST])
    assert bell.mark(1_000) == "  "


def test_where_nothing_may_move_the_mark_stands():
    bell = Bell(is_still=True)
    bell.rings([FIRST])

    assert {bell.mark(ms) for ms in range(0, 3_000, 500)} == {"!!"}


def alarm_line(app) -> str:
    return next(line for line in seen(app).splitlines() if "ALARM" in line)


def test_the_mark_of_an_alarm_comes_and_goes_on_the_screen_until_it_is_answered():
    app, wall = alone(ENGINEER)

    async def what(pilot: Pilot[None]) -> None:
        marks = set()
        for _ in range(2):
            marks.add("!! ALARM" in alarm_line(app))
            wall.go(1)
            await settled(pilot)
        assert marks == {True, False}
        while app.sights.frame(app.scene()).alarms:
            await pressed(pilot, "a")
            if isinstance(app.screen, Form):
                await pressed(pilot, "1", "enter", "enter")
            await settled(pilot)

        assert "ALARM" not in seen(app)

    lived(app, what)


def test_without_colours_the_mark_stands_on_the_screen():
    app, wall = alone(ENGINEER, is_plain=True)

    async def what(pilot: Pilot[None]) -> None:
        for _ in range(3):
            assert "!! ALARM" in alarm_line(app)
            wall.go(1)
            await settled(pilot)

    lived(app, what)


def test_an_open_page_does_not_keep_the_keys_of_the_row_below_it():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        below = app.screen
        go_to(below.query_one("#steps", TableView), StepRef(RUN, "triage/look"))
        await settled(pilot)
        assert below.query_one(KeyBar).keys
        await pressed(pilot, "enter")
        await settled(pilot)
        assert isinstance(app.screen, PageDialog)
        assert below.query_one(KeyBar).keys == ()
        await pressed(pilot, "escape")
        await settled(pilot)

        assert below.query_one(KeyBar).keys

    lived(app, what)


@pytest.mark.parametrize(
    ("size", "options"),
    [
        ((80, 24), {}),
        ((60, 20), {}),
        ((80, 24), {"is_plain": True, "theme": PLAIN.name}),
    ],
)
def test_a_form_hides_neither_the_soonest_clock_nor_the_alarms(size, options):
    app, _wall = alone(AGENT, **options)

    async def what(pilot: Pilot[None]) -> None:
        head = 3 if size[1] >= 24 else 2
        before = seen(app).splitlines()[:head]
        await pressed(pilot, "U")
        await settled(pilot)
        assert isinstance(app.screen, Form)

        assert seen(app).splitlines()[:head] == before

    lived(app, what, size)


def test_a_long_text_is_seen_whole_and_survives_another_size():
    app, _wall = alone(AGENT)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "U")
        await settled(pilot)
        app.screen.query_one(ProseInput).value = LONG
        for size in ((60, 20), (160, 48), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert app.screen.query_one(ProseInput).value == LONG
        shown = seen(app)
        assert all(word in shown for word in LONG.split())

    lived(app, what, (80, 24))


def test_in_a_long_field_enter_goes_on_and_another_key_begins_a_line():
    app, _wall = alone(AGENT)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "U")
        await settled(pilot)
        field = app.screen.query_one(ProseInput)
        field.value = "one"
        field.focus()
        field.move_cursor(field.document.end)
        await pressed(pilot, "ctrl+j", "t", "w", "o", "enter")
        await settled(pilot)
        assert app.screen.focused is not field
        assert field.value == "one\ntwo"
        await pressed(pilot, "tab", "enter")
        await settled(pilot)

        sent = [x.entry.event for x in app.desk.stored]
        [update] = [x for x in sent if isinstance(x, UpdateSent)]
        assert update.says["en"] == "one\ntwo"

    lived(app, what, (80, 24))


def test_a_refused_form_comes_back_with_all_that_was_typed():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await typed(pilot, "command.take role=agent person='Anna of the night shift'")
        assert isinstance(app.screen, Form)
        assert CommandTaken not in kinds(app)
        assert "this is for Agent to do" in seen(app)
        assert app.screen.answers["role"] == "agent"
        assert app.screen.answers["person"] == "Anna of the night shift"
        await pressed(pilot, "escape")
        await settled(pilot)

        assert not isinstance(app.screen, Form)

    lived(app, what)


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "ENDEX"), ("en", "end"), ("ru", "Отбой"), ("ru", "endex")]
)
def test_either_word_ends_it_in_either_language(lang, word):
    app, _wall = alone(DIRECTOR, lang=lang)

    async def what(pilot: Pilot[None]) -> None:
        await typed(pilot, "drill.end how=director reason=")
        assert isinstance(app.screen, Confirm)
        app.screen.query_one(Input).value = word
        await pressed(pilot, "enter")
        await settled(pilot)

        assert DrillEnded in kinds(app)

    lived(app, what)


def test_what_is_not_simply_done_says_what_it_wants():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        app.desk.do(SettleStep(RUN, "triage/look"))
        await settled(pilot)
        await typed(pilot, "step.done triage/size")
        assert "this step wants: report facts (f or :facts.report)" in seen(app)
        # It is not open yet, so nothing can be done to it.
        await typed(pilot, "step.done triage/declare")
        assert "not here, or not now: done" in seen(app)
        assert "this step wants" not in seen(app)

    lived(app, what)


def test_a_list_behind_another_keeps_its_place_when_its_rows_change():
    app, _wall = alone(DIRECTOR)
    soon = app.desk.now() + 3_600_000

    def write(number: int) -> None:
        name, at = f"news-{number:02d}", soon + number * 60_000
        app.desk.do(WriteInject(name, "noc", {"en": name}, {}, due=at))

    async def what(pilot: Pilot[None]) -> None:
        for number in range(1, 13):
            write(number)
        await settled(pilot)
        injects = app.screen.query_one("#injects", TableView)
        app.screen.front("injects")
        await settled(pilot)
        go_to(injects, InjectRef("news-05"))
        place = injects.cursor - round(injects.scroll_y)
        app.screen.front("expected")
        await settled(pilot)
        write(0)
        await settled(pilot)
        app.screen.front("injects")
        await settled(pilot)

        assert injects.ref == InjectRef("news-05")
        assert abs(injects.cursor - round(injects.scroll_y) - place) <= 1
        assert "news-00" in seen(app)

    lived(app, what, (80, 24))


def test_what_one_key_does_and_takes_back_says_which_it_was():
    app, _wall = alone(DIRECTOR)

    async def what(pilot: Pilot[None]) -> None:
        for said in ("paused", "goes on"):
            await pressed(pilot, " ")
            await settled(pilot)
            assert f"written down: {said}  #" in seen(app)

    lived(app, what)


def test_a_draft_is_of_now_and_of_its_audience_until_somebody_writes_their_own():
    app, wall = alone(DIRECTOR)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "U")
        await settled(pilot)
        text, promised = app.screen.query_one(ProseInput), app.screen.query_one(Input)
        first = text.value
        assert "09:00:00" in first
        wall.go(90)
        await settled(pilot)
        assert "09:01:30" in text.value
        for number in ("1", "2"):
            app.screen.query_one(Choices).focus()
            await pressed(pilot, number)
            await settled(pilot)
            # The public hears every thirty minutes, the bosses when there is news.
            is_public = app.screen.answers["audience"] == "public"
            assert promised.value == ("30m" if is_public else "")
            assert ("09:31:30" in text.value) is is_public

        text.value = "All sites are back."
        promised.value = "2h"
        wall.go(60)
        await settled(pilot)
        assert (text.value, promised.value) == ("All sites are back.", "2h")

    lived(app, what, (80, 24))


def test_who_types_faster_than_a_form_opens_has_said_it():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        for key in ("n", "o", "k", "enter"):
            app.post_message(Key(key, "\r" if key == "enter" else key))
        for _ in range(3):
            await settled(pilot)

        notes = [x.entry.event for x in app.desk.stored]
        assert [x.text for x in notes if isinstance(x, NoteWritten)] == ["ok"]

    lived(app, what)


def test_who_types_faster_than_a_choice_opens_has_picked_it():
    app, _wall = alone(ENGINEER)

    async def what(pilot: Pilot[None]) -> None:
        for key in ("a", "enter"):
            app.post_message(Key(key, "\r" if key == "enter" else key))
        for _ in range(3):
            await settled(pilot)
        await pressed(pilot, "enter")
        await settled(pilot)

        assert CallAnswered in kinds(app)

    lived(app, what)
