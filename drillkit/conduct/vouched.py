"""What people vouched for before a drill: who approved what, and which contact works.

Two text files in the workspace, a line each time.  ``readiness.csv`` is for Git: who
approved a scenario, and when its packs were printed, each with the hash of the content.
``communications.csv`` holds telephone numbers and stays outside, as the roster does.
"""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from drillkit.errors import TableError
from drillkit.plan.problem import N_

VOUCHED: Final = "readiness.csv"
CHECKED: Final = "communications.csv"
_VOUCHED_HEAD: Final = ("what", "scenario", "content", "on", "by")
_CHECKED_HEAD: Final = ("contact", "on", "result", "by")
_SHARED: Final = 0o644
# Telephone numbers are nobody else's on this machine.
_PRIVATE: Final = 0o600

What = Literal["approved", "printed"]
Result = Literal["works", "dead"]


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody approved or printed this content of a scenario."""

    what: str
    scenario: str
    content: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Somebody tried a contact, and it worked or was dead."""

    contact: str
    on: date
    works: bool
    by: str


def read_vouched(root: Path) -> tuple[Vouched, ...]:
    """All that was vouched for, the oldest first."""
    rows = _rows(root / VOUCHED, _VOUCHED_HEAD)
    return tuple(
        Vouched(row["what"], row["scenario"], row["content"], row_date, row["by"])
        for row, row_date in rows
    )


def read_checked(root: Path) -> dict[str, Checked]:
    """The last check of each contact."""
    found: dict[str, Checked] = {}
    for row, row_date in _rows(root / CHECKED, _CHECKED_HEAD):
        one = Checked(row["contact"], row_date, row["result"] == "works", row["by"])
        before = found.get(one.contact)
        if before is None or before.on <= one.on:
            found[one.contact] = one
    return found


def vouch(root: Path, one: Vouched) -> Path:
    """Write a line; several people may at the same time."""
    cells = (one.what, one.scenario, one.content, one.on.isoformat(), one.by)
    return _append(root / VOUCHED, _VOUCHED_HEAD, [cells])


def note_checked(root: Path, several: Sequence[Checked]) -> Path:
    """Write a line for each contact that was tried."""
    lines = [
        (one.contact, one.on.isoformat(), "works" if one.works else "dead", one.by)
        for one in several
    ]
    return _append(root / CHECKED, _CHECKED_HEAD, lines, _PRIVATE)


def keep_out_of_git(root: Path, name: str) -> None:
    """Have Git ignore what holds telephone numbers, where it ignores the roster.

    A workspace made by an older version does not yet.
    """
    ignored = root / ".gitignore"
    if not ignored.is_file():
        return
    lines = ignored.read_text("utf-8").splitlines()
    if name not in lines and "roster.yaml" in lines:
        ignored.write_text("\n".join([*lines, name, ""]), "utf-8", newline="\n")


def _append(
    path: Path,
    head: Sequence[str],
    lines: Sequence[Sequence[str]],
    mode: int = _SHARED,
) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not path.exists():
        writer.writerow(head)
    elif not path.read_bytes().endswith(b"\n"):
        # Somebody edited it by hand, and left its last line open.
        text.write("\n")
    writer.writerows(lines)
    # One write at the end of the file: what others write meanwhile stays whole.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, mode)
    try:
        os.write(handle, text.getvalue().encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    return path


def _rows(path: Path, head: Sequence[str]) -> list[tuple[Mapping[str, str], date]]:
    if not path.is_file():
        return []
    text = path.read_bytes().decode("utf-8-sig", "replace")
    found: list[tuple[Mapping[str, str], date]] = []
    reader = csv.reader(io.StringIO(text, newline=""))
    for cells in reader:
        # Two people's first lines may each bring a heading along.
        if not any(cells) or tuple(cells) == tuple(head):
            continue
        row = dict(zip(head, cells, strict=False))
        try:
            on = date.fromisoformat(row.get("on", ""))
        except ValueError:
            on = None
        if on is None or len(cells) != len(head):
            raise TableError(
                N_("{path}:{line}: this is no line of it: {text}"),
                way_out=N_("a line has {head}, and dates are written 2027-03-01"),
                path=path.name,
                line=reader.line_num,
                text=",".join(cells)[:80],
                head=", ".join(head),
            )
        found.append((row, on))
    return found
