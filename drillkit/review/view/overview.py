"""The opening sections: what was exercised, and how it came back to normal."""

from dataclasses import replace

from drillkit.language import N_
from drillkit.review.measures.promises import worst
from drillkit.review.telling.course import ending
from drillkit.review.telling.story import RATINGS
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    heading,
    items,
    paragraph,
    section,
    table,
)
from drillkit.review.view.chart import drawn
from drillkit.review.view.charts.causes import causes_chart
from drillkit.review.view.delays import delay, promises
from drillkit.review.view.objectives import Judged, judged
from drillkit.review.view.ratings import ANSWERS, LADDER, QUESTIONS
from drillkit.review.view.ratings import worst as worst_of
from drillkit.review.view.review import NOTHING, Review
from drillkit.review.view.verdict import title_of

EXERCISES = {
    "tabletop": N_("tabletop"),
    "drill": N_("drill of one function"),
    "functional": N_("functional exercise"),
    "full-scale": N_("full-scale exercise"),
}
MODES = {
    "live": N_("real event"),
    "drill": N_("exercise with people"),
    "rehearsal": N_("simulation"),
}
RECOVERY = (
    "time-to-detect",
    "time-to-acknowledge",
    "time-to-classify",
    "time-to-declare",
    "time-to-plan",
    "time-to-workaround",
    "time-to-restore-reported",
    "time-to-restore",
    "time-to-normalisation",
    "time-to-normalisation-from-startex",
)
TOTALS = (
    "obligations-kept",
    "promises-kept",
    "acknowledged-in-time",
    "expectations-met",
    "phase-targets-kept",
    "step-targets-kept",
    "items-restored",
    "user-minutes",
    "entries-written-late",
)


def overview(review: Review) -> Section:
    """What, when, who, and the story in a few lines."""
    reader = review.reader
    _ = reader._
    return section(
        "overview",
        _("Exercise overview") if review.is_exercise else _("Overview"),
        [
            table(
                _("What was run"),
                [_("Subject"), _("Particulars")],
                [[cell(name), what] for name, what in _particulars(review)],
                "",
            ),
            paragraph(_clock_note(review)),
        ],
    )


def _particulars(review: Review) -> list[tuple[str, Cell]]:
    reader = review.reader
    _ = reader._
    began, ended = review.record.began.event, review.record.ended
    seq = review.record.began.seq
    departments = dict.fromkeys(
        reader.department(review.record.department(run))
        for run in review.record.runbook_of
    )
    rows = [
        (_("Title"), cell(reader.texts(began.title) or began.scenario)),
        (_("Mode"), cell(_(MODES[began.mode]))),
        (_("Began"), cell(reader.story(0), [seq])),
        (
            _("Ended"),
            cell(reader.story(review.record.end), [ended.seq], "", _ending(review))
            if ended
            else cell(_("still running")),
        ),
        (_("Length"), cell(reader.duration(review.record.end))),
        (_("Departments"), cell(", ".join(departments))),
        (_("Lead"), cell(reader.department(began.lead))),
        (_("Affected"), cell(_affected(review), [seq])),
    ]
    if began.exercise in EXERCISES and review.is_exercise:
        rows.insert(1, (_("Type"), cell(_(EXERCISES[began.exercise]))))
    if began.mode == "drill":
        # The id has this day, and the story may be of any other.
        at = rows.index(next(row for row in rows if row[0] == _("Began")))
        rows[at] = (_("Began, by the story"), rows[at][1])
        rows.insert(at, (_("Held"), cell(reader.wall(began.wall_ms), [seq])))
    return rows


def _ending(review: Review) -> str:
    ended = review.record.ended
    return ending(review.reader, ended.event) if ended else ""


def _affected(review: Review) -> str:
    rows = review.measures.items
    users = sum(row.listed.users for row in rows)
    reader = review.reader
    text = reader.n_("{n} item", "{n} items", len(rows))
    if users:
        text += ", " + reader.n_("{n} user", "{n} users", users)
    return text if rows else NOTHING


def _clock_note(review: Review) -> str:
    return review.reader._(
        "Times are drill time from STARTEX, h:mm:ss; the time of day in the"
        " story stands"
        " under them. Numbers in brackets are entries of the log: every figure can be"
        " checked by hand. A figure with “>” was not finished at ENDEX."
    )


def summary(review: Review) -> Section:
    """The way back in one table, and the longest delays in words."""
    reader = review.reader
    _ = reader._
    blocks: list[Block] = [
        table(
            _("From the onset to back to normal"),
            [
                _("Measure"),
                _("Counted from"),
                _("Until"),
                _("Took") + "#",
                _("Promised") + "#",
                _("Margin") + "#",
            ],
            [_recovery_row(review, key) for key in RECOVERY if _known(review, key)],
            "",
        ),
        table(
            _("Totals"),
            [_("Measure"), _("Value") + "#"],
            [
                [cell(title_of(review, key)), review.value(review.measures.get(key))]
                for key in TOTALS
                if _known(review, key)
            ],
            "",
        ),
    ]
    delays = [delay(review, one) for one in worst(promises(review), 10)]
    if delays:
        blocks.append(
            table(
                _("Longest delays"),
                [
                    _("What"),
                    _("Who"),
                    _("Took, of target") + "#",
                    _("Over") + "#",
                    _("What the log says of the cause"),
                ],
                [
                    [
                        cell(one["what"]),
                        cell(one["who"] or NOTHING),
                        cell(one["took"], one["refs"]),
                        cell(one["over"], (), "missed"),
                        cell(one["why"] or NOTHING),
                    ]
                    for one in delays
                ],
                "",
            )
        )
    blocks += drawn(causes_chart(review))
    return section("summary", _("Executive summary"), blocks)


def _known(review: Review, key: str) -> bool:
    return review.measures.get(key) is not None


def _recovery_row(review: Review, key: str) -> list[Cell]:
    measure = review.measures.get(key)
    assert measure is not None, "only known measures are asked for"
    reader = review.reader
    anchor, until = measure.anchor, measure.until
    unfinished = cell(reader._("not finished at ENDEX"), (), "open")
    if review.is_unplanned(measure):
        unfinished = cell(reader._("not part of this drill's plans"), (), "quiet")
        measure = replace(measure, value_ms=None, limit_ms=None, text=NOTHING)
    return [
        cell(title_of(review, measure.name)),
        cell(reader.milestone(anchor.name), (), "", reader.at(anchor.at))
        if anchor
        else cell(NOTHING),
        cell(reader.milestone(until.name), (), "", reader.at(until.at))
        if until
        else unfinished,
        review.value(measure),
        review.limit(measure),
        review.margin(measure),
    ]


def _capabilities(review: Review, found: list[Judged]) -> list[Block]:
    """A capability is rated by the worst of its objectives; how many were rated."""
    reader = review.reader
    _ = reader._
    if not found:
        return []
    rows = []
    for name in dict.fromkeys(one.capability for one in found):
        mine = [one for one in found if one.capability == name]
        rated = [one for one in mine if one.given]
        verdict = worst_of(one.given for one in rated if one.given)
        rows.append(
            [
                cell(name),
                cell(reader.share(len(rated), len(mine))),
                *(
                    cell(reader.number(sum(one.given == rating for one in rated)))
                    for rating in reversed(LADDER)
                ),
                cell(_(RATINGS[verdict]) if verdict else _("not rated")),
            ]
        )
    titles = [f"{_(RATINGS[rating])}#" for rating in reversed(LADDER)]
    columns = [_("Capability"), _("Objectives rated") + "#", *titles, _("Rating")]
    key = [
        [cell(_(RATINGS[rating])), *(cell(_(answer)) for answer in ANSWERS[rating])]
        for rating in reversed(LADDER)
    ]
    return [
        table(
            _("Capabilities, rated by evaluators; the worst counts"), columns, rows, ""
        ),
        table(
            _("How a rating is decided"),
            [_("Rating"), *(_(question) for question in QUESTIONS)],
            key,
            "",
        ),
    ]


def objectives(review: Review) -> Section:
    """Objectives with ratings; then what the log shows of each."""
    _ = review.reader._
    found = judged(review)
    blocks: list[Block] = [
        table(
            _("Objectives and ratings"),
            [_("Objective"), _("Capability"), _("Measured") + "#", _("Rating")],
            [
                [
                    cell(one.title),
                    cell(one.capability),
                    one.measured,
                    one.rating,
                ]
                for one in found
            ],
            _("The scenario was not opened, or names no objectives."),
        ),
        *_capabilities(review, found),
        paragraph(
            _(
                "An evaluator sets a rating. Where none did, the timing suggests one"
                " and"
                " says so; timing cannot see harm to other work, so it never suggests"
                " major challenges."
            )
        ),
    ]
    for one in found:
        blocks.append(heading(one.title, f"objective-{one.name}"))
        blocks.append(items(one.evidence))
    return section("objectives", _("Objectives and analysis"), blocks)
