"""A log being read: its record, grown as the log grows.

Reading a whole log again for each entry would cost more the longer a drill lasts.
Corrections change what was read before, and then all of it is read again.
"""

from collections.abc import Sequence
from dataclasses import replace

from drillkit.engine.events import Corrected, RunJoined, ScenarioRevealed
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.plan.plan import Plan
from drillkit.plan.scenario import Scenario
from drillkit.review.books import read_books
from drillkit.review.reader import Reader
from drillkit.review.record import Books, Record, grown, read_record

# With these the plan itself has grown.
_OF_BOOKS = (RunJoined, ScenarioRevealed)


class Reading:
    """The record of one log.  ``scenario`` is for seats that know the story, ``plan``
    what was read of the log before."""

    def __init__(
        self, scenario: Scenario | None = None, plan: Plan | None = None
    ) -> None:
        self._scenario = scenario
        self._plan = plan
        self._books: Books | None = None
        self._record: Record | None = None
        self._readers: dict[Language, Reader] = {}

    def reader(self, stored: Sequence[Stored], lang: Language) -> Reader:
        """A reader of all that is *stored*; the same one while nothing is new."""
        record = self._record_of(stored)
        if lang not in self._readers:
            self._readers[lang] = Reader(lang, record)
        return self._readers[lang]

    def _record_of(self, stored: Sequence[Stored]) -> Record:
        known = len(self._record.happenings) if self._record else 0
        if self._record is None or len(stored) != known:
            self._record = self._read(stored, stored[known:])
            self._readers.clear()
        return self._record

    def _read(self, stored: Sequence[Stored], news: Sequence[Stored]) -> Record:
        kinds = {type(line.entry.event) for line in news}
        if self._books is None or (self._record and kinds.intersection(_OF_BOOKS)):
            # Read once; its trees and places are of no use to a screen.
            books, self._plan = read_books(stored, self._plan), None
            self._books = replace(books, scenario=books.scenario or self._scenario)
        if self._record is None or Corrected in kinds or not news:
            return read_record(stored, self._books)
        return grown(self._record, news, self._books)
