"""How the event was classified: first, last, and against the expected answer."""

from dataclasses import dataclass
from typing import Literal

from drillkit.engine.events import Classified, LevelChanged
from drillkit.review.measures.moments import final_level
from drillkit.review.measures.value import Measure
from drillkit.review.record import Happening, Record

Accuracy = Literal["correct", "over", "under"]


@dataclass(frozen=True, slots=True)
class Classification:
    """What was said, in the order it was said; distances count rungs."""

    history: tuple[Happening[Classified], ...]
    first: str
    final: str
    expected: str
    first_distance: int | None
    final_distance: int | None


def distance(record: Record, given: str, expected: str) -> int | None:
    """Rungs from *expected* to *given*: above zero is too severe."""
    organisation = record.books.organisation
    ladder = list(organisation.levels) if organisation else []
    if given not in ladder or expected not in ladder:
        return None
    return ladder.index(expected) - ladder.index(given)


def accuracy(steps: int) -> Accuracy:
    if not steps:
        return "correct"
    return "over" if steps > 0 else "under"


def classification(record: Record) -> Classification:
    history = record.of(Classified)
    scenario = record.books.scenario
    expected = (scenario.expected.level or "") if scenario else ""
    first = min(history, key=lambda h: (h.at, h.seq)).event.level if history else ""
    final = final_level(record) if history else ""
    return Classification(
        history,
        first,
        final,
        expected,
        distance(record, first, expected),
        distance(record, final, expected),
    )


def classification_measures(record: Record) -> tuple[Measure, ...]:
    found = classification(record)
    entries = tuple(h.seq for h in found.history)
    changes = tuple(h.seq for h in record.of(LevelChanged))
    measures = [
        _level("first-level", found.first, entries[:1]),
        _level("final-level", found.final, (*entries[-1:], *changes[-1:])),
        _accuracy("first-classification-accuracy", found.first_distance, entries[:1]),
        _accuracy("classification-accuracy", found.final_distance, entries[-1:]),
    ]
    return tuple(one for one in measures if one)


def _level(name: str, level: str, entries: tuple[int, ...]) -> Measure | None:
    return Measure(name, text=level, entries=tuple(sorted(entries))) if level else None


def _accuracy(name: str, steps: int | None, entries: tuple[int, ...]) -> Measure | None:
    if steps is None:
        return None
    return Measure(
        name,
        text=accuracy(steps),
        share=(int(not steps), 1),
        number=steps,
        verdict="missed" if steps else "kept",
        entries=entries,
    )
