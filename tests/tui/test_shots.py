"""Layout: what each mode looks like at its sizes, in both languages and all themes."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from drillkit.tui.theme import LIGHT, PLAIN
from drillkit.tui.view.values import StepRef
from drillkit.tui.widgets.table import TableView
from tests.tui.seat import MADE_UP, alone, go_to, heard, lived, pressed, settled
from tests.tui.shots import compare

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (160, 48)


@pytest.mark.parametrize(
    ("key", "lang", "size"),
    [
        ("1", "en", SMALL),
        ("1", "en", MIDDLE),
        ("1", "en", LARGE),
        ("1", "ru", SMALL),
        ("1", "ru", LARGE),
        ("2", "en", SMALL),
        ("2", "en", LARGE),
        ("2", "ru", SMALL),
        ("3", "en", SMALL),
        ("3", "ru", LARGE),
        ("4", "en", SMALL),
    ],
    ids=lambda value: f"{value[0]}x{value[1]}" if isinstance(value, tuple) else value,
)
def test_a_mode_looks_as_it_did(key, lang, size):
    app, _wall = alone(sights=MADE_UP, lang=lang)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, key)
        await settled(pilot)

        compare(app, f"{app.mode}-{lang}-{size[0]}x{size[1]}")

    lived(app, what, size)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("light", {"theme": LIGHT.name}),
        ("plain", {"theme": PLAIN.name, "is_plain": True}),
        ("ascii", {"is_ascii": True}),
    ],
)
def test_other_terminals_look_as_they_did(name, options):
    app, _wall = alone(sights=MADE_UP, **options)

    async def what(pilot: Pilot[None]) -> None:
        compare(app, f"mine-{name}-80x24")

    lived(app, what, SMALL)


def test_a_tiny_terminal_looks_as_it_did():
    app, _wall = alone(sights=MADE_UP)

    async def what(pilot: Pilot[None]) -> None:
        compare(app, "mine-en-40x12")

    lived(app, what, (40, 12))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_form_looks_as_it_did(lang):
    app, _wall = alone(lang=lang)

    async def what(pilot: Pilot[None]) -> None:
        steps = app.screen.query_one("#steps", TableView)
        go_to(steps, StepRef("noc/outage", "triage/size"))
        await pressed(pilot, "f")
        await pressed(pilot, "1", "enter")
        app.screen.query(Input).first().value = "several"
        await heard(pilot)

        compare(app, f"form-{lang}-80x24")

    lived(app, what, SMALL)


@pytest.mark.parametrize(("key", "name"), [("?", "help"), ("ctrl+p", "palette")])
def test_what_can_be_done_looks_as_it_did(key, name):
    app, _wall = alone(sights=MADE_UP)

    async def what(pilot: Pilot[None]) -> None:
        await pressed(pilot, key)
        await heard(pilot)

        compare(app, f"{name}-en-120x36")

    lived(app, what, MIDDLE)
