"""Notifications over time: who was called when, and when the answer came."""

from typing import Final

from drillkit.review.measures.notification import CallRow
from drillkit.review.view.chart import (
    Chart,
    Look,
    Strip,
    band,
    chart,
    point,
    said,
    sign,
    strip,
)
from drillkit.review.view.review import Review

# More calls than this make a picture that nobody reads; the table has them all.
SHOWN: Final = 32


def calls_chart(review: Review) -> Chart | None:
    """One row a call, in the order they were made; the broken ones always shown."""
    _ = review.reader._
    calls = review.measures.calls
    if not calls:
        return None
    shown = _shown(calls)
    rows = [_row(review, call) for call in shown]
    ends = [call.asked.at + max(call.waited_ms, call.within_ms or 0) for call in shown]
    title = _("Notifications over time: called, answered, by whom")
    if len(shown) < len(calls):
        title += f" ({review.reader.share(len(shown), len(calls))})"
    return chart(
        "chart-calls",
        title,
        said(rows),
        "clock",
        (min(0, *(call.asked.at for call in shown)), max(ends)),
        rows,
        [
            sign(_("called"), "quiet", "ring"),
            sign(_("answered in time"), "kept", "dot"),
            sign(_("answered late"), "missed", "diamond"),
            sign(_("no answer"), "missed", "cross"),
            sign(_("time allowed"), "plan"),
        ],
        refs=[seq for call in shown for seq in call.entries],
    )


def _shown(calls: tuple[CallRow, ...]) -> list[CallRow]:
    worst = sorted(
        calls, key=lambda call: (call.is_in_time is not False, -call.waited_ms)
    )
    kept = {call.call for call in worst[:SHOWN]}
    return [call for call in calls if call.call in kept]


def _row(review: Review, call: CallRow) -> Strip:
    reader = review.reader
    asked, until = call.asked.at, call.asked.at + call.waited_ms
    waited = review.within(call.waited_ms, call.within_ms, call.answered is None)
    look = _look(call)
    if call.answered:
        mark = point(until, "diamond" if look == "missed" else "dot", look)
    else:
        mark = point(until, "cross", look)
    bands = [band(asked, until, look, title=waited)]
    if call.within_ms is not None:
        allowed = asked + call.within_ms
        bands.insert(0, band(asked, allowed, "plan", title=reader.at(allowed)))
    return strip(
        reader.role(call.role),
        waited,
        look if look == "missed" else "quiet",
        bands,
        [point(asked, "ring", "quiet", reader.at(asked)), mark],
    )


def _look(call: CallRow) -> Look:
    if call.is_in_time is None:
        return "kept" if call.answered else "open"
    return "kept" if call.is_in_time else "missed"
