"""How many of what the tests tried, and how long it took: the table of ``make soak``.

A test says it through the fixture ``tried``, as often as it likes; the counts travel
with its report, so that they arrive from every worker.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

Tried = Callable[[str, int], None]
TRIED = "tried"


@dataclass
class Row:
    """One line of the table; seconds are of the tests that said it."""

    count: int = 0
    tests: int = 0
    seconds: float = 0.0


def reporter(record_property: Callable[[str, object], None]) -> Tried:
    """What a test calls: ``tried("random drills", 500)``."""

    def tried(what: str, count: int) -> None:
        record_property(TRIED, (what, count))

    return tried


def rows(reports: Iterable[pytest.TestReport]) -> dict[str, Row]:
    """The table, from the reports of tests that ran.

    What one test tried of several kinds took its time together: it stands with the
    first of them.
    """
    table: dict[str, Row] = {}
    for report in reports:
        said = [value for name, value in report.user_properties if name == TRIED]
        if report.when != "call" or not said:
            continue
        for what, count in said:
            table.setdefault(what, Row()).count += count
        for what in dict.fromkeys(what for what, _ in said):
            table[what].tests += 1
        table[said[0][0]].seconds += report.duration
    return table


def lines(table: dict[str, Row]) -> list[str]:
    """The table as a person reads it, and as Markdown has tables."""
    told = [f"| {'tried':<62} | {'how many':>10} | {'seconds':>7} |"]
    told.append(f"|{'-' * 64}|{'-' * 11}:|{'-' * 8}:|")
    told += [
        f"| {what:<62} | {row.count:>10,} | {row.seconds:>7,.0f} |"
        for what, row in sorted(table.items())
    ]
    return told


def print_table(terminal: pytest.TerminalReporter) -> None:
    """Print what was tried, if anybody counted."""
    groups = (terminal.stats.get(word, ()) for word in ("passed", "failed"))
    table = rows(report for group in groups for report in group)
    if table:
        terminal.section("what was tried")
        for line in lines(table):
            terminal.write_line(line)
