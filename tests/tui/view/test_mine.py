"""The screen of people in the drill, drawn as text at moments of real drills."""

import pytest

from drillkit.conduct.seats import Seat
from drillkit.language import Language
from drillkit.tui.scene import Scene
from drillkit.tui.view.frame import frame
from drillkit.tui.view.mine import mine
from drillkit.tui.view.plain import draw_frame, draw_table
from tests.tui.view.golden import compare
from tests.tui.view.stage import participant, scene

LANGS = ["en", "ru"]
MOMENTS: dict[str, tuple[str, float, Seat]] = {
    "partner-cut-alarm": ("partner-cut", 0.5, participant("transmission-engineer")),
    "partner-cut-lanes": ("partner-cut", 25, participant("noc-shift-lead")),
    "partner-cut-approval": ("partner-cut", 23, participant("noc-head")),
    "city-clients": ("city-blackout", 90, participant("client-manager")),
    "city-power": ("city-blackout", 45, participant("power-engineer")),
    "city-controller": ("city-blackout", 40, Seat("controller", department="legal")),
    "island-waits": ("island-node", 200, participant("field-engineer-far-east")),
    "island-visitor": ("island-node", 200, participant("government-relations")),
    "first-light-end": ("first-light", 600, participant("noc-duty-engineer")),
}


def drawn(one: Scene) -> str:
    """Everything on the screen, 100 characters wide."""
    panels = mine(one)
    tables = (panels.steps, panels.clocks, panels.waiting, panels.coming)
    return "\n".join(
        (
            draw_frame(frame(one)),
            *(draw_table(table) for table in tables),
            draw_table(panels.feed, most=12),
        )
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MOMENTS)
def test_a_seat_sees_its_own_work(name: str, lang: Language) -> None:
    scenario, minute, seat = MOMENTS[name]

    compare(f"mine-{name}-{lang}", drawn(scene(scenario, minute, seat, lang)))
