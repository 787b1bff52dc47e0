"""A log read as it grows is the log read at once."""

from collections.abc import Iterator
from typing import Any

from drillkit.engine.carried import plan_in, texts_in
from drillkit.engine.commands import Note
from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    Corrected,
    NoteWritten,
    ScenarioRevealed,
    StepOpened,
)
from drillkit.language import LANGUAGES
from drillkit.log.line import Stored
from drillkit.review.books import read_books
from drillkit.review.record import read_record
from drillkit.tui.scenes import Scenes
from drillkit.tui.view.reading import Reading
from tests.tui.seat import LEAD, Watch, begun, desk_at
from tests.tui.view.stage import books, log_of


def test_a_record_grown_entry_by_entry_is_the_record_read_at_once() -> None:
    stored = log_of("first-light")
    reading = Reading()
    for length in range(1, len(stored)):
        record = reading.reader(stored[:length], "en").record
        # Looked up on the way, so that it is carried over.
        looked_up = record.by_seq, record.opened, record.role_of_call
        assert len(looked_up[0]) == length
    grown = record
    whole = read_record(stored[: len(stored) - 1], grown.books)

    assert grown == whole
    assert grown.by_seq == whole.by_seq
    assert grown.opened == whole.opened
    assert grown.role_of_call == whole.role_of_call
    assert grown.delivered == whole.delivered
    assert grown.provider_of == whole.provider_of


def test_a_plan_that_was_read_before_spares_reading_and_changes_nothing() -> None:
    stored = log_of("first-light")[:50]
    known = plan_in(texts_in(line.entry.event for line in stored))
    company = "organisation.yaml"
    other = plan_in({company: known.texts[company]})
    anew = read_books(stored)

    assert read_books(stored, known) == anew
    assert known.organisation is not None
    assert read_books(stored, known).organisation is known.organisation.model
    assert read_books(stored, other) == anew
    assert Reading(None, known).reader(stored, "en").record.books == anew


def test_a_path_is_called_the_same_however_often_the_log_grew() -> None:
    stored = log_of("first-light")
    reading = Reading()
    wanted = [
        (h.event.run, h.event.path)
        for h in reading.reader(stored, "en").record.of(StepOpened)
    ]
    assert wanted
    reading = Reading()
    for length in range(1, len(stored) + 1):
        readers = [reading.reader(stored[:length], lang) for lang in LANGUAGES]
        kept = [[r.path(run, path) for run, path in wanted] for r in readers]

    anew = [Reading().reader(stored, lang) for lang in LANGUAGES]
    assert kept == [[r.path(run, path) for run, path in wanted] for r in anew]
    assert kept[0] != kept[1]


def test_a_record_grown_past_the_end_knows_the_end() -> None:
    stored = log_of("first-light")
    reading = Reading(books("first-light", with_story=True).scenario)
    reading.reader(stored[:-3], "en")
    grown = reading.reader(stored, "en").record

    assert grown.ended == read_record(stored, grown.books).ended
    assert grown.end == read_record(stored, grown.books).end
    assert grown.books.scenario is not None


def test_a_seat_is_told_the_story_when_it_is_revealed_and_no_earlier() -> None:
    stored = log_of("first-light")
    revealed = next(
        n for n, x in enumerate(stored) if isinstance(x.entry.event, ScenarioRevealed)
    )
    reading = Reading()

    assert reading.reader(stored[:revealed], "en").record.books.scenario is None
    after = reading.reader(stored[: revealed + 1], "en").record.books
    assert after == books("first-light", with_story=True)


def test_a_scene_reads_of_a_grown_log_only_what_is_new() -> None:
    wall = Watch()
    desk = desk_at(begun(wall), LEAD, wall)
    scenes = Scenes(desk)
    before = scenes.scene("en").reader.record
    desk.do(Note("power is back"))
    stored = desk.stored
    desk.stored = _UnreadUntil(len(before.happenings), stored)
    after = scenes.scene("en").reader.record

    assert len(after.happenings) > len(before.happenings)
    assert after.happenings[: len(before.happenings)] == before.happenings
    assert after == read_record(stored, after.books)


class _UnreadUntil(list[Stored]):
    """A log whose first entries must not be asked for."""

    def __init__(self, until: int, stored: list[Stored]) -> None:
        super().__init__(stored)
        self._until = until

    def __iter__(self) -> Iterator[Stored]:
        raise AssertionError("all of it is read again")

    def __getitem__(self, at: Any) -> Any:
        start = at.start or 0 if isinstance(at, slice) else at
        assert start >= self._until, "what was read before is read again"
        return super().__getitem__(at)


def test_while_nothing_is_new_the_reader_is_the_same() -> None:
    stored = log_of("first-light")[:50]
    reading = Reading()

    assert reading.reader(stored, "en") is reading.reader(list(stored), "en")
    assert reading.reader(stored, "ru").record is reading.reader(stored, "en").record


def test_a_correction_changes_what_was_read_before() -> None:
    stored = log_of("first-light")[:50]
    note = _more(stored[-1], NoteWritten("it was the second cable"))
    wrong = _more(note, Corrected(note.seq, "it was the first", void=True))
    reading = Reading()
    before = reading.reader((*stored, note), "en").record
    after = reading.reader((*stored, note, wrong), "en").record

    assert not before.by_seq[note.seq].is_void
    assert after.by_seq[note.seq].is_void


def _more(last: Stored, event: NoteWritten | Corrected) -> Stored:
    entry = Entry(last.entry.at, event, Origin("noc-shift-lead"))
    return last._replace(seq=last.seq + 1, entry=entry)
