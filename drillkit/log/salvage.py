"""What can be saved of a damaged log: all that the chain still proves.

An entry is saved if it follows, hash by hash, from the first.  Where only the hash of
an entry was hit, the entry after it proves what it was.  Knows no file format; rows
come as candidates, in any order and any number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from drillkit.log.chain import follows, says
from drillkit.log.line import Head, Row, genesis, link


@dataclass(frozen=True, slots=True)
class Salvage:
    """``rows`` are as they were written; the numbers in ``behind`` still read, but
    what they followed from is lost."""

    drill: str
    rows: tuple[Row, ...]
    behind: tuple[int, ...]

    @property
    def head(self) -> Head:
        """Where the part that was saved ends."""
        if not self.rows:
            return genesis(self.drill)
        return Head(self.rows[-1].seq, self.rows[-1].hash)


def salvage(candidates: Iterable[Row]) -> Salvage | None:
    """All that still verifies; None if nothing names the drill it belongs to."""
    places: dict[int, list[Row]] = defaultdict(list)
    drills: Counter[str] = Counter()
    for row in dict.fromkeys(candidates):
        drill, seq = says(row, "drill"), says(row, "seq")
        if isinstance(drill, str) and isinstance(seq, int):
            drills[drill] += 1
            places[seq].append(row._replace(seq=seq))
    if not drills:
        return None
    [(drill, _)] = drills.most_common(1)
    rows = proven(drill, places)
    behind = tuple(sorted(seq for seq in places if seq > len(rows)))
    return Salvage(drill, rows, behind)


def proven(drill: str, places: dict[int, list[Row]]) -> tuple[Row, ...]:
    """The rows that follow from the first without a gap."""
    rows: list[Row] = []
    head = genesis(drill)
    while row := after(drill, head, places):
        rows.append(row)
        head = Head(row.seq, row.hash)
    return tuple(rows)


def after(drill: str, head: Head, places: dict[int, list[Row]]) -> Row | None:
    """The row that was written after *head*."""
    due = head.seq + 1
    for row in places.get(due, ()):
        if follows(drill, head, row):
            return row
        mended = row._replace(hash=link(head.hash, row.text))
        if any(link(mended.hash, n.text) == n.hash for n in places.get(due + 1, ())):
            return mended
    return None
