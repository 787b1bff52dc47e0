"""What the director noted in secret, put where it was noted, once it has been told.

Only what the hashes in the drill's own log prove; the rest stays a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drillkit.engine.events import DrillBegan
from drillkit.log.line import Stored
from drillkit.log.private import Telling, entries_in, told_by
from drillkit.plan.problem import N_
from drillkit.review.record import Numbered, Record


def unsealed(stored: Sequence[Numbered]) -> Sequence[Numbered]:
    """The entries of a drill, each note followed by what it noted."""
    first = stored[0].entry.event if stored else None
    if not isinstance(first, DrillBegan):
        return stored
    told = told_by(first.drill, ((row.seq, row.entry.event) for row in stored))
    noted: dict[int, list[Stored]] = {}
    for by, entry in entries_in(told):
        noted.setdefault(by, []).append(entry)
    if not noted:
        return stored
    rows: list[Numbered] = []
    for row in stored:
        rows.append(row)
        # An entry of the private log is found by the number of its note.
        for entry in noted.get(row.seq, ()):
            rows.append(Stored(row.seq, entry.wall_ms, row.hash, entry.entry))
    return rows


def telling_in(record: Record) -> Telling:
    """What a drill's record says of the director's private log."""
    drill = record.began.event.drill
    return told_by(drill, ((h.seq, h.event) for h in record.happenings))


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the private log, and whether it speaks of a fault."""

    says: str
    number: int = 0
    is_fault: bool = False


def findings(told: Telling, *, is_over: bool) -> tuple[Finding, ...]:
    """Whether the director told what was noted; nothing where nothing was secret."""
    found = []
    if told.is_other_scenario:
        says = N_("the scenario that was told is not the one the drill began with")
        found.append(Finding(says, is_fault=True))
    if told.wrong:
        says = N_("entry {n} of the director's log is not told as it was written")
        found.append(Finding(says, told.wrong, is_fault=True))
    elif told.untold:
        kept = N_("the director's log is secret until ENDEX; entries so far: {n}")
        lost = N_("the director's log was not told; entries missing here: {n}")
        found.append(Finding(lost if is_over else kept, told.untold))
    elif told.rows:
        says = N_("the director's log is told as it was written; entries: {n}")
        found.append(Finding(says, len(told.rows)))
    return tuple(found)
