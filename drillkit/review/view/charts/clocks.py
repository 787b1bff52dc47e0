"""SLA burn: what of each client's promise was used up, and when the clock stood."""

from drillkit.engine.intervals import Interval, subtract
from drillkit.review.measures.contracts import ClientClock
from drillkit.review.reader import MINUS
from drillkit.review.view.chart import (
    Chart,
    Strip,
    band,
    chart,
    point,
    sign,
    strip,
)
from drillkit.review.view.review import Review


def clocks_chart(review: Review) -> Chart | None:
    """One row a client: counting, standing, and where the promise ran out."""
    _ = review.reader._
    clocks = review.measures.clocks
    if not clocks:
        return None
    rows = [_row(review, clock) for clock in clocks]
    points = [part["end"] for row in rows for part in row["bands"]]
    return chart(
        "chart-clocks",
        _("SLA clocks: time counted, stopped, and left"),
        "; ".join(f"{row['label']}: {row['note']}" for row in rows),
        "clock",
        (min(0, *(clock.start.at for clock in clocks)), max(points)),
        rows,
        [
            sign(_("counted"), "kept"),
            sign(_("clock stopped, or outside the contract's hours"), "stop"),
            sign(_("past the promise"), "missed"),
            sign(_("what was left"), "plan"),
            sign(_("restored"), "kept", "dot"),
        ],
        refs=[seq for clock in clocks for seq in clock.entries],
    )


def _row(review: Review, clock: ClientClock) -> Strip:
    reader = review.reader
    counting = _counting(clock)
    compared = review.against(clock.counted_ms, clock.limit_ms, clock.stop is None)
    is_missed = clock.counted_ms > clock.limit_ms and not clock.is_jumped
    text = reader._("{took} of {limit}, margin {margin}")
    note = text.format(
        took=compared.took,
        limit=compared.limit,
        margin=f"{MINUS if is_missed else ''}{compared.between}",
    )
    whole: tuple[Interval, ...] = ((clock.start.at, clock.end),)
    bands = [band(start, end, "stop") for start, end in subtract(whole, counting)]
    left = clock.limit_ms
    for start, end in counting:
        turn = min(end, start + max(0, left))
        if turn > start:
            bands.append(band(start, turn, "kept", title=note))
        if end > turn:
            bands.append(band(turn, end, "missed"))
        left -= end - start
    if left > 0:
        bands.append(band(clock.end, clock.end + left, "plan"))
    stops = [
        point(one.start.at, "tick", "open", reader.stop_clock(one.code))
        for one in clock.stops
        if not one.reversed_seq
    ]
    ends = [point(clock.stop.at, "dot", "kept")] if clock.stop else []
    return strip(
        reader.client(clock.client),
        note,
        "missed" if is_missed else "quiet",
        bands,
        [*stops, *ends],
    )


def _counting(clock: ClientClock) -> tuple[Interval, ...]:
    """When the clock ran; hours a contract does not cover are left out as one."""
    whole: tuple[Interval, ...] = ((clock.start.at, clock.end),)
    held = [
        (one.start.at, one.stop.at if one.stop else clock.end)
        for one in clock.stops
        if not one.reversed_seq
    ]
    return tuple(subtract(whole, held))
