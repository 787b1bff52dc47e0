"""The loss report: every cell of a table that was not understood, by its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from drillkit.exchange.cells import Said, cell_name, listed_cells, said
from drillkit.language import N_


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to say about cells.  What ``is_lost`` is not in the plan."""

    cells: str
    heading: str
    said: Said
    is_lost: bool = True


class Notes:
    """What was noted so far, in the order of the table."""

    def __init__(self) -> None:
        self.all: list[Note] = []

    def lost(
        self, row: int, column: int, heading: str, why: str, **words: object
    ) -> None:
        """A cell that is not in the plan, and why."""
        self.all.append(Note(cell_name(row, column), heading, said(why, **words)))

    def lost_as(self, row: int, column: int, heading: str, why: Said) -> None:
        """A cell that is not in the plan, for a reason found elsewhere."""
        self.all.append(Note(cell_name(row, column), heading, why))

    def lost_column(
        self, cells: Sequence[tuple[int, int]], heading: str, why: str
    ) -> None:
        """Cells of one column that are not in the plan."""
        if cells:
            self.all.append(Note(listed_cells(cells), heading, said(why)))

    def lost_row(self, row: int, why: str, **words: object) -> None:
        """A row of which nothing is in the plan."""
        named = str(row + 1)
        self.all.append(Note(named, "", said(why, **words)))

    def remark(self, row: int, why: str, **words: object) -> None:
        """What to know about a row that is in the plan."""
        named = str(row + 1)
        self.all.append(Note(named, "", said(why, **words), is_lost=False))

    def remark_cells(
        self, cells: Sequence[tuple[int, int]], why: str, **words: object
    ) -> None:
        """What to know about cells that are in the plan."""
        if cells:
            note = Note(listed_cells(cells), "", said(why, **words), is_lost=False)
            self.all.append(note)


UNKNOWN_COLUMN = N_("an inject has no such column")
NO_PLACE = N_("a plan has no place for this")
