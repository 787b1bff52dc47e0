"""Everything that is measured of a drill, at once."""

from dataclasses import dataclass, replace

from drillkit.review.measures.classification import (
    Classification,
    classification,
    classification_measures,
)
from drillkit.review.measures.contracts import (
    ClientClock,
    client_clocks,
    contract_measures,
)
from drillkit.review.measures.notification import (
    CallRow,
    call_measures,
    calls,
    notification_measures,
)
from drillkit.review.measures.partners import RequestRow, partner_measures, requests
from drillkit.review.measures.phases import (
    Timing,
    phase_timings,
    step_timings,
    timing_measures,
)
from drillkit.review.measures.promises import Promise, promise_measures, promises
from drillkit.review.measures.recovery import recovery_measures
from drillkit.review.measures.silence import Hearing, hearings, silence_measures
from drillkit.review.measures.story import (
    ExpectationRow,
    InjectRow,
    expectations,
    injects,
    story_measures,
)
from drillkit.review.measures.table import ItemRow, items, table_measures
from drillkit.review.measures.value import Measure
from drillkit.review.measures.writing import LateEntry, late_entries, writing_measures
from drillkit.review.record import Record


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers, and the rows they were counted from."""

    all: tuple[Measure, ...]
    promises: tuple[Promise, ...]
    classification: Classification
    calls: tuple[CallRow, ...]
    hearings: tuple[Hearing, ...]
    clocks: tuple[ClientClock, ...]
    phases: tuple[Timing, ...]
    steps: tuple[Timing, ...]
    injects: tuple[InjectRow, ...]
    expectations: tuple[ExpectationRow, ...]
    items: tuple[ItemRow, ...]
    requests: tuple[RequestRow, ...]
    late_entries: tuple[LateEntry, ...]

    def get(self, key: str) -> Measure | None:
        """The measure of that key, as an objective names it."""
        return next((one for one in self.all if one.key == key), None)


def measure(record: Record) -> Measures:
    """Everything, by when it happened; values by the time of writing stand beside."""
    found = as_happened(record)
    written = {one.key: one.value_ms for one in as_happened(record.as_recorded()).all}
    return replace(
        found, all=tuple(_beside(one, written.get(one.key)) for one in found.all)
    )


def _beside(one: Measure, written: int | None) -> Measure:
    return one if written == one.value_ms else replace(one, recorded_ms=written)


def as_happened(record: Record) -> Measures:
    """Everything by when it happened, and nothing beside it."""
    owed = promises(record)
    call_rows = calls(record, owed)
    heard = hearings(record, owed)
    clocks = client_clocks(record, owed)
    phases, steps = phase_timings(record), step_timings(record)
    inject_rows, expected = injects(record), expectations(record)
    item_rows, asked = items(record), requests(record)
    return Measures(
        (
            *recovery_measures(record),
            *classification_measures(record),
            *notification_measures(record, owed),
            *call_measures(call_rows),
            *silence_measures(heard),
            *contract_measures(clocks),
            *table_measures(item_rows),
            *promise_measures(owed),
            *timing_measures(phases, steps),
            *story_measures(inject_rows, expected),
            *partner_measures(asked),
            *writing_measures(record),
        ),
        owed,
        classification(record),
        call_rows,
        heard,
        clocks,
        phases,
        steps,
        inject_rows,
        expected,
        item_rows,
        asked,
        late_entries(record),
    )
