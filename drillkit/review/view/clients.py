"""Contract clocks, the affected table, and partner operators."""

from drillkit.review.measures.contracts import ClientClock, Stop
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    section,
    table,
)
from drillkit.review.view.chart import drawn
from drillkit.review.view.charts.clocks import clocks_chart
from drillkit.review.view.charts.partners import partners_chart
from drillkit.review.view.review import NOTHING, Review


def clients(review: Review) -> Section:
    _ = review.reader._
    clocks = review.measures.clocks
    stops = [(clock, stop) for clock in clocks for stop in clock.stops]
    blocks: list[Block] = [
        *drawn(clocks_chart(review)),
        table(
            _("Contract clocks"),
            [
                _("Client"),
                _("Counts from"),
                _("Counts until"),
                _("Left out") + "#",
                _("Counted") + "#",
                _("Promised") + "#",
                _("Margin") + "#",
            ],
            [_clock_row(review, clock) for clock in clocks],
            _("No client with a contract was affected."),
        ),
    ]
    if stops:
        blocks.append(
            table(
                _("Clock stops"),
                [
                    _("Client"),
                    _("Code"),
                    _("Stopped") + "#",
                    _("Runs again") + "#",
                    _("Lasted") + "#",
                    _("Reason"),
                    _("Effect"),
                ],
                [_stop_row(review, clock, stop) for clock, stop in stops],
                "",
            )
        )
    return section("clients", _("Clients and contracts"), [*blocks, _affected(review)])


def _clock_row(review: Review, clock: ClientClock) -> list[Cell]:
    reader = review.reader
    measure = review.measures.get(f"sla-time-{clock.client}")
    since, until = reader.milestone(clock.counts_from), clock.counts_until
    stopped = cell(reader._("not finished at ENDEX"), (), "open")
    if clock.stop:
        stopped = cell(reader.milestone(until), (), "", reader.at(clock.stop.at))
    return [
        cell(reader.client(clock.client), (), "", reader.contract(clock.contract)),
        cell(since, (), "", reader.at(clock.start.at)),
        stopped,
        cell(reader.duration(clock.stopped_ms + clock.shut_ms)),
        review.value(measure),
        review.limit(measure),
        review.margin(measure),
    ]


def _stop_row(review: Review, clock: ClientClock, stop: Stop) -> list[Cell]:
    reader = review.reader
    effect = cell(reader._("counted out"))
    if stop.reversed_seq:
        text = reader._("taken back: {reason}").format(reason=stop.reversed_because)
        effect = cell(text, [stop.reversed_seq], "open")
    return [
        cell(reader.client(clock.client)),
        cell(reader.stop_clock(stop.code)),
        review.time(stop.start.at, stop.start.seq),
        review.when(stop.stop),
        cell(reader.duration(_until(clock, stop) - stop.start.at, stop.stop is None)),
        cell(stop.reason or NOTHING),
        effect,
    ]


def _until(clock: ClientClock, stop: Stop) -> int:
    return stop.stop.at if stop.stop else max(clock.end, stop.start.at)


def _affected(review: Review) -> Block:
    reader = review.reader
    _ = reader._
    rows = []
    for row in review.measures.items:
        marks = {
            name: row.marks.get(name)
            for name in ("workaround", "restored-reported", "restored-confirmed")
        }
        rows.append(
            [
                cell(
                    reader.item(row.item),
                    (),
                    "",
                    _("emergency services") if row.listed.emergency_services else "",
                ),
                cell(reader.number(row.listed.users)),
                *(review.when(mark) for mark in marks.values()),
                cell(reader.role(row.confirmed_by) if row.confirmed_by else NOTHING),
                cell(
                    (">\N{NO-BREAK SPACE}" if row.back is None else "")
                    + reader.number(row.user_minutes),
                    row.entries,
                ),
            ]
        )
    return table(
        _("What was affected"),
        [
            _("Item"),
            _("Users") + "#",
            _("Workaround") + "#",
            _("Reported") + "#",
            _("Confirmed") + "#",
            _("Confirmed by"),
            _("User-minutes") + "#",
        ],
        rows,
        _("Nothing was listed as affected."),
    )


def partners(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    outcomes = {
        "done": _("done"),
        "refused": _("refused"),
        "stood-down": _("stood down"),
        "": _("no final answer"),
    }
    rows = [
        [
            cell(
                reader.provider(row.provider),
                (),
                "",
                reader.service(row.provider, row.service),
            ),
            review.time(row.made.at, row.made.seq),
            cell(
                review.within(
                    row.acknowledge_ms, row.acknowledge_within, not row.acknowledged
                ),
                row.entries[:2],
                row.acknowledge_verdict or "",
                review.beside(row.acknowledge_wall_ms),
            ),
            cell(review.lasting(row.acknowledge_within)),
            cell(
                review.within(row.answer_ms, row.restore_within, not row.answered),
                row.entries,
                row.answer_verdict or "",
                review.beside(row.answer_wall_ms),
            ),
            cell(review.lasting(row.restore_within)),
            cell(outcomes[row.outcome], row.entries[-1:] if row.stood_down else ()),
        ]
        for row in review.measures.requests
    ]
    return section(
        "partners",
        _("Partner operators"),
        [
            *drawn(partners_chart(review)),
            table(
                _("What partners were asked"),
                [
                    _("Partner"),
                    _("Asked") + "#",
                    _("Acknowledged after") + "#",
                    _("Promised") + "#",
                    _("Finished after") + "#",
                    _("Promised") + "#",
                    _("Answer"),
                ],
                rows,
                _("No partner was asked for anything."),
            ),
        ],
    )
