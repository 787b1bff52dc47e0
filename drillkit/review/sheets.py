"""A document's figures and entries as sheets of comma-separated values.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any, Final

from drillkit.review.clean import plain

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}",
                   "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
                   "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
MEASURES: Final = (
    "key", "title", "subject", "text", "value_ms", "limit_ms", "verdict", "counted",
    "of", "number", "word", "not_finished", "as_written_ms", "wall_ms", "jumped",
    "entries", "definition",
)  # fmt: skip
ENTRIES: Final = (
    "seq", "at", "clock", "at_ms", "recorded_ms", "kind", "department", "who", "text",
    "note",
)  # fmt: skip


def measures_sheet(view: Mapping[str, Any]) -> str:
    """Every measure, one a line, with the entries it came from."""
    return _sheet(MEASURES, view["measures"])


def entries_sheet(view: Mapping[str, Any]) -> str:
    """Every entry of the log, one a line."""
    return _sheet(ENTRIES, view["entries"])


def _sheet(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    made = StringIO()
    # With a mark of its encoding, without which Excel takes Russian for something else.
    made.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(row[name]) for name in columns] for row in rows)
    return made.getvalue()


def safe(value: Any) -> Any:
    """A number as it is; words as words and never as a formula."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list):
        return " ".join(map(str, value))
    text = plain(value)
    return (
        f"'{text}"
        if text.lstrip(" \n\N{NO-BREAK SPACE}").startswith(_FORMULA)
        else text
    )
