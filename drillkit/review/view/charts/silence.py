"""The silence strip: each audience's stretches without a word, and each word."""

from drillkit.review.measures.silence import Gap, Hearing
from drillkit.review.view.chart import (
    Band,
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


def silence_chart(review: Review) -> Chart | None:
    """From the declaration on; what went past the limit is another band."""
    _ = review.reader._
    heard = [one for one in review.measures.hearings if one.gaps]
    if not heard:
        return None
    rows = [_row(review, one) for one in heard]
    begins = min(gap.start.at for one in heard for gap in one.gaps)
    ends = max(_end(gap) for one in heard for gap in one.gaps)
    return chart(
        "chart-silence",
        _("Silence strip: when each audience heard from us"),
        said(rows),
        "clock",
        (min(0, begins), max(ends, review.record.end)),
        rows,
        [
            sign(_("a message"), "kept", "tick"),
            sign(_("silence within the limit"), "quiet"),
            sign(_("silence past the limit"), "missed"),
            sign(_("no limit, or not finished"), "open"),
        ],
        refs=[gap.start.seq for one in heard for gap in one.gaps],
    )


def _end(gap: Gap) -> int:
    return gap.stop.at if gap.stop else gap.start.at + gap.length_ms


def _row(review: Review, heard: Hearing) -> Strip:
    reader = review.reader
    longest = max(heard.gaps, key=lambda gap: gap.length_ms)
    text = reader._("longest silence {time}, messages: {n}")
    within = review.within(longest.length_ms, longest.limit_ms, longest.stop is None)
    bands = [part for gap in heard.gaps for part in _bands(review, gap, longest)]
    return strip(
        reader.audience(heard.audience),
        text.format(time=within, n=reader.number(len(heard.words))),
        "quiet" if all(gap.is_kept for gap in heard.gaps) else "missed",
        bands,
        [
            point(word.at, "tick", "kept", reader.at(word.at))
            for word in heard.words
            if word.at >= heard.gaps[0].start.at
        ],
    )


def _bands(review: Review, gap: Gap, longest: Gap) -> list[Band]:
    start, end = gap.start.at, _end(gap)
    title = review.reader.duration(gap.length_ms, gap.stop is None)
    if gap.limit_ms is None or gap.is_jumped:
        return [band(start, end, "open", title=title)]
    until = start + gap.limit_ms
    found = [band(start, min(end, until), "quiet", title=title)]
    if not gap.is_kept:
        over = review.against(gap.length_ms, gap.limit_ms, gap.stop is None)
        label = f"+{over.between}" if gap is longest else ""
        found.append(band(min(until, end), end, "missed", label, title))
    return found
