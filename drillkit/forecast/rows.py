"""Rows of the tables as they are filled: lists in the ragged table, laws told once."""

from array import array
from collections.abc import Mapping, Sequence

from drillkit.engine.draws import UNIFORM_BITS, WORD, Law, table

ALL_WORDS = WORD + 1


class Ragged:
    """Lists of any length, one behind the other."""

    def __init__(self) -> None:
        self.cells = array("q")

    def put(self, values: Sequence[int]) -> tuple[int, int]:
        """Where a list begins and ends."""
        first = len(self.cells)
        self.cells.extend(values)
        return first, len(self.cells)

    def flat(self, rows: Sequence[tuple[int, ...]]) -> tuple[int, int]:
        """Where a list of rows begins and ends."""
        return self.put([cell for row in rows for cell in row])


class Laws:
    """Quantile tables, each law's once."""

    def __init__(self) -> None:
        self.cells = array("i")
        self._known: dict[Law, int] = {}

    def put(self, law: Law) -> int:
        """Where the points of a law begin."""
        if law not in self._known:
            self._known[law] = len(self.cells)
            self.cells.extend(table(law).points)
        return self._known[law]


def row(width: int, values: Mapping[int, int]) -> list[int]:
    """A row with *values* in its columns and nothing in the others."""
    cells = [-1] * width
    for column, value in values.items():
        cells[column] = value
    return cells


def beyond(chances: Sequence[float]) -> list[int]:
    """For each choice the first random word that no longer chooses it.

    Found by asking the engine's own rule, so that both choose alike to the last word.
    """
    sums: list[float] = []
    for share in chances:
        sums.append((sums[-1] if sums else 0.0) + share)
    return [_first_word(reach, sums[-1]) for reach in sums[:-1]] + [ALL_WORDS]


def _first_word(reach: float, whole: float) -> int:
    """The first word whose number is not below *reach*."""
    low, high = 0, ALL_WORDS
    while low < high:
        word = (low + high) // 2
        u = (2 * word + 1) / (1 << UNIFORM_BITS)
        if u * whole >= reach:
            high = word
        else:
            low = word + 1
    return low


def words_of(share: float) -> int:
    """The first random word that is not among *share* of all."""
    return beyond((share, 1.0 - share))[0] if share > 0 else 0
