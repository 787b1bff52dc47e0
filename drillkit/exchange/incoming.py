"""A table of injects, read: drafts of injects, and every cell that was not understood.

Rows that are one message to several are one draft, if a plan's inject can be addressed
so.  What is not understood leaves the plan as it was.
"""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from drillkit.errors import TableError
from drillkit.exchange.cells import UNSEEN, Sheet, text_of
from drillkit.exchange.draft import Draft, Wanted
from drillkit.exchange.headings import BY_NAME, Key, heads_in
from drillkit.exchange.mapping import Mapping
from drillkit.exchange.moments import Story
from drillkit.exchange.naming import Names
from drillkit.exchange.report import NO_PLACE, UNKNOWN_COLUMN, Note, Notes
from drillkit.exchange.row import Row, RowReader
from drillkit.language import N_
from drillkit.plan.organisation import Organisation
from drillkit.plan.scenario import Scenario

# Titles, dates and the point of contact stand above the headings of many tables.
LOOKED_THROUGH: Final = 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a table came to.  ``columns`` and ``header`` are as they were found."""

    drafts: tuple[Draft, ...]
    notes: tuple[Note, ...]
    columns: MappingOf[Key, str]
    header: int
    # Injects of the plan that the table does not have.
    missing: tuple[str, ...] = ()


def read_injects(
    sheet: Sheet,
    path: str,
    mapping: Mapping,
    company: Organisation,
    scenario: Scenario,
    story: Story,
) -> Incoming:
    """The injects that *sheet* speaks of; TableError if it is no table of injects."""
    header, heads = _heads(sheet, path, mapping)
    notes = Notes()
    _note_columns(sheet, header, heads, notes)
    _note_formulas(sheet, header, heads, notes)
    _note_unseen(sheet, header, heads, notes)
    names = Names(company, scenario, mapping)
    reader = RowReader(sheet, heads, header, names, scenario, story, notes)
    rows = [*_rows(reader, sheet, header, notes)]
    drafts = _drafts(rows, names, notes)
    known = {draft.name for draft in drafts} | reader.left_out
    columns = {key: text_of(sheet.at(header, at)) for at, key in heads.items()}
    missing = tuple(name for name in scenario.injects if name not in known)
    return Incoming(tuple(drafts), tuple(notes.all), columns, header + 1, missing)


def _heads(sheet: Sheet, path: str, mapping: Mapping) -> tuple[int, dict[int, Key]]:
    """The row of headings, and what each column is."""
    rows = range(min(LOOKED_THROUGH, len(sheet.rows)))
    if mapping.header:
        rows = range(mapping.header - 1, min(mapping.header, len(sheet.rows)))
    wanted = {head.strip().casefold(): key for key, head in mapping.columns.items()}
    best: tuple[int, dict[int, Key]] = (0, {})
    for row in rows:
        cells = [text_of(value) for value in sheet.rows[row]]
        heads: dict[int, Key] = {}
        for column, cell in enumerate(cells):
            key = wanted.get(cell.casefold())
            if key and key not in heads.values():
                heads[column] = key
        for column, key in heads_in(cells).items():
            if column not in heads and key not in heads.values():
                heads[column] = key
        if len(heads) > len(best[1]):
            best = row, dict(sorted(heads.items()))
    found = set(best[1].values())
    for key, head in mapping.columns.items():
        if key not in found:
            raise _no_column(path, head)
    if not any(name in ("id", "says") for name, _ in found):
        raise TableError(
            N_("{path} has no row of headings with a message or an id in it"),
            way_out=N_("say in a mapping which column is which: --map FILE"),
            path=path,
        )
    return best


def _no_column(path: str, head: str) -> TableError:
    return TableError(
        N_('{path} has no column "{heading}", which the mapping names'),
        way_out=N_("see the row of headings and the mapping's header"),
        path=path,
        heading=head,
    )


def _note_columns(
    sheet: Sheet, header: int, heads: MappingOf[int, Key], notes: Notes
) -> None:
    """Cells of columns that a plan knows nothing of."""
    width = max(map(len, sheet.rows), default=0)
    for column in range(width):
        key = heads.get(column)
        if key is not None and not BY_NAME[key[0]].has_no_place:
            continue
        below = range(header + 1, len(sheet.rows))
        cells = [(row, column) for row in below if text_of(sheet.at(row, column))]
        why = UNKNOWN_COLUMN if key is None else NO_PLACE
        notes.lost_column(cells, text_of(sheet.at(header, column)), why)


def _note_formulas(
    sheet: Sheet, header: int, heads: MappingOf[int, Key], notes: Notes
) -> None:
    below = sorted(cell for cell in sheet.formulas if cell[0] > header)
    for column in sorted({column for _, column in below if column in heads}):
        cells = [cell for cell in below if cell[1] == column]
        shown = [cell for cell in cells if text_of(sheet.at(*cell))]
        says = N_("a formula, of which the value last shown was taken")
        notes.remark_cells(shown, says)
        empty = [cell for cell in cells if cell not in shown]
        heading = text_of(sheet.at(header, column))
        notes.lost_column(empty, heading, N_("a formula that was never calculated"))


def _note_unseen(
    sheet: Sheet, header: int, heads: MappingOf[int, Key], notes: Notes
) -> None:
    for column in heads:
        values = [sheet.at(row, column) for row in range(len(sheet.rows))]
        odd = [
            (row, column)
            for row, value in enumerate(values)
            if row > header and isinstance(value, str) and UNSEEN.search(value)
        ]
        says = N_("characters that nobody sees were left out")
        notes.remark_cells(odd, says)


def _rows(reader: RowReader, sheet: Sheet, header: int, notes: Notes) -> list[Row]:
    """Rows of injects, those of what is expected put to their inject."""
    rows: list[Row] = []
    for number in range(header + 1, len(sheet.rows)):
        if not any(text_of(value) for value in sheet.rows[number]):
            continue
        if reader.is_expected(number):
            _expect(reader, rows, number, notes)
            continue
        row = reader.read(number)
        if row is not None:
            rows.append(row)
    return rows


def _expect(reader: RowReader, rows: list[Row], number: int, notes: Notes) -> None:
    named = reader.cell(number, "id")
    place = next((n for n, row in enumerate(rows) if row.name == named), None)
    if not named and rows:
        place = len(rows) - 1
    action = reader.action(number)
    if place is None or action is None:
        notes.lost_row(number, N_("an expected action without its inject"))
        return
    before = rows[place].wanted.get("expects", ())
    assert isinstance(before, tuple), "what is expected is a row of actions"
    wanted = {**rows[place].wanted, "expects": (*before, action)}
    rows[place] = replace(rows[place], wanted=wanted)


def _drafts(rows: Sequence[Row], names: Names, notes: Notes) -> list[Draft]:
    """One draft for each message, or several if no one addressee is all of them."""
    drafts: list[Draft] = []
    for group in _groups(rows, notes):
        first = group[0]
        several = [name for row in group for name in row.recipients]
        if not several:
            drafts.append(Draft(first.name, first.number, first.wanted))
            continue
        to = names.together(several)
        if to is not None:
            if len(set(several)) > 1:
                _note_together(first, group, several, to, notes)
            wanted = {**first.wanted, "to": to}
            drafts.append(Draft(first.name, first.number, wanted))
            continue
        notes.remark(
            first.number,
            N_("an inject has one addressee, so there is one for each of {names}"),
            names=", ".join(dict.fromkeys(several)),
        )
        for name in dict.fromkeys(several):
            wanted = {**first.wanted, "to": name}
            drafts.append(Draft(f"{first.name}-{name}", first.number, wanted))
    return drafts


def _note_together(
    first: Row, group: Sequence[Row], several: Sequence[str], to: str, notes: Notes
) -> None:
    rows = f"{first.number + 1}-{group[-1].number + 1}"
    notes.remark(
        first.number,
        N_("one message to {names} (rows {rows}): written once, to {to}")
        if to
        else N_("one message to {names} (rows {rows}): written once, to everybody"),
        names=", ".join(dict.fromkeys(several)),
        rows=rows,
        to=to,
    )


def _groups(rows: Sequence[Row], notes: Notes) -> list[list[Row]]:
    """Rows below each other that differ in nothing but whom they are for."""
    groups: list[list[Row]] = []
    taken: dict[str, int] = {}
    for row in rows:
        last = groups[-1][0] if groups else None
        if last is not None and _is_same(last, row):
            groups[-1].append(row)
        elif row.name in taken:
            notes.lost_row(
                row.number,
                N_('"{name}" is the inject of row {first} already'),
                name=row.name,
                first=taken[row.name],
            )
        else:
            taken[row.name] = row.number + 1
            groups.append([row])
    return groups


def _is_same(one: Row, other: Row) -> bool:
    is_one = one.name == other.name or (one.is_nameless and other.is_nameless)
    return (
        is_one
        and bool(one.recipients and other.recipients)
        and _content(one) == _content(other)
    )


def _content(row: Row) -> dict[str, Wanted]:
    return {key: value for key, value in row.wanted.items() if key != "to"}
