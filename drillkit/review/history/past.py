"""A past drill: its record and its measures, and its place among the others.

Drills with people and real events are placed by the wall's time at which they began,
simulations by when they were made, since their own clock tells the story's time.
Knows no files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from drillkit.engine.carried import texts_in
from drillkit.engine.events import DrillBegan, Mode
from drillkit.review.books import read_books
from drillkit.review.measures.every import Measures, as_happened
from drillkit.review.record import Books, Numbered, Record, read_record
from drillkit.review.unsealed import unsealed


@dataclass(frozen=True, slots=True)
class Past:
    """One drill as it is remembered."""

    record: Record
    measures: Measures
    made_ms: int = 0

    @property
    def began(self) -> DrillBegan:
        return self.record.began.event

    @property
    def drill(self) -> str:
        return self.began.drill

    @property
    def mode(self) -> Mode:
        return self.began.mode

    @property
    def is_simulated(self) -> bool:
        return self.mode == "rehearsal"

    @property
    def is_over(self) -> bool:
        return self.record.ended is not None

    @property
    def is_comparable(self) -> bool:
        """Broken-off figures are shown and never averaged (semantics, rule 24)."""
        ended = self.record.ended
        return ended is not None and ended.event.how != "broken-off"

    @property
    def when_ms(self) -> int:
        """When it was, UTC."""
        told = self.began.wall_ms
        return self.made_ms or told if self.is_simulated else told

    @property
    def day(self) -> date:
        """When it was, in the calendar of its place."""
        utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.when_ms)
        return utc.astimezone(ZoneInfo(self.began.zone)).date()

    @property
    def order(self) -> tuple[int, int, str]:
        """Earlier drills are less; a copy of a log is as old as its drill."""
        return (self.when_ms, self.made_ms, self.drill)


class Shelf:
    """Plans that were read already: a company's drills share most of theirs."""

    __slots__ = ("_books",)

    def __init__(self) -> None:
        self._books: dict[tuple[object, ...], Books] = {}

    def past(self, stored: Sequence[Numbered], made_ms: int = 0) -> Past:
        """The drill of this log, which begins with its beginning."""
        record = read_record(unsealed(stored), self._read(stored))
        return Past(record, as_happened(record), made_ms)

    def _read(self, stored: Sequence[Numbered]) -> Books:
        events = [row.entry.event for row in stored]
        told = [event.scenario for event in events[:1] if isinstance(event, DrillBegan)]
        key = (*told, *sorted(texts_in(events).items()))
        if key not in self._books:
            self._books[key] = read_books(stored)
        return self._books[key]


def in_order(pasts: Iterable[Past]) -> tuple[Past, ...]:
    """The earliest first."""
    return tuple(sorted(pasts, key=lambda past: past.order))


def later_than(
    pasts: Iterable[Past], drill: str, held: date | None = None
) -> tuple[Past, ...]:
    """Those that came after *drill*, in order; after that day if its log is gone."""
    ordered = in_order(pasts)
    names = [past.drill for past in ordered]
    if drill in names:
        return ordered[names.index(drill) + 1 :]
    return tuple(past for past in ordered if held is None or past.day > held)
