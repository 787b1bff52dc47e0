"""An act that was kept and then refused stays in sight until somebody saw it."""

from textual.pilot import Pilot

from drillkit.conduct.desk import RefusedLater
from drillkit.conduct.permissions import Refusal
from drillkit.engine.commands import Note, SettleStep
from tests.tui.seat import alone, lived, pressed, seen, settled

STANDS = Refusal("drill time stands; nothing is done until it goes on")


def test_what_was_refused_later_is_named_until_it_is_acknowledged():
    app, wall = alone()
    app.desk.refused_later += [
        RefusedLater(SettleStep("noc/outage", "triage/look", "done"), STANDS),
        RefusedLater(Note("the bridge \x1b[31m is open"), STANDS),
    ]

    async def what(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "NOT WRITTEN 1/2 Look: drill time stands" in seen(app)
        wall.go(60)
        await settled(pilot)
        assert "NOT WRITTEN 1/2" in seen(app)
        await pressed(pilot, "a")
        await settled(pilot)
        assert "NOT WRITTEN 1/1 the bridge is open: drill time" in seen(app)
        await pressed(pilot, "a")
        await settled(pilot)

        assert "NOT WRITTEN" not in seen(app)
        assert "ALARM 1/" in seen(app)

    lived(app, what)
