"""Where scenes are made: what a desk knows, at this moment, in a language.

What is dear to make is kept: the plan's books are read once, and the record is made
anew only when the log has grown.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from drillkit.conduct.desk import Desk
from drillkit.engine.events import RunJoined, ScenarioRevealed
from drillkit.language import Language
from drillkit.plan.scenario import Scenario
from drillkit.review.books import read_books
from drillkit.review.reader import Reader
from drillkit.review.record import Books, Record, read_record
from drillkit.tui.scene import Scene


class There(Protocol):
    """Who is there."""

    def seen(self) -> Mapping[str, int]: ...
    def simulated(self) -> frozenset[str]: ...


class Scenes:
    """The scenes of one desk.  ``scenario`` is for seats that know the story."""

    def __init__(
        self,
        desk: Desk,
        scenario: Scenario | None = None,
        presence: There | None = None,
    ) -> None:
        self._desk = desk
        self._scenario = scenario
        self._presence = presence
        self._books: Books | None = None
        self._record: Record | None = None
        self._seen = 0

    def scene(self, lang: Language) -> Scene:
        """The scene of this moment."""
        desk = self._desk
        return Scene(
            desk.drill,
            desk.play,
            desk.charts(),
            desk.stored,
            Reader(lang, self._read()),
            desk.seat,
            desk.now(),
            desk.wall_ms(),
            desk.link_ms(),
            self._presence.seen() if self._presence else {},
            self._presence.simulated() if self._presence else frozenset(),
            answers=desk.answers,
        )

    def _read(self) -> Record:
        stored = self._desk.stored
        if self._record is None or len(stored) != self._seen:
            self._record = read_record(stored, self._known())
            self._seen = len(stored)
        return self._record

    def _known(self) -> Books:
        news = self._desk.stored[self._seen :]
        brought = (type(line.entry.event) for line in news)
        if self._books is None or {RunJoined, ScenarioRevealed} & set(brought):
            books = read_books(self._desk.stored)
            story = books.scenario or self._scenario
            self._books = replace(books, scenario=story)
        return self._books
