"""Sections that are one or two tables: severity, calls, silence, clients, partners, story."""

from drillkit.review.measures.notification import CallRow
from drillkit.review.measures.story import ExpectationRow, InjectRow
from drillkit.review.measures.value import Instant
from drillkit.review.telling.people import WHY_CALLED
from drillkit.review.telling.promises import fact_value
from drillkit.review.telling.story import whom
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    Tone,
    cell,
    heading,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review
from drillkit.review.view.verdict import title_of


def severity(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    found = review.measures.classification
    rows = [
        [
            review.time(h.at, h.seq),
            cell(reader.run(h.event.run)),
            cell(reader.level(h.event.level)),
            cell(
                ", ".join(
                    f"{name}: {fact_value(reader, value)}"
                    for name, value in h.event.facts.items()
                )
                or NOTHING
            ),
            cell(h.event.reason or NOTHING),
        ]
        for h in found.history
    ]
    blocks: list[Block] = [
        table(
            _("Severity given"),
            [
                _("When") + "#",
                _("Department"),
                _("Severity"),
                _("Facts known"),
                _("Reason"),
            ],
            rows,
            _("Nobody classified the event."),
        )
    ]
    if found.expected:
        blocks.insert(0, _against(review))
    return section("severity", _("Classification"), blocks)


def _against(review: Review) -> Block:
    reader = review.reader
    _ = reader._
    found = review.measures.classification
    rows = []
    for title, level, key in (
        (_("First"), found.first, "first-classification-accuracy"),
        (_("Final"), found.final, "final-classification-accuracy"),
    ):
        measure = review.measures.get(key)
        steps = abs(measure.number or 0) if measure else 0
        rows.append(
            [
                cell(title),
                cell(reader.level(level) if level else NOTHING),
                cell(reader.level(found.expected)),
                review.value(measure),
                cell(reader.number(steps) if measure else NOTHING),
            ]
        )
    return table(
        _("Against the expected answer"),
        [
            _("Classification"),
            _("Given"),
            _("Expected"),
            _("Verdict"),
            _("Rungs apart") + "#",
        ],
        rows,
        "",
    )


def calls(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    told = [m for m in review.measures.all if m.name == "time-to-notify"]
    rows = []
    for measure in told:
        since = review.measures.get(f"time-to-notify-from-onset-{measure.subject}")
        rows.append(
            [
                cell(reader.audience(measure.subject)),
                review.value(measure),
                review.limit(measure),
                review.verdict(measure.verdict),
                review.value(since),
            ]
        )
    shares = [
        review.measures.get(key)
        for key in (
            "calls-answered",
            "calls-in-time",
            "broken-links",
            "call-answer-median",
            "call-answer-p90",
        )
    ]
    return section(
        "calls",
        _("Notification and acknowledgement"),
        [
            table(
                _("Who was told, and when"),
                [
                    _("Audience"),
                    _("From the declaration") + "#",
                    _("Promised") + "#",
                    _("Verdict"),
                    _("From the onset") + "#",
                ],
                rows,
                _("Nobody had to be told, or nothing was declared."),
            ),
            table(
                _("The call tree in figures"),
                [_("Measure"), _("Value") + "#"],
                [
                    [cell(title_of(review, measure.name)), review.value(measure)]
                    for measure in shares
                    if measure
                ],
                _("Nobody was called."),
            ),
            table(
                _("Calls"),
                [
                    _("Called"),
                    _("Why"),
                    _("Asked") + "#",
                    _("Answered") + "#",
                    _("Waited") + "#",
                    _("Allowed") + "#",
                    _("Verdict"),
                ],
                [_call_row(review, row) for row in review.measures.calls],
                _("Nobody was called."),
            ),
        ],
    )


def _call_row(review: Review, row: CallRow) -> list[Cell]:
    reader = review.reader
    _ = reader._
    notes = []
    if row.deputy_for:
        notes.append(_("for {role}").format(role=reader.role(row.deputy_for)))
    if row.rung:
        notes.append(_("rung {n}").format(n=row.rung))
    tone: Tone = ""
    if row.is_in_time is not None:
        tone = "kept" if row.is_in_time else "missed"
    verdict = _("in time") if row.is_in_time else _("too late")
    if row.is_in_time is None:
        verdict = NOTHING if row.answered else _("no answer yet")
    elif row.answered is None:
        verdict = _("no answer")
    return [
        cell(reader.role(row.role), (), "", ", ".join(notes)),
        cell(_(WHY_CALLED[row.why])),
        review.time(row.asked.at, row.asked.seq),
        _answered(review, row.answered),
        cell(reader.duration(row.waited_ms, row.answered is None)),
        cell(NOTHING if row.within_ms is None else reader.duration(row.within_ms)),
        cell(verdict, (), tone),
    ]


def _answered(review: Review, answered: Instant | None) -> Cell:
    if answered is None:
        return cell(NOTHING)
    return review.time(answered.at, answered.seq)


def silence(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    rows = []
    for hearing in review.measures.hearings:
        name = hearing.audience
        longest = review.measures.get(f"longest-silence-{name}")
        rows.append(
            [
                cell(reader.audience(name)),
                cell(
                    reader.number(len(hearing.words)),
                    [word.seq for word in hearing.words],
                ),
                review.value(longest),
                review.limit(longest),
                review.value(review.measures.get(f"cadence-kept-{name}")),
                review.value(review.measures.get(f"next-word-kept-{name}")),
            ]
        )
    broken = [
        [
            cell(reader.audience(hearing.audience)),
            review.time(word.made.at, word.made.seq),
            review.time(word.due),
            review.time(word.came.at, word.came.seq) if word.came else cell(NOTHING),
            cell(
                reader.over(
                    (word.came.at if word.came else review.record.end) - word.due
                ),
                (),
                "missed",
            ),
        ]
        for hearing in review.measures.hearings
        for word in hearing.next_words
        if word.standing == "missed"
    ]
    return section(
        "silence",
        _("Information vacuum"),
        [
            table(
                _("Silence, by audience"),
                [
                    _("Audience"),
                    _("Messages") + "#",
                    _("Longest silence") + "#",
                    _("Allowed") + "#",
                    _("Intervals kept") + "#",
                    _("Promises of the next kept") + "#",
                ],
                rows,
                _("Nobody had to hear from us."),
            ),
            heading(_("Promised times of the next update that passed"), "next-missed"),
            table(
                _("Promised times of the next update that passed"),
                [
                    _("Audience"),
                    _("Promised at") + "#",
                    _("Promised for") + "#",
                    _("Came") + "#",
                    _("Late by") + "#",
                ],
                broken,
                _("Every promised update came in time."),
            ),
        ],
    )


def clients(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    rows, stops = [], []
    for clock in review.measures.clocks:
        measure = review.measures.get(f"sla-time-{clock.client}")
        assert measure is not None, "every clock is measured"
        rows.append(
            [
                cell(
                    reader.client(clock.client), (), "", reader.contract(clock.contract)
                ),
                cell(
                    reader.milestone(clock.counts_from),
                    (),
                    "",
                    reader.at(clock.start.at),
                ),
                cell(
                    reader.milestone(clock.counts_until),
                    (),
                    "",
                    reader.at(clock.stop.at),
                )
                if clock.stop
                else cell(_("not finished at ENDEX"), (), "open"),
                cell(reader.duration(clock.stopped_ms + clock.shut_ms)),
                review.value(measure),
                review.limit(measure),
                review.margin(measure),
            ]
        )
        for stop in clock.stops:
            text = _("taken back: {reason}").format(reason=stop.reversed_because)
            stops.append(
                [
                    cell(reader.client(clock.client)),
                    cell(reader.stop_clock(stop.code)),
                    review.time(stop.start.at, stop.start.seq),
                    _answered(review, stop.stop),
                    cell(stop.reason or NOTHING),
                    cell(text, [stop.reversed_seq], "open")
                    if stop.reversed_seq
                    else cell(_("counted out")),
                ]
            )
    blocks: list[Block] = [
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
            rows,
            _("No client with a contract was affected."),
        )
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
                    _("Reason"),
                    _("Effect"),
                ],
                stops,
                "",
            )
        )
    return section("clients", _("Clients and contracts"), [*blocks, _affected(review)])


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
                *(_answered(review, mark) for mark in marks.values()),
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
    outcomes = {"done": _("done"), "refused": _("refused"), "": _("no final answer")}
    rows = [
        [
            cell(reader.provider(row.provider), (), "", row.service),
            review.time(row.made.at, row.made.seq),
            cell(
                reader.duration(row.acknowledge_ms, row.acknowledged is None),
                (),
                row.acknowledge_verdict or "",
            ),
            cell(_none_or(review, row.acknowledge_within)),
            cell(
                reader.duration(row.answer_ms, row.answered is None),
                row.entries,
                row.answer_verdict or "",
            ),
            cell(_none_or(review, row.restore_within)),
            cell(outcomes[row.outcome]),
        ]
        for row in review.measures.requests
    ]
    return section(
        "partners",
        _("Partner operators"),
        [
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
            )
        ],
    )


def _none_or(review: Review, ms: int | None) -> str:
    return NOTHING if ms is None else review.reader.duration(ms)


def story(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    standings = {
        "met": _("seen in time"),
        "late": _("seen late"),
        "missed": _("not seen"),
        "open": _("still open"),
    }
    tones: dict[str, Tone] = {
        "met": "kept",
        "late": "missed",
        "missed": "missed",
        "open": "open",
    }
    expected = [
        [
            cell(_asked(review, row), (), "", row.inject),
            cell(reader.role(row.by) if row.by else _to(review, row)),
            review.time(row.delivered.at, row.delivered.seq),
            _answered(review, row.met),
            cell(_none_or(review, row.within_ms)),
            cell(standings[row.standing], row.entries, tones[row.standing]),
        ]
        for row in review.measures.expectations
    ]
    return section(
        "story",
        _("Expected actions and injects"),
        [
            paragraph(_totals(review)),
            table(
                _("Expected actions"),
                [
                    _("Expected action"),
                    _("From whom"),
                    _("Inject came") + "#",
                    _("Seen") + "#",
                    _("Allowed") + "#",
                    _("Verdict"),
                ],
                expected,
                _("No inject asked for an action."),
            ),
            table(
                _("Injects"),
                [
                    _("Inject"),
                    _("To"),
                    _("Came") + "#",
                    _("Late by") + "#",
                    _("What became of it"),
                ],
                [_inject_row(review, row) for row in review.measures.injects],
                _("There were no injects."),
            ),
        ],
    )


def _totals(review: Review) -> str:
    _ = review.reader._
    delivered = review.measures.get("injects-delivered")
    met = review.measures.get("expectations-met")
    said = []
    if delivered:
        said.append(
            _("Injects delivered: {share}.").format(share=review.plain(delivered))
        )
    if met:
        said.append(
            _("Expected actions seen in time: {share}.").format(share=review.plain(met))
        )
    return " ".join(said)


def _asked(review: Review, row: ExpectationRow) -> str:
    scenario = review.record.books.scenario
    inject = scenario.injects.get(row.inject) if scenario else None
    if inject and row.number <= len(inject.expects):
        return inject.expects[row.number - 1].do.say(review.reader.lang)
    return review.reader._("action no. {n}").format(n=row.number)


def _to(review: Review, row: ExpectationRow) -> str:
    for inject in review.measures.injects:
        if inject.inject == row.inject and inject.delivered:
            return whom(review.reader, inject.delivered.event.to)
    return NOTHING


def expectation_words(review: Review, row: ExpectationRow) -> str:
    _ = review.reader._
    text = {
        "met": _("Expected action seen in time: {what}"),
        "late": _("Expected action seen late: {what}"),
        "missed": _("Expected action not seen: {what}"),
        "open": _("Expected action still open: {what}"),
    }[row.standing]
    return text.format(what=_asked(review, row))


def _inject_row(review: Review, row: InjectRow) -> list[Cell]:
    reader = review.reader
    _ = reader._
    fates = {
        "delivered": _("delivered"),
        "skipped": _("skipped"),
        "held": _("held back, never released"),
        "not-needed": _("not needed"),
        "not-come": _("did not come before the end"),
    }
    says, to = "", ""
    if row.delivered:
        says = reader.texts(row.delivered.event.says)
        to = whom(reader, row.delivered.event.to)
    elif row.planned:
        says = row.planned.says.say(reader.lang)
        to = whom(reader, row.planned.to or "")
    at = row.delivered
    return [
        cell(row.inject, (), "", says),
        cell(to),
        review.time(at.at, at.seq) if at else cell(NOTHING),
        cell(_none_or(review, row.late_ms)),
        cell(
            fates[row.fate],
            row.entries if not at else (),
            "" if at else "quiet",
            row.reason,
        ),
    ]
