"""The director's private log, as the shared log commits to it and tells it.

While a drill runs the shared log has of each private append only its number and its
hash.  After ENDEX it has the entries, as lines of their export, so whoever reads it
can see that they are those that were written then.  Knows no store.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from drillkit.engine.digest import digest
from drillkit.engine.events import (
    DirectorNoted,
    DirectorTold,
    DrillBegan,
    Event,
    ScenarioRevealed,
)
from drillkit.errors import LogError
from drillkit.log.chain import follows
from drillkit.log.codec import read_json
from drillkit.log.export import rows_of
from drillkit.log.kinds import CODEC
from drillkit.log.line import Head, Row, Stored

# A kind as an entry's text has it; quotes inside other texts are escaped.
_SOUGHT: Final = tuple(
    f'"kind":"{kind}"'
    for kind in ("drill-began", "scenario-revealed", "director-noted", "director-told")
)


def private_id(drill: str) -> str:
    """The name the private log is chained under, so that none passes for the other."""
    return f"{drill}/director"


@dataclass(frozen=True, slots=True)
class Telling:
    """What the shared log says of the private one.

    ``noted`` is the last private entry whose hash it has, by which entry of its own;
    ``rows`` are the entries it tells, as far as they are those that were noted, and
    ``wrong`` the first that is not.
    """

    noted: int = 0
    noted_by: tuple[tuple[int, int], ...] = ()
    rows: tuple[Row, ...] = ()
    wrong: int = 0
    is_other_scenario: bool = False

    @property
    def untold(self) -> int:
        """How many entries were noted and never told; the scenario has its own."""
        told = self.rows[-1].seq if self.rows else min(self.noted, 1)
        return 0 if self.wrong else max(0, self.noted - told)


def telling(drill: str, rows: Iterable[Row]) -> Telling:
    """What the *rows* of a shared log say of the private one."""
    return told_by(drill, _sought(rows))


def _sought(rows: Iterable[Row]) -> Iterator[tuple[int, Event]]:
    """The entries that say something of it, as far as they can be read."""
    for row in rows:
        if any(kind in row.text for kind in _SOUGHT):
            with suppress(LogError, ValueError):
                yield row.seq, CODEC.decode(read_json(row.text)).event


def told_by(drill: str, events: Iterable[tuple[int, Event]]) -> Telling:
    """The same, of numbered events."""
    # By private entry: its hash, and the entry that noted it.
    notes: dict[int, tuple[str, int]] = {}
    lines: list[str] = []
    sealed = revealed = ""
    for number, event in events:
        match event:
            case DrillBegan():
                sealed = event.scenario_hash
            case ScenarioRevealed():
                revealed = digest(event.text)
            case DirectorNoted():
                notes.setdefault(event.seq, (event.hash, number))
            case DirectorTold():
                lines += event.lines
            case _:
                pass
    fits, wrong = _fitting(private_id(drill), notes, lines)
    return Telling(
        max(notes, default=0),
        tuple((seq, by) for seq, (_, by) in sorted(notes.items())),
        fits,
        wrong,
        bool(notes) and revealed not in ("", sealed),
    )


def entries_in(told: Telling) -> tuple[tuple[int, Stored], ...]:
    """Each entry that was told and proven, with the number of its note."""
    by = dict(told.noted_by)
    found, waiting = [], []
    for row in told.rows:
        body = read_json(row.text)
        waiting.append(Stored(row.seq, body["wall_ms"], row.hash, CODEC.decode(body)))
        if row.seq in by:
            found += [(by[row.seq], stored) for stored in waiting]
            waiting.clear()
    return tuple(found)


def _fitting(
    name: str, notes: dict[int, tuple[str, int]], lines: Iterable[str]
) -> tuple[tuple[Row, ...], int]:
    """The rows that were noted, and the first that was not as it is told.

    A row is proven by the next one that was noted.
    """
    fits: list[Row] = []
    unproven: list[Row] = []
    # The first private entry is the scenario, which is told in an entry of its own.
    head = Head(1, notes[1][0] if 1 in notes else "")
    for row in rows_of(lines):
        unproven.append(row)
        noted = notes.get(row.seq, (row.hash,))[0]
        if not head.hash or not follows(name, head, row) or noted != row.hash:
            break
        head = Head(row.seq, row.hash)
        if row.seq in notes:
            fits += unproven
            unproven.clear()
    proven = fits[-1].seq if fits else 1
    return tuple(fits), proven + 1 if unproven else 0
