"""A drill's log as lines of JSON, and back.

    {"entry":{"at":0,...,"wall_ms":1},"hash":"64 hexadecimal digits"}

What stands behind ``"entry":`` is the very text that was hashed, so anybody can verify
an export with a dozen lines of any language.  Equal drills give equal bytes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drillkit.errors import LogBroken
from drillkit.log.chain import says
from drillkit.log.line import Row
from drillkit.log.store import Log
from drillkit.plan.problem import N_

LINE: Final = re.compile(r'\{"entry":(\{.*\}),"hash":"([0-9a-f]{64})"\}')


def export_jsonl(log: Log, drill: str) -> Iterator[str]:
    """The lines, without their ends."""
    return map(line_of, log.rows(drill))


def line_of(row: Row) -> str:
    """An entry and its hash, without the end of the line."""
    return f'{{"entry":{row.text},"hash":"{row.hash}"}}'


def rows_of(lines: Iterable[str]) -> Iterator[Row]:
    """The rows in an export, unchecked; a line that is none becomes a wrong row."""
    for line in lines:
        bare = line.rstrip("\n")
        if match := LINE.fullmatch(bare):
            text, digest = match.groups()
            yield row_of(text, digest)
        else:
            yield Row(0, bare, "")


def row_of(text: str, digest: str) -> Row:
    """A row whose place is the one that its entry names."""
    row = Row(0, text, digest)
    seq = says(row, "seq")
    return row._replace(seq=seq) if isinstance(seq, int) else row


def drill_of(rows: Iterable[Row]) -> str:
    """The drill that the first of *rows* belongs to which names one, else LogBroken."""
    for row in rows:
        if isinstance(drill := says(row, "drill"), str):
            return drill
    raise LogBroken(N_("no line of it is an entry of a drill"))
