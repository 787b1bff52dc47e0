"""What is still to come, and what is thought of people, stays with those who know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from drillkit.conduct.seats import IN_THE_KNOW, Seat
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    Corrected,
    Event,
    InjectEdited,
    InjectHeld,
    InjectSkipped,
    InjectWritten,
    MoveRefused,
    Observed,
    Rated,
)
from drillkit.log.line import Stored
from drillkit.review.reader import Reader
from drillkit.review.record import read_record
from drillkit.tui.scene import Scene
from drillkit.tui.view.control import control
from tests.tui.view.everything import everything, refs_of
from tests.tui.view.stage import books, folded, log_of, play, scene, until

SCENARIO, MINUTE = "partner-cut", 40.0
SEATS = (
    Seat("director", person="bo"),
    Seat("controller"),
    Seat("controller", department="client-care"),
    Seat("evaluator"),
    Seat("evaluator", department="partner-management"),
    Seat("role-player"),
    Seat("scribe"),
    Seat("scribe", department="network-operations"),
    Seat("participant", role="noc-shift-lead"),
    Seat("participant", role="partner-duty"),
    Seat("participant", role="client-manager"),
    Seat("observer"),
)
IGNORANT = [seat for seat in SEATS if seat.kind not in IN_THE_KNOW]
# What a controller writes into the log during the drill.
WHISPERED: tuple[Event, ...] = (
    InjectHeld("airport-call"),
    InjectEdited("estimate-slips", {"": "WHISPER the crane fell over"}),
    InjectWritten("on-the-spot", "client-care", {"": "WHISPER the mayor calls"}, {}),
    InjectSkipped("one-crew", "WHISPER too much for them"),
    MoveRefused("HoldInject", '"{inject}" was left out', {"inject": "WHISPER"}),
)
JUDGED: tuple[Event, ...] = (
    Observed("VERDICT they dawdled", "network-operations"),
    Rated("conduct", "M", "VERDICT nobody asked", "partner-management"),
)


def whispered() -> tuple[Stored, ...]:
    """The log of a rehearsal, and what was written beside it."""
    stored = list(until(log_of(SCENARIO), round(MINUTE * 60_000)))
    for event in (*WHISPERED, *JUDGED, Corrected(0, "slip", "VERDICT nobody at all")):
        seq = len(stored) + 1
        if isinstance(event, Corrected):
            event = replace(event, seq=seq - 1)
        entry = Entry(stored[-1].entry.at, event, Origin("controller"))
        stored.append(stored[-1]._replace(seq=seq, entry=entry))
    return tuple(stored)


@cache
def seen_from(seat: Seat) -> str:
    lines = whispered()
    one = scene(SCENARIO, MINUTE, seat, stored=lines)
    knowing = scene(SCENARIO, MINUTE, SEATS[0], stored=lines)
    return everything(one, list(refs_of(knowing)))


def asked_for() -> Iterator[str]:
    """What any inject asks of players."""
    story = play(SCENARIO).story
    assert story is not None
    for inject in story.injects.values():
        for expected in inject.expects:
            yield from expected.text.values()


def to_come(stored: Sequence[Stored]) -> Iterator[str]:
    """Texts of injects that have not come."""
    story = play(SCENARIO).story
    came = folded(stored).injects
    assert story is not None
    for name, inject in story.injects.items():
        if name not in came or came[name].status != "delivered":
            yield from (*inject.says.values(), *inject.script.values())


@pytest.mark.parametrize("seat", IGNORANT, ids=lambda seat: seat.name)
def test_whoever_is_not_in_the_know_sees_nothing_to_come(seat: Seat) -> None:
    seen = seen_from(seat)
    texts = list(to_come(whispered()))
    if seat.kind != "evaluator":
        # Evaluators look for what was expected, once it was.
        texts += asked_for()

    assert len(texts) >= 10
    assert [text for text in texts if text in seen] == []
    assert "WHISPER" not in seen


@pytest.mark.parametrize(
    "seat",
    [seat for seat in IGNORANT if seat.kind != "evaluator"],
    ids=lambda seat: seat.name,
)
def test_whoever_is_observed_does_not_read_observations(seat: Seat) -> None:
    seen = seen_from(seat)

    assert "VERDICT" not in seen
    assert "expected action:" not in seen.casefold()
    assert "expected action seen" not in seen.casefold()
    assert "expected action not seen" not in seen.casefold()


@pytest.mark.parametrize("seat", SEATS[:2], ids=lambda seat: seat.name)
def test_whoever_is_in_the_know_sees_all_of_it(seat: Seat) -> None:
    seen = seen_from(seat)
    english = [text for text in to_come(whispered()) if text.isascii()]

    assert [
        text for text in english if text not in seen and "New est" not in text
    ] == []
    assert "WHISPER the mayor calls" in seen
    assert "WHISPER the crane fell over" in seen
    assert "VERDICT they dawdled" in seen


def test_an_evaluator_reads_observations_and_no_inject_to_come() -> None:
    one = scene(SCENARIO, MINUTE, Seat("evaluator"), stored=whispered())
    panels = control(one)

    assert panels.injects is None
    assert panels.expected is not None
    assert panels.observations is not None
    assert "VERDICT they dawdled" in seen_from(Seat("evaluator"))


@pytest.mark.parametrize(
    ("seat", "is_shown"),
    [
        (Seat("participant", role="partner-duty"), False),
        (Seat("observer"), False),
        (Seat("role-player"), True),
        (Seat("evaluator"), True),
        (Seat("director"), True),
    ],
    ids=lambda case: getattr(case, "name", str(case)),
)
def test_a_caller_s_script_is_for_those_who_play_the_caller(
    seat: Seat, is_shown: bool
) -> None:
    seen = seen_from(seat)

    assert ("You see no fault on your side" in seen) is is_shown
    assert "Everything is green here. It is on your side." in seen


def test_after_the_end_everybody_may_read_everything() -> None:
    ended = log_of(SCENARIO)
    one = scene(SCENARIO, 480, Seat("participant", role="partner-duty"), stored=ended)
    seen = everything(one, list(refs_of(one))[:50])

    assert control(one).injects is not None
    assert control(one).observations is not None
    assert "Ask for the second crew, lend ours if near" in seen


def test_a_reader_that_knows_the_scenario_gives_nothing_away() -> None:
    """A seat's process has no scenario; were it there, it would not be shown."""
    lines = whispered()
    seat = Seat("participant", role="partner-duty")
    blind = scene(SCENARIO, MINUTE, seat, stored=lines)
    record = read_record(lines, books(SCENARIO, with_story=True))
    one: Scene = replace(blind, reader=Reader("en", record), play=play(SCENARIO))
    seen = everything(one, list(refs_of(one)))

    assert [text for text in (*to_come(lines), *asked_for()) if text in seen] == []
