"""The department of every entry, found once for a record."""

from collections.abc import Sequence

from drillkit.review.reader import Reader
from drillkit.review.telling import department_of
from drillkit.tui.view.kept import kept


def homes(reader: Reader) -> Sequence[str]:
    """Departments by place in the record; "" is the whole drill's."""
    return kept(reader.record, "homes", lambda: _homes(reader))


def _homes(reader: Reader) -> list[str]:
    record = reader.record
    by_run: dict[str, str] = {"": ""}
    by_run |= {run: record.department(run) for run in record.runbook_of}
    found = []
    for happening in record.happenings:
        event = happening.event
        # Most entries say their run; the few others take longer.
        run = getattr(event, "run", "")
        home = by_run.get(run, "") if run else department_of(reader, happening)
        found.append(home)
    return found
