"""A seat on a terminal: keys reach the desk, and what happens reaches the screen."""

import asyncio

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from drillkit.engine.commands import Note
from drillkit.engine.events import NoteWritten, StepReopened, StepSettled, StepStarted
from drillkit.tui.bell import Bell
from drillkit.tui.screens.confirm import Confirm
from drillkit.tui.screens.dialog import PageDialog
from drillkit.tui.screens.form import Form
from drillkit.tui.screens.palette import Palette
from drillkit.tui.view.values import StepRef
from drillkit.tui.widgets.prompt import PromptLine
from drillkit.tui.widgets.table import TableView
from tests.tui.seat import (
    DIRECTOR,
    LEAD,
    MADE_UP,
    Watch,
    alone,
    app_at,
    begun,
    desk_at,
    go_to,
    heard,
    lived,
    pressed,
    seen,
    settled,
)

NOTE = Note("all quiet")
STEP = StepRef("noc/outage", "triage/look")


def kinds(app):
    return [type(line.entry.event) for line in app.desk.stored]


def select(app, ref=STEP):
    go_to(app.screen.query_one("#steps", TableView), ref)


def test_a_key_takes_the_selected_step_in_hand():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "t")
        await settled(pilot)

        assert StepStarted in kinds(app)
        assert "[>]" in seen(app)

    lived(app, what)


def test_what_one_types_is_shown_without_waiting_for_a_look():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "x")
        await heard(pilot)

        assert StepSettled in kinds(app)
        assert "[x]" in seen(app)

    lived(app, what)


def test_a_step_can_be_taken_back_for_ten_seconds_by_one_key():
    app, wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "x")
        await settled(pilot)
        assert "u takes it back (10 s)" in seen(app)
        wall.go(3)
        await settled(pilot)
        assert "u takes it back (7 s)" in seen(app)
        await pressed(pilot, "u")
        await settled(pilot)

        assert kinds(app)[-1] is StepReopened
        assert "takes it back" not in seen(app)

    lived(app, what)


def test_after_ten_seconds_the_key_no_longer_takes_back_the_step_of_before():
    app, wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "x")
        wall.go(11)
        await settled(pilot)
        assert "takes it back" not in seen(app)
        select(app, StepRef("noc/outage", "triage/size"))
        await pressed(pilot, "u")
        await settled(pilot)

        assert StepReopened not in kinds(app)

    lived(app, what)


def test_leaving_a_form_writes_nothing():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        before = len(app.desk.stored)
        await pressed(pilot, "n")
        await heard(pilot)
        assert isinstance(app.screen, Form)
        app.screen.query_one(Input).value = "half a thought"
        await pressed(pilot, "escape")
        await settled(pilot)

        assert len(app.desk.stored) == before

    lived(app, what)


def test_a_note_is_typed_and_said_by_enter():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "n")
        await heard(pilot)
        app.screen.query_one(Input).value = "carrier ref [88231] \x1b[31m"
        await pressed(pilot, "enter")
        await settled(pilot)

        assert NoteWritten in kinds(app)
        assert "\x1b" not in seen(app)
        assert "carrier ref [88231]" in seen(app)

    lived(app, what)


def test_an_answer_that_is_needed_keeps_the_form_open_and_says_so():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "n")
        await heard(pilot)
        await pressed(pilot, "enter")
        await heard(pilot)

        assert isinstance(app.screen, Form)
        assert "this needs an answer" in seen(app)

    lived(app, what)


def test_to_hurry_through_questions_answers_none_of_them():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app, StepRef("noc/outage", "triage/size"))
        before = len(app.desk.stored)
        await pressed(pilot, "f")
        await heard(pilot)
        assert isinstance(app.screen, Form)
        await pressed(pilot, "tab", "tab", "enter")
        await settled(pilot)

        assert isinstance(app.screen, Form)
        assert len(app.desk.stored) == before

    lived(app, what)


def test_escape_never_leaves():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pressed(pilot, "escape")

        assert app.is_running

    lived(app, what)


def test_leaving_a_drill_that_runs_is_asked_about_first():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "ctrl+q")
        await heard(pilot)
        assert isinstance(app.screen, Confirm)
        assert "EXERCISE" in seen(app)
        await pressed(pilot, "n")
        await heard(pilot)
        assert app.is_running
        await pressed(pilot, "ctrl+q")
        await heard(pilot)
        await pressed(pilot, "y")
        await heard(pilot)

        assert not app.is_running

    lived(app, what)


def test_ending_the_drill_takes_a_typed_word():
    app, _wall = alone(DIRECTOR)

    async def what(pilot: Pilot[None]) -> None:
        app.command("prompt")
        await heard(pilot)
        app.screen.query_one(PromptLine).query_one(Input).value = "drill.end"
        await pressed(pilot, "enter")
        await heard(pilot)
        while isinstance(app.screen, Form):
            app.screen.commit()
            await heard(pilot)
        assert isinstance(app.screen, Confirm)
        await pressed(pilot, "y", "enter")
        await heard(pilot)
        assert not app.desk.drill.is_over
        app.screen.query_one(Input).value = "end"
        await pressed(pilot, "enter")
        await settled(pilot)

        assert app.desk.drill.is_over

    lived(app, what)


@pytest.mark.parametrize(
    ("key", "mode"), [("2", "control"), ("f4", "timeline"), ("4", "report")]
)
def test_modes_are_one_key_away(key, mode):
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, key)
        await settled(pilot)

        assert app.mode == mode
        assert "EXERCISE" in seen(app)

    lived(app, what)


def test_the_language_changes_while_the_drill_runs():
    app, _wall = alone(sights=MADE_UP)

    async def what(pilot: Pilot[None]) -> None:
        assert "EXERCISE" in seen(app)
        await pressed(pilot, "f6")
        await settled(pilot)

        assert "УЧЕНИЯ" in seen(app)
        assert "EXERCISE" not in seen(app)

    lived(app, what)


def test_a_command_can_be_typed_with_its_answers():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, ":")
        await heard(pilot)
        line = app.screen.query_one(PromptLine).query_one(Input)
        line.value = 'note.write text="the bridge is open"'
        await pressed(pilot, "enter")
        await settled(pilot)

        assert kinds(app)[-1] is NoteWritten
        assert app.desk.stored[-1].entry.event.text == "the bridge is open"

    lived(app, what)


def test_a_command_typed_wrongly_names_the_one_that_was_meant():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, ":")
        await heard(pilot)
        app.screen.query_one(PromptLine).query_one(Input).value = "note.wirte"
        await pressed(pilot, "enter")
        await settled(pilot)

        assert 'did you mean "note.write"?' in seen(app)

    lived(app, what)


def test_the_palette_finds_a_command_by_some_letters_and_does_it():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, "ctrl+p")
        await heard(pilot)
        assert isinstance(app.screen, Palette)
        app.screen.query_one(Input).value = "timel"
        await heard(pilot)
        await pressed(pilot, "enter")
        await settled(pilot)

        assert app.mode == "timeline"

    lived(app, what)


def test_help_lists_what_can_be_done_on_the_selected_row():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        select(app)
        await pressed(pilot, "?")
        await heard(pilot)
        assert isinstance(app.screen, PageDialog)

        assert "take in hand" in seen(app)
        assert "EXERCISE" in seen(app)

    lived(app, what)


def test_a_filter_leaves_only_rows_with_its_words_until_escape():
    app, _wall = alone(sights=MADE_UP)

    async def what(pilot: Pilot[None]) -> None:
        steps = app.screen.query_one("#steps", TableView)
        await pressed(pilot, "/")
        await heard(pilot)
        app.screen.query_one(PromptLine).query_one(Input).value = "bridge"
        await heard(pilot)
        assert "Open the bridge call" in seen(app)
        assert "Page the on-call" not in seen(app)
        await pressed(pilot, "enter", "escape")
        await settled(pilot)

        assert steps.filter == ""
        assert "Page the on-call" in seen(app)

    lived(app, what)


def test_the_selection_stays_on_its_row_when_rows_come_above_it():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        feed = app.screen.query_one("#feed", TableView)
        feed.select(1)
        ref = feed.ref
        app.desk.do(NOTE)
        await settled(pilot)

        assert feed.ref == ref
        assert feed.cursor == 2

    lived(app, what)


def test_a_list_at_its_newest_row_stays_at_its_newest_row():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        feed = app.screen.query_one("#feed", TableView)
        app.desk.do(NOTE)
        await settled(pilot)

        assert feed.cursor == 0
        assert feed.ref.seq == len(app.desk.stored)

    lived(app, what)


def test_two_terminals_show_one_log():
    wall = Watch()
    log = begun(wall)
    mine = app_at(desk_at(log, LEAD, wall))
    other = app_at(desk_at(log, DIRECTOR, wall))

    async def life() -> None:
        async with mine.run_test(size=(120, 40)) as one:
            await settled(one)
            select(mine)
            await pressed(one, "x")
            await settled(one)
        async with other.run_test(size=(120, 40)) as two:
            await settled(two)

            assert StepSettled in kinds(other)
            assert "Done: Look" in seen(other)

    asyncio.run(life())


def test_an_alarm_rings_once():
    app, wall = alone()
    rung = []

    async def what(pilot: Pilot[None]) -> None:
        app.bell = lambda: rung.append(1)
        app._bell = Bell()
        await settled(pilot)
        wall.go(1)
        await settled(pilot)
        assert "ALARM 1/" in seen(app)

        assert rung == [1]

    lived(app, what)


def test_the_alarm_in_sight_is_acknowledged_by_one_key_whatever_is_selected():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        assert app.desk.drill.calls
        await pressed(pilot, "a")
        await heard(pilot)

        assert isinstance(app.screen, Form)

    lived(app, what)


@pytest.mark.parametrize("size", [(40, 12), (79, 30), (100, 20)])
def test_a_tiny_terminal_shows_the_bar_and_one_panel_and_tab_shows_the_next(size):
    app, _wall = alone(sights=MADE_UP)

    async def what(pilot: Pilot[None]) -> None:
        assert "EXERCISE" in seen(app)
        assert "Containment" in seen(app)
        assert "Phase target" not in seen(app)
        await pressed(pilot, "tab")
        await heard(pilot)
        await heard(pilot)
        assert "EXERCISE" in seen(app)
        assert "Phase target" in seen(app)
        assert "Containment" not in seen(app)

    lived(app, what, size)


def test_what_is_typed_before_a_form_opens_is_meant_for_the_form():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        before = len(app.desk.stored)
        for key in "nxs ":
            app.post_message(Key(key if key != " " else "space", key))
        await heard(pilot)
        await heard(pilot)

        assert isinstance(app.screen, Form)
        assert app.screen.query_one(Input).value == "xs "
        assert len(app.desk.stored) == before

    lived(app, what)


def test_what_is_typed_in_a_burst_after_a_colon_is_the_command():
    app, _wall = alone()

    async def what(pilot: Pilot[None]) -> None:
        before = len(app.desk.stored)
        for key in ":xdx":
            app.post_message(Key(key if key != ":" else "colon", key))
        await heard(pilot)
        await heard(pilot)

        assert app.screen.query_one(PromptLine).query_one(Input).value == "xdx"
        assert len(app.desk.stored) == before

    lived(app, what)
