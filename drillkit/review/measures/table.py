"""The affected table, item by item, and the minutes people went without.

A user is without service from the onset, or from when the item broke later,
until a workaround carried it or its restoration was confirmed, whichever came
first.
"""

from dataclasses import dataclass

from drillkit.engine.events import ItemEstimated, ItemListed, ItemMarked
from drillkit.review.measures.moments import onset, reached
from drillkit.review.measures.value import Instant, Measure
from drillkit.review.record import Happening, Record

MILESTONES = ("workaround", "restored-reported", "restored-confirmed")
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One broken thing and how it came back."""

    item: str
    listed: ItemListed
    since: Instant
    marks: dict[str, Instant]
    confirmed_by: str
    estimates: tuple[Happening[ItemEstimated], ...]
    back: Instant | None
    without_ms: int
    entries: tuple[int, ...]

    @property
    def user_minutes(self) -> int:
        return self.listed.users * self.without_ms // MINUTE


def items(record: Record) -> tuple[ItemRow, ...]:
    """By priority, then as listed."""
    zero = onset(record)
    listed = [(item, zero) for item in record.began.event.items]
    listed += [(h.event, Instant("listed", h.at, h.seq)) for h in record.of(ItemListed)]
    rows = [_row(record, item, since) for item, since in listed]
    return tuple(sorted(rows, key=lambda row: row.listed.priority))


def _row(record: Record, item: ItemListed, since: Instant) -> ItemRow:
    marked = [h for h in record.of(ItemMarked) if h.event.item == item.item]
    marks: dict[str, Instant] = {}
    for h in marked:
        if h.event.milestone == "workaround" and "workaround" in marks:
            continue
        marks[h.event.milestone] = Instant(h.event.milestone, h.at, h.seq)
    back = _back(record, marks)
    until = back.at if back else record.end
    confirmed = [h for h in marked if h.event.milestone == "restored-confirmed"]
    estimates = tuple(h for h in record.of(ItemEstimated) if h.event.item == item.item)
    return ItemRow(
        item.item,
        item,
        since,
        marks,
        confirmed[-1].event.confirmed_by if confirmed else "",
        estimates,
        back,
        max(0, until - since.at),
        tuple(sorted({since.seq, *(h.seq for h in marked)})),
    )


def _back(record: Record, marks: dict[str, Instant]) -> Instant | None:
    """An item without marks of its own shares the company's milestones."""
    names = ("workaround", "restored-confirmed")
    own = [marks[name] for name in names if name in marks]
    if not own and not marks:
        shared = (reached(record, name) for name in names)
        own = [mark for mark in shared if mark]
    return min(own, key=lambda mark: (mark.at, mark.seq)) if own else None


def table_measures(rows: tuple[ItemRow, ...]) -> tuple[Measure, ...]:
    if not rows:
        return ()
    restored = [row for row in rows if "restored-confirmed" in row.marks]
    entries = tuple(sorted({seq for row in rows for seq in row.entries}))
    return (
        Measure(
            "user-minutes",
            number=sum(row.user_minutes for row in rows),
            is_censored=any(row.back is None for row in rows),
            entries=entries,
        ),
        Measure("items-restored", share=(len(restored), len(rows)), entries=entries),
    )
