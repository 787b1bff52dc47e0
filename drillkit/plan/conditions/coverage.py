"""Which rows of a table of conditions can be reached, by trying every case.

Exact where every comparison is of a fact with a constant; elsewhere, and beyond
20,000 cases or 100,000 answers, it says nothing rather than guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drillkit.plan.conditions.compiled import (
    MOST_CELLS,
    Condition,
    cells,
    count_of,
    values_of,
)
from drillkit.plan.conditions.faults import Facts, FactTypes

MOST_ANSWERS = 5 * MOST_CELLS


@dataclass(frozen=True, slots=True)
class Row:
    """One row: facts that reach it, or who takes the cases it was meant for.

    ``always``: it takes every case that gets as far as this row.  ``shadow`` is given
    when the row is never reached though its own condition can hold: such facts, and
    the index of the row above that takes them.
    """

    witness: Facts | None
    always: bool
    shadow: tuple[Facts, int] | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All rows, and facts that no row takes, if there are any."""

    rows: tuple[Row, ...]
    uncovered: Facts | None

    @property
    def never(self) -> tuple[int, ...]:
        """Rows that nothing reaches."""
        return tuple(i for i, row in enumerate(self.rows) if row.witness is None)


def first_row_wins(
    rows: Sequence[Condition | None], facts: FactTypes
) -> Coverage | None:
    """What reaches each of *rows*, read downwards; None stands for ``otherwise``.

    The answer is None when it is not proven.
    """
    conditions = [row for row in rows if row is not None]
    values = values_of(conditions, facts)
    if not all(row.is_provable for row in conditions):
        return None
    cases = count_of(values)
    if cases > MOST_CELLS or cases * len(rows) > MOST_ANSWERS:
        return None
    counting = _Counting(rows)
    for cell in cells(values):
        counting.take(cell)
        if counting.is_settled():
            break
    return counting.coverage()


def each_alone(conditions: Iterable[Condition], facts: FactTypes) -> list[Row | None]:
    """What reaches each of *conditions* by itself; None where it is not proven.

    The rest is not looked at once they have taken as many cases as a table may.
    """
    left = MOST_ANSWERS
    found: list[Row | None] = []
    for condition in conditions:
        left -= count_of(values_of([condition], facts))
        alone = first_row_wins([condition], facts) if left >= 0 else None
        found.append(alone.rows[0] if alone else None)
    return found


class _Counting:
    def __init__(self, rows: Sequence[Condition | None]) -> None:
        self._rows = rows
        self._witness: list[Facts | None] = [None] * len(rows)
        self._passed = [False] * len(rows)
        self._shadow: list[tuple[Facts, int] | None] = [None] * len(rows)
        self._uncovered: Facts | None = None

    def take(self, cell: Facts) -> None:
        winner: int | None = None
        for i, row in enumerate(self._rows):
            holds = row is None or row.holds(cell)
            if winner is not None:
                if holds and self._shadow[i] is None:
                    self._shadow[i] = (cell, winner)
            elif holds:
                winner = i
                if self._witness[i] is None:
                    self._witness[i] = cell
            else:
                self._passed[i] = True
        if winner is None and self._uncovered is None:
            self._uncovered = cell

    def is_settled(self) -> bool:
        """Whether no further case could change the answer."""
        if self._uncovered is None and None not in self._rows:
            return False
        return None not in self._witness and all(
            passed or row is None
            for row, passed in zip(self._rows, self._passed, strict=True)
        )

    def coverage(self) -> Coverage:
        rows = tuple(
            Row(
                witness,
                always=witness is not None and not self._passed[i],
                shadow=self._shadow[i] if witness is None else None,
            )
            for i, witness in enumerate(self._witness)
        )
        return Coverage(rows, self._uncovered)
