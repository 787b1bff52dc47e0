"""A log read as it grows is the log read at once."""

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import Corrected, NoteWritten
from drillkit.log.line import Stored
from drillkit.review.record import read_record
from drillkit.tui.view.reading import Reading
from tests.tui.view.stage import books, log_of


def test_a_record_grown_entry_by_entry_is_the_record_read_at_once() -> None:
    stored = log_of("first-light")
    known = books("first-light", with_story=False)
    reading = Reading(books=known)
    for length in range(1, len(stored)):
        record = reading.reader(stored[:length], "en").record
        # Looked up on the way, so that it is carried over.
        assert len(record.by_seq) == length
        assert len(record.opened) + len(record.role_of_call) >= 0
    grown = record
    whole = read_record(stored[: len(stored) - 1], known)

    assert grown == whole
    assert grown.by_seq == whole.by_seq
    assert grown.opened == whole.opened
    assert grown.role_of_call == whole.role_of_call
    assert grown.delivered == whole.delivered
    assert grown.provider_of == whole.provider_of


def test_a_record_grown_past_the_end_knows_the_end() -> None:
    stored = log_of("first-light")
    reading = Reading(books=books("first-light", with_story=True))
    reading.reader(stored[:-3], "en")
    grown = reading.reader(stored, "en").record

    assert grown.ended == read_record(stored, grown.books).ended
    assert grown.end == read_record(stored, grown.books).end
    assert grown.books.scenario is not None


def test_while_nothing_is_new_the_reader_is_the_same() -> None:
    stored = log_of("first-light")[:50]
    reading = Reading()

    assert reading.reader(stored, "en") is reading.reader(list(stored), "en")
    assert reading.reader(stored, "ru").record is reading.reader(stored, "en").record


def test_a_correction_changes_what_was_read_before() -> None:
    stored = log_of("first-light")[:50]
    note = _more(stored[-1], NoteWritten("it was the second cable"))
    wrong = _more(note, Corrected(note.seq, "it was the first", void=True))
    reading = Reading(books=books("first-light", with_story=False))
    before = reading.reader((*stored, note), "en").record
    after = reading.reader((*stored, note, wrong), "en").record

    assert not before.by_seq[note.seq].is_void
    assert after.by_seq[note.seq].is_void


def _more(last: Stored, event: NoteWritten | Corrected) -> Stored:
    entry = Entry(last.entry.at, event, Origin("noc-shift-lead"))
    return last._replace(seq=last.seq + 1, entry=entry)
