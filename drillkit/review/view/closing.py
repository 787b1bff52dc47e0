"""The last sections: improvement plan, participants, definitions, integrity."""

from drillkit.engine.events import HotWashNoted
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.unsealed import findings, telling_in
from drillkit.review.view.blocks import (
    Cell,
    Section,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.objectives import judged
from drillkit.review.view.review import NOTHING, Review

SUGGESTED = 12


def improvement(review: Review) -> Section:
    """A form to fill in; what the figures suggest is marked as a suggestion."""
    _ = review.reader._
    columns = [
        _("Finding"),
        _("Corrective action"),
        _("Capability element"),
        _("Responsible"),
        _("Due"),
        _("How it will be retested"),
    ]
    rows = [[one, *(cell("") for _column in columns[1:])] for one in _suggested(review)]
    rows += _to_improve(review)
    rows += [[cell("") for _column in columns] for _spare in range(3)]
    return section(
        "improvement",
        _("Improvement plan"),
        [
            paragraph(
                _(
                    "To be filled in after the hot wash. Findings marked as suggested"
                    " come"
                    " from measured misses only: strike out what does not hold."
                )
            ),
            table(_("Improvement plan"), columns, rows, ""),
        ],
    )


def _to_improve(review: Review) -> list[list[Cell]]:
    """What departments themselves want better, with the owner they named."""
    reader = review.reader
    note = reader._("said in the hot wash: {who}")
    return [
        [
            cell(
                h.event.text,
                [h.seq],
                "quiet",
                note.format(who=reader.department(h.event.department)),
            ),
            cell(""),
            cell(""),
            cell(reader.role(h.event.owner) if h.event.owner else ""),
            cell(""),
            cell(""),
        ]
        for h in review.record.of(HotWashNoted)
        if h.event.sort == "improve"
    ]


def _suggested(review: Review) -> list[Cell]:
    _ = review.reader._
    note = _("suggested by a measured miss")
    found = [
        cell(one.title, one.measured["refs"], "quiet", note)
        for one in judged(review)
        if one.is_missed
    ]
    broken = [broken_cell(review, one) for one in broken_promises(review)]
    found += [cell(one["text"], one["refs"], "quiet", note) for one in broken]
    steps = sorted(
        (t for t in review.measures.steps if t.verdict == "missed"),
        key=lambda timing: -timing.over_ms,
    )
    for timing in steps[:SUGGESTED]:
        text = _("{step}: {over} past its target").format(
            step=review.reader.path(timing.run, timing.path),
            over=review.reader.duration(timing.over_ms),
        )
        found.append(cell(text, timing.entries, "quiet", note))
    return found[:SUGGESTED]


def participants(review: Review) -> Section:
    """Roles that acted, by department; posts and not persons' names."""
    reader = review.reader
    _ = reader._
    acts: dict[str, list[int]] = {}
    for h in review.record.happenings:
        if h.origin and h.origin.by:
            acts.setdefault(h.origin.by, []).append(h.seq)
    organisation = review.record.books.organisation
    homes = organisation.roles() if organisation else {}
    rows = [
        [
            cell(reader.role(name)),
            cell(reader.department(homes[name]) if name in homes else NOTHING),
            cell(reader.number(len(seqs)), [seqs[0], seqs[-1]]),
        ]
        for name, seqs in sorted(acts.items(), key=lambda pair: homes.get(pair[0], ""))
    ]
    return section(
        "participants",
        _("Participants"),
        [
            table(
                _("Roles that acted"),
                [_("Role"), _("Department"), _("Entries") + "#"],
                rows,
                _("Nobody acted."),
            )
        ],
    )


def definitions(review: Review) -> Section:
    _ = review.reader._
    used = {measure.name for measure in review.measures.all}
    rows = [
        [cell(_(one.title)), cell(_(one.says))]
        for name, one in DEFINITIONS.items()
        if name in used
    ]
    return section(
        "definitions",
        _("Definitions"),
        [
            table(
                _("How each measure is reckoned"),
                [_("Measure"), _("Reckoning")],
                rows,
                "",
            ),
            paragraph(
                _(
                    "Times count from when a thing happened, as its author or a later"
                    " correction says; where that differs from the time of writing,"
                    " both are shown. Order is the log's. What was not finished at"
                    " ENDEX is shown as “more than”, never dropped and never averaged."
                )
            ),
        ],
    )


def proof(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    began = review.record.began.event
    rows = [
        (_("Drill"), began.drill),
        (_("Program"), began.program),
        (_("Plan, SHA-256"), began.plan_hash),
        (_("Scenario, SHA-256"), began.scenario_hash),
        (_("Entries"), reader.number(len(review.record.by_seq))),
        (_("Hash of the last entry"), review.record.head),
    ]
    told = findings(telling_in(review.record), is_over=review.record.ended is not None)
    rows += [
        (_("Director's log"), _(one.says).format(n=reader.number(one.number)))
        for one in told
    ]
    return section(
        "proof",
        _("Integrity"),
        [
            paragraph(
                _(
                    "Each entry's hash covers the entry before it, so a log with this"
                    " last"
                    " hash is this log, whole and unchanged."
                )
            ),
            table(
                _("What this report was made from"),
                [_("Subject"), _("Value")],
                [[cell(name), cell(value or NOTHING)] for name, value in rows],
                "",
            ),
        ],
    )
