"""How late things were written down: a measure of the log-keeper, not the crisis."""

from dataclasses import dataclass

from drillkit.review.measures.value import Measure, share_of
from drillkit.review.record import Record

# Later than this a deadline may have fired on something that was already done.
LATE_MS = 60_000


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An entry whose author said it had happened earlier."""

    seq: int
    at: int
    recorded: int
    by: str
    why: str

    @property
    def late_ms(self) -> int:
        return self.recorded - self.at


def late_entries(record: Record) -> tuple[LateEntry, ...]:
    found = [
        LateEntry(h.seq, h.origin.happened, h.recorded, h.origin.by, h.origin.why_late)
        for h in record.happenings
        if h.origin and h.origin.happened is not None and not h.is_void
    ]
    return tuple(row for row in found if row.late_ms > LATE_MS)


def writing_measures(record: Record) -> tuple[Measure, ...]:
    by_people = [h for h in record.happenings if h.origin and not h.is_void]
    late = late_entries(record)
    entries = tuple(row.seq for row in late)
    found = [share_of("entries-written-late", len(late), len(by_people), entries)]
    if late:
        latest = max(late, key=lambda row: row.late_ms)
        found.append(
            Measure("latest-writing", value_ms=latest.late_ms, entries=(latest.seq,))
        )
    return tuple(one for one in found if one)
