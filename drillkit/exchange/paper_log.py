"""The numbered log that was kept on paper, typed into a table.

Each line has the number that was printed on it, which no other line of the drill has,
so typing it in twice is typing it in once.  Knows no drill and writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from drillkit.errors import TableError
from drillkit.exchange.cells import Said, Sheet, cell_name, said, text_of
from drillkit.exchange.moments import Story, read_clock
from drillkit.language import LANGUAGES, N_, translator

# The headings of the blank log, and what may be added for entries that are no notes.
HEADINGS: Final[Mapping[str, str]] = {
    "no": N_("No."),
    "time": N_("Time"),
    "whose": N_("Whose act"),
    "channel": N_("Came by"),
    "what": N_("What happened, was said or decided"),
    "action": N_("Action"),
    "row": N_("Row"),
    "answers": N_("Answers"),
    "late": N_("Why late"),
}
NEEDED: Final = ("no", "time", "what")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the paper; ``at`` is drill time, or why it is none.

    ``row`` counts the table's rows from 1.  Without an ``action`` it is a note.
    """

    row: int
    number: str
    at: int | Said
    whose: str
    channel: str
    what: str
    action: str = ""
    target: str = ""
    answers: Mapping[str, str] | None = None
    late: str = ""


def blank_log(numbers: Iterable[str], lang: str) -> list[list[str]]:
    """The table to type into, headed in the reader's language."""
    translate = translator("ru" if lang == "ru" else "en")
    heads = [translate(head) for head in HEADINGS.values()]
    return [heads, *([number] + [""] * (len(heads) - 1) for number in numbers)]


def read_log(sheet: Sheet, path: str, story: Story, now: int) -> tuple[PaperLine, ...]:
    """The lines that something was written on; TableError if it is no such table.

    A slip of the pen that leads beyond *now* does not lead the lines after it there.
    """
    header, columns = _heads(sheet, path)
    lines: list[PaperLine] = []
    before = 0
    for number in range(header + 1, len(sheet.rows)):
        cells = {
            name: text_of(sheet.at(number, column)) for name, column in columns.items()
        }
        if not any(text for name, text in cells.items() if name != "no"):
            continue
        at = _at(sheet, number, columns["time"], story, before)
        before = before if isinstance(at, Said) or at > now else at
        lines.append(_line(number, cells, at))
    return tuple(lines)


def _heads(sheet: Sheet, path: str) -> tuple[int, dict[str, int]]:
    for row, cells in enumerate(sheet.rows[:20]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            name = _named(text_of(cell))
            if name and name not in found:
                found[name] = column
        if all(name in found for name in NEEDED):
            return row, found
    raise TableError(
        N_("{path} has no row of headings with a number, a time and what happened"),
        way_out=N_('"drillkit print SCENARIO --kind log" writes the table to fill in'),
        path=path,
    )


def _named(text: str) -> str:
    plain = " ".join(text.casefold().split())
    for name, heading in HEADINGS.items():
        ours = {translator(lang)(heading).casefold() for lang in LANGUAGES}
        if plain == name or plain in ours:
            return name
    return ""


def _at(
    sheet: Sheet, number: int, column: int, story: Story, before: int
) -> int | Said:
    if not text_of(sheet.at(number, column)):
        return said(
            N_("no time is written on it ({cell})"), cell=cell_name(number, column)
        )
    return read_clock(sheet.at(number, column), story, before)


def _line(number: int, cells: Mapping[str, str], at: int | Said) -> PaperLine:
    pairs = [part.partition("=") for part in cells.get("answers", "").split(";")]
    answers = {name.strip(): text.strip() for name, sign, text in pairs if sign}
    return PaperLine(
        number + 1,
        cells["no"],
        at,
        cells.get("whose", ""),
        cells.get("channel", ""),
        cells["what"],
        cells.get("action", ""),
        cells.get("row", ""),
        answers,
        cells.get("late", ""),
    )
