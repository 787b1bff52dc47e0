"""What people wrote down: decisions, amendments, corrections, observations."""

from typing import assert_never

from drillkit.engine.amendments import (
    Change,
    PhaseRetimed,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.events import (
    CommandTaken,
    Corrected,
    DecisionTaken,
    MoveRefused,
    NoteWritten,
    Observed,
    PlanAmended,
)
from drillkit.language import N_
from drillkit.review.retelling import decided, observed
from drillkit.review.telling import tell
from drillkit.review.telling.story import amendment, correction
from drillkit.review.view.blocks import (
    Block,
    Section,
    cell,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review


def decisions(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    rows = [
        [
            review.time(h.at, h.seq),
            cell(reader.role(h.event.by)),
            cell(decided(reader, h.event)[0]),
            cell(_(h.event.why) or NOTHING),
            cell(decided(reader, h.event)[1] or NOTHING),
        ]
        for h in review.record.of(DecisionTaken)
    ]
    command = [
        [
            review.time(h.at, h.seq),
            cell(reader.role(h.event.role)),
            cell(h.event.person or NOTHING),
        ]
        for h in review.record.of(CommandTaken)
    ]
    blocks: list[Block] = [
        table(
            _("Decisions"),
            [_("When") + "#", _("By"), _("What"), _("Why"), _("Rejected")],
            rows,
            _("No decision was written down with its reasons."),
        )
    ]
    if command:
        blocks.append(
            table(
                _("Who had command"),
                [_("From") + "#", _("Role"), _("Person")],
                command,
                "",
            )
        )
    return section("decisions", _("Decisions"), blocks)


def _says(change: Change) -> str:
    """What a plan lacked that had to be changed so; its authors decide."""
    match change:
        case StepAdded():
            return N_("The plan lacks this step.")
        case StepDropped():
            return N_("The step was not needed here: drop it, or say when it is.")
        case StepRetimed() | PhaseRetimed():
            return N_("The target does not fit what the work takes.")
        case StepReassigned():
            return N_("Others do this work than the plan says.")
        case WindowOpened():
            return N_("The site's hours were in the way: agree on access at night.")
    assert_never(change)


def amendments(review: Review) -> Section:
    """What was changed on the way; each says something about the plan."""
    reader = review.reader
    _ = reader._
    changed = [
        [
            review.time(h.at, h.seq),
            cell(amendment(reader, h.event.change)),
            cell(h.event.reason or NOTHING),
            cell(_by(review, h.seq)),
            cell(_(_says(h.event.change)), (), "quiet"),
        ]
        for h in review.record.of(PlanAmended)
    ]
    corrected = [
        [
            review.time(h.at, h.seq),
            cell(correction(reader, h.event), [h.event.seq]),
            cell(h.event.reason or NOTHING),
            cell(_by(review, h.seq)),
        ]
        for h in review.record.of(Corrected)
    ]
    late = [
        [
            review.time(row.recorded, row.seq),
            review.time(row.at),
            cell(reader.duration(row.late_ms)),
            cell(reader.role(row.by)),
            cell(_(row.why) or NOTHING),
        ]
        for row in review.measures.late_entries
    ]
    columns = [_("When") + "#", _("What"), _("Reason"), _("By")]
    return section(
        "amendments",
        _("Amendments and corrections"),
        [
            table(
                _("Changes of the plan"),
                [*columns, _("What it says about the plan")],
                changed,
                _("The plan was not changed."),
            ),
            table(
                _("Corrections of the log"),
                columns,
                corrected,
                _("No entry was corrected."),
            ),
            table(
                _("Entries written late"),
                [
                    _("Written") + "#",
                    _("Happened") + "#",
                    _("Late by") + "#",
                    _("By"),
                    _("Why late"),
                ],
                late,
                _("Every entry was written within a minute."),
            ),
        ],
    )


def _by(review: Review, seq: int) -> str:
    origin = review.record.by_seq[seq].origin
    return review.reader.role(origin.by) if origin else NOTHING


def observations(review: Review) -> Section:
    reader = review.reader
    _ = reader._
    rows = [
        [
            review.time(h.at, h.seq),
            cell(_by(review, h.seq)),
            cell(reader.department(h.event.department) or NOTHING),
            cell(observed(reader, h.event)),
        ]
        for h in review.record.of(Observed)
    ]
    notes = [
        [review.time(h.at, h.seq), cell(_by(review, h.seq)), cell(h.event.text)]
        for h in review.record.of(NoteWritten)
    ]
    refused = [
        [
            review.time(h.at, h.seq),
            cell(_by(review, h.seq)),
            cell(tell(reader, h.event)),
        ]
        for h in review.record.of(MoveRefused)
    ]
    blocks: list[Block] = [
        table(
            _("Evaluators' observations"),
            [_("When") + "#", _("Who"), _("Department"), _("Observation")],
            rows,
            _("No evaluator wrote an observation."),
        )
    ]
    for caption, found in (
        (_("Notes"), notes),
        (_("Moves the plan did not allow"), refused),
    ):
        if found:
            blocks.append(
                table(caption, [_("When") + "#", _("Who"), _("Text")], found, "")
            )
    return section("observations", _("Observations"), blocks)
