"""How bad it was said to be, who was called, and who answered."""

from drillkit.review.measures.notification import CallRow
from drillkit.review.telling.people import WHY_CALLED
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    Tone,
    cell,
    section,
    table,
)
from drillkit.review.view.chart import drawn
from drillkit.review.view.charts.calls import calls_chart
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
            cell(reader.facts(h.event.run, h.event.facts) or NOTHING),
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
        (_("Final"), found.final, "classification-accuracy"),
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
                review.verdict(measure.verdict, measure.is_jumped),
                review.value(since),
            ]
        )
    shares = [
        review.measures.get(key)
        for key in (
            "calls-answered",
            "acknowledged-in-time",
            "broken-links",
            "call-answer-median",
            "call-answer-p90",
        )
    ]
    return section(
        "calls",
        _("Notification and acknowledgement"),
        [
            *drawn(calls_chart(review)),
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
            *_broken_links(review),
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


def _broken_links(review: Review) -> list[Block]:
    """Whom nobody reached, and who was called instead."""
    reader = review.reader
    _ = reader._
    broken = [row for row in review.measures.calls if row.is_broken]
    if not review.measures.calls:
        return []
    rows = [
        [
            cell(reader.role(row.role), row.entries),
            cell(reader.home(row.role) or NOTHING),
            review.time(row.asked.at, row.asked.seq),
            cell(reader.duration(row.waited_ms, True)),
            *_instead(review, row),
        ]
        for row in broken
    ]
    return [
        table(
            _("Broken links of the call tree"),
            [
                _("Not reached"),
                _("Department"),
                _("Called") + "#",
                _("Waited") + "#",
                _("Called instead"),
                _("Answered") + "#",
            ],
            rows,
            _("Everybody who was called answered, or still has time to."),
        )
    ]


def _instead(review: Review, broken: CallRow) -> list[Cell]:
    """The next call about the same thing in the same department."""
    for row in review.measures.calls:
        is_next = row.run == broken.run and row.asked.seq > broken.asked.seq
        if is_next and (row.deputy_for == broken.role or row.rung > broken.rung):
            return [cell(review.reader.role(row.role)), review.when(row.answered)]
    return [cell(review.reader._("nobody"), (), "missed"), cell(NOTHING)]


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
    if row.is_jumped:
        verdict = review.unrated
    return [
        cell(reader.role(row.role), (), "", ", ".join(notes)),
        cell(_(WHY_CALLED[row.why])),
        review.time(row.asked.at, row.asked.seq),
        review.when(row.answered),
        cell(
            review.within(row.waited_ms, row.within_ms, row.answered is None),
            note=review.beside(row.wall_ms),
        ),
        cell(review.lasting(row.within_ms)),
        cell(verdict, (), tone),
    ]
