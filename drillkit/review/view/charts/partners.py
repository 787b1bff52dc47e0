"""Partner operators side by side: each answer, the median, the promise, and n."""

from statistics import median_low

from drillkit.review.measures.partners import RequestRow
from drillkit.review.view.chart import (
    Chart,
    Strip,
    band,
    chart,
    point,
    said,
    sign,
    strip,
)
from drillkit.review.view.review import Review


def partners_chart(review: Review) -> Chart | None:
    """One row a partner and service; what had no answer counts as at least that."""
    _ = review.reader._
    asked: dict[tuple[str, str], list[RequestRow]] = {}
    for row in review.measures.requests:
        asked.setdefault((row.provider, row.service), []).append(row)
    if not asked:
        return None
    rows = [_row(review, group) for group in asked.values()]
    longest = [row.answer_ms for group in asked.values() for row in group]
    limits = [row.restore_within or 0 for group in asked.values() for row in group]
    return chart(
        "chart-partners",
        _("Partner operators: time to finish against the promise"),
        said(rows),
        "duration",
        (0, max(*longest, *limits)),
        rows,
        [
            sign(_("one request, finished"), "kept", "dot"),
            sign(_("finished past the promise"), "missed", "diamond"),
            sign(_("no final answer, at least so long"), "open", "ring"),
            sign(_("from the shortest to the longest"), "quiet"),
            sign(_("promised"), "plan"),
        ],
        refs=[seq for row in review.measures.requests for seq in row.entries],
    )


def _row(review: Review, group: list[RequestRow]) -> Strip:
    reader = review.reader
    first = group[0]
    ranked = sorted(group, key=lambda row: (row.answered is None, row.answer_ms))
    middle = ranked[(len(ranked) - 1) // 2]
    times = [row.answer_ms for row in group]
    words = {
        "median": reader.duration(middle.answer_ms, middle.answered is None),
        "n": reader.number(len(group)),
    }
    if first.restore_within is None:
        text = reader._("median {median}, nothing promised, n = {n}")
    else:
        text = reader._("median {median}, promised {limit}, n = {n}")
        words["limit"] = review.lasting(first.restore_within)
    limit = [band(0, first.restore_within, "plan")] if first.restore_within else []
    shortest, longest = min(times), max(times)
    return strip(
        f"{reader.provider(first.provider)}: "
        f"{reader.service(first.provider, first.service)}",
        text.format(**words),
        "quiet",
        [*limit, band(shortest, longest, "quiet")],
        [
            point(
                row.answer_ms,
                "ring"
                if row.answered is None
                else "diamond"
                if row.answer_verdict == "missed"
                else "dot",
                "open"
                if row.answered is None
                else "missed"
                if row.answer_verdict == "missed"
                else "kept",
                reader.duration(row.answer_ms, row.answered is None),
            )
            for row in group
        ]
        + [point(median_low(times), "tick", "open", words["median"])][: len(group) - 1],
    )
