"""Whatever is carried on as a log grows is what it would be, made of all of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from drillkit.conduct.seats import Seat
from drillkit.engine.entry import Origin
from drillkit.engine.events import NoteWritten
from drillkit.log.line import Stored
from drillkit.review.reader import Reader
from drillkit.review.record import read_record
from drillkit.tui.scene import Scene
from drillkit.tui.view.growing import growing
from drillkit.tui.view.homes import homes
from drillkit.tui.view.lanes import lanes
from drillkit.tui.view.reading import Reading
from drillkit.tui.view.timeline import entries
from tests.tui.view.stage import DIRECTOR, OBSERVER, log_of, participant, scene

NOC = participant("noc-shift-lead")
EVERY = 37


def with_a_late_word(stored: Sequence[Stored]) -> list[Stored]:
    """A log in which somebody writes down what happened long before."""
    told, last = list(stored), stored[len(stored) // 2]
    note = NoteWritten("it began earlier", "network-operations/outage")
    origin = Origin("noc-shift-lead", happened=last.entry.at // 3)
    entry = replace(last.entry, event=note, origin=origin, key="late")
    told.insert(last.seq, last._replace(entry=entry))
    return [line._replace(seq=seq) for seq, line in enumerate(told, 1)]


def shown(here: Scene) -> object:
    width = 100
    page = lanes(here, None, None, width)
    part = lanes(here, here.now // 3, here.now // 2, width)
    table = entries(here)
    return page, part, list(homes(here.reader)), table.title, tuple(table.rows)


@pytest.mark.parametrize("seat", [DIRECTOR, OBSERVER, NOC], ids=lambda s: s.kind)
def test_a_timeline_grown_with_its_log_is_the_one_made_at_once(seat: Seat) -> None:
    stored = with_a_late_word(log_of("first-light"))
    reading = Reading()
    for count in range(1, len(stored), EVERY):
        grown = reading.reader(stored[:count], "en")
        anew = Reader("en", read_record(stored[:count], grown.record.books))
        at_once = scene("first-light", 60, seat, stored=stored[:count])

        assert shown(replace(at_once, reader=grown)) == shown(
            replace(at_once, reader=anew)
        )


def test_who_looks_back_at_a_shorter_log_sees_no_more_than_it_holds() -> None:
    stored = log_of("first-light")
    reading = Reading()
    before = reading.reader(stored[:40], "en").record
    after = reading.reader(stored[:80], "en").record

    def numbers(record):
        return growing(
            record,
            "numbers",
            list,
            lambda found, news: found.extend(h.seq for h in news),
        )

    assert before.carried is after.carried
    assert numbers(after) == list(range(1, 81))
    assert numbers(before) == list(range(1, 41))
    assert numbers(after) == list(range(1, 81))
