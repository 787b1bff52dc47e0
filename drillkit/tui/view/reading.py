"""A log being read: its record, grown as the log grows.

Reading a whole log again for each entry would cost more the longer a drill lasts.
Corrections change what was read before, and then all of it is read again.
"""

from collections.abc import Sequence

from drillkit.engine.events import Corrected, RunJoined, ScenarioRevealed
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.review.books import read_books
from drillkit.review.reader import Reader
from drillkit.review.record import Books, Record, grown, read_record

# With these the plan itself has grown.
_OF_BOOKS = (RunJoined, ScenarioRevealed)


class Reading:
    """The record of one log.  ``books`` given are those of the log's first entry."""

    def __init__(self, books: Books | None = None) -> None:
        self._books = books
        self._record: Record | None = None
        self._readers: dict[Language, Reader] = {}

    def reader(self, stored: Sequence[Stored], lang: Language) -> Reader:
        """A reader of all that is *stored*; the same one while nothing is new."""
        if self._record is None or len(stored) != len(self._record.happenings):
            self._record = self._grown(stored)
            self._readers.clear()
        if lang not in self._readers:
            self._readers[lang] = Reader(lang, self._record)
        return self._readers[lang]

    def _grown(self, stored: Sequence[Stored]) -> Record:
        known = len(self._record.happenings) if self._record else 0
        news = stored[known:]
        if any(isinstance(line.entry.event, _OF_BOOKS) for line in news) and known:
            self._books = read_books(stored)
        if self._books is None:
            self._books = read_books(stored)
        is_plain = not any(isinstance(x.entry.event, Corrected) for x in news)
        if self._record is not None and is_plain and len(stored) > known:
            return grown(self._record, news, self._books)
        return read_record(stored, self._books)
