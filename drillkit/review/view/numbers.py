"""Every measure as plain numbers with its entries, for the report's JSON twin."""

from typing import TypedDict

from drillkit.review.measures import Instant, Measure
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.view.review import Review


class Moment(TypedDict):
    """A named instant in drill milliseconds."""

    name: str
    at_ms: int
    entry: int


class Number(TypedDict):
    """One measure: raw, in words, and how to check it."""

    key: str
    name: str
    subject: str
    title: str
    definition: str
    text: str
    value_ms: int | None
    counted: int | None
    of: int | None
    number: int | None
    word: str
    not_finished: bool
    from_: Moment | None
    until: Moment | None
    limit_ms: int | None
    verdict: str | None
    as_written_ms: int | None
    wall_ms: int | None
    jumped: bool
    entries: list[int]


def numbers(review: Review) -> list[Number]:
    return [_number(review, measure) for measure in review.measures.all]


def _number(review: Review, measure: Measure) -> Number:
    definition = DEFINITIONS[measure.name]
    counted, of = measure.share or (None, None)
    return {
        "key": measure.key,
        "name": measure.name,
        "subject": measure.subject,
        "title": review.reader._(definition.title),
        "definition": review.reader._(definition.says),
        "text": review.plain(measure),
        "value_ms": measure.value_ms,
        "counted": counted,
        "of": of,
        "number": measure.number,
        "word": measure.text,
        "not_finished": measure.is_censored,
        "from_": _moment(measure.anchor),
        "until": _moment(measure.until),
        "limit_ms": measure.limit_ms,
        "verdict": measure.verdict,
        "as_written_ms": measure.recorded_ms,
        "wall_ms": measure.wall_ms,
        "jumped": measure.is_jumped,
        "entries": list(measure.entries),
    }


def _moment(instant: Instant | None) -> Moment | None:
    if instant is None:
        return None
    return {"name": instant.name, "at_ms": instant.at, "entry": instant.seq}
