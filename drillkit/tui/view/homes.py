"""The department of every entry, found once."""

from collections.abc import Sequence

from drillkit.review.reader import Reader
from drillkit.review.telling import department_of
from drillkit.tui.view.growing import Entries, growing


def homes(reader: Reader) -> Sequence[str]:
    """Departments by place in the record; "" is the whole drill's."""
    return growing(reader.record, "homes", list[str], lambda a, b: _add(reader, a, b))


def _add(reader: Reader, found: list[str], news: Entries) -> None:
    record = reader.record
    by_run = {run: record.department(run) for run in record.runbook_of}
    for happening in news:
        # Most entries say their run; the few others take longer.
        run = getattr(happening.event, "run", "")
        home = by_run.get(run, "") if run else department_of(reader, happening)
        found.append(home)
