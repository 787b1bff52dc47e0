"""`log`: one line, as it is said on the phone, without leaving the keyboard."""

from typing import Any

import pytest

from drillkit.conduct.seats import Seat
from drillkit.tui.actions.jotting import EMPTY, read_jotting
from drillkit.tui.actions.registry import BY_NAME
from drillkit.tui.asked import Asked, Misread, read_line
from drillkit.tui.doing import do
from drillkit.tui.scenes import Scenes
from tests.tui.seat import MADE_UP, Watch, begun, desk_at

MINUTE = 60_000


@pytest.fixture
def at() -> Any:
    """A scribe an hour into the small drill, where the story's clock shows 10:00."""
    wall = Watch()
    desk = desk_at(begun(wall), Seat("scribe"), wall)
    wall.go(60 * 60)
    desk.look()
    return desk, Scenes(desk)


def test_when_who_and_by_what_channel_are_read_in_one_line(at: Any) -> None:
    desk, scenes = at
    asked = read_line(
        scenes.scene("en"), MADE_UP, 'log -10m lead by phone "next word at 04:00"', None
    )
    assert isinstance(asked, Asked)

    came = do(desk, scenes.scene("en"), BY_NAME[asked.name], asked.ref, asked.answers)

    assert came.tone == "good"
    origin = desk.stored[-1].entry.origin
    assert (origin.by, origin.written_by, origin.channel) == ("lead", "scribe", "phone")
    assert origin.happened == 50 * MINUTE
    assert desk.stored[-1].entry.event.text == "next word at 04:00"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["the", "lights", "are", "back"], {"text": "the lights are back"}),
        (["T+0:30", "all", "quiet"], {"at": "T+0:30", "text": "all quiet"}),
        (["T+9:00", "all", "quiet"], {"text": "T+9:00 all quiet"}),
        (["15", "of", "us"], {"text": "15 of us"}),
        (
            ["provider", "by", "phone", "next word at 04:00"],
            {"channel": "phone", "text": "provider: next word at 04:00"},
        ),
        (
            ["lead", "по", "телефону", "слово в 04:00", "late=связи не было"],
            {
                "for": "lead",
                "channel": "phone",
                "text": "слово в 04:00",
                "late": "связи не было",
            },
        ),
        (["by", "the", "way", "no"], {"text": "by the way no"}),
        (["we", "go", "by", "radio", "now"], {"text": "we go by radio now"}),
        (["by", "radio", "all", "quiet"], {"channel": "radio", "text": "all quiet"}),
        (["stand", "by", "there"], {"text": "stand by there"}),
        (["lead", "waits"], {"for": "lead", "text": "waits"}),
        (["lead"], {"text": "lead"}),
        ([], None),
        (["late=x"], None),
    ],
)
def test_what_is_said_in_another_order_is_words(
    at: Any, said: list[str], told: object
) -> None:
    assert read_jotting(at[1].scene("en"), said) == told


def test_an_empty_line_says_how_it_is_said(at: Any) -> None:
    asked = read_line(at[1].scene("en"), MADE_UP, "log", None)

    assert asked == Misread(EMPTY)
