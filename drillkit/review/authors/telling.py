"""What people said about a drill, as parts of its report."""

from collections.abc import Sequence
from typing import Final

from drillkit.language import N_
from drillkit.review.authors.form import Comment
from drillkit.review.authors.reading import Paper, Standing
from drillkit.review.reader import Reader
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    items,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING

STANDINGS: Final[dict[Standing, str]] = {
    "draft": N_("draft"),
    "for-comment": N_("for comment"),
    "approved": N_("approved"),
}


def version(paper: Paper, reader: Reader) -> str:
    """Which version it is, as the first page says."""
    text = reader._("version {n}, {state}, {hash}")
    state = reader._(STANDINGS[paper.standing])
    return text.format(n=paper.model.version, state=state, hash=paper.short)


def post(reader: Reader, name: str) -> str:
    """A post or a department by its title."""
    said = reader.role(name)
    return said if said != name else reader.department(name)


def conclusions(paper: Paper, reader: Reader) -> Section | None:
    """Causes and conclusions, each with the entries that show it; None if unsaid."""
    _ = reader._
    model, lang = paper.model, reader.lang
    blocks: list[Block] = []
    if model.summary:
        blocks.append(paragraph(model.summary.say(lang)))
    if model.conclusions:
        said = model.conclusions.values()
        blocks.append(items(cell(one.say(lang)) for one in said))
    rows = [
        [
            cell(cause.of.say(lang), _known(reader, cause.entries)),
            cell(cause.cause.say(lang)),
            cell(post(reader, cause.by) if cause.by else NOTHING),
        ]
        for cause in model.causes.values()
    ]
    if rows:
        columns = [_("What happened"), _("Why, as people see it"), _("Said by")]
        blocks.append(table(_("Causes"), columns, rows, ""))
    if not blocks:
        return None
    return section("conclusions", _("Conclusions"), blocks)


def _known(reader: Reader, entries: Sequence[int]) -> list[int]:
    """Entries that this log has; a number that was mistyped links nowhere."""
    return [seq for seq in entries if seq in reader.record.by_seq]


def comments(paper: Paper, reader: Reader) -> Section | None:
    """Corrections of fact, and departments' comments with their answers."""
    _ = reader._
    lang = reader.lang
    blocks: list[Block] = []
    wrong = [
        [
            cell(one.says.say(lang), _known(reader, one.entries)),
            cell(one.right.say(lang)),
            cell(post(reader, one.by)),
        ]
        for one in paper.model.corrections.values()
    ]
    if wrong:
        columns = [_("The report says"), _("What is right"), _("Said by")]
        blocks.append(table(_("Corrections of fact"), columns, wrong, ""))
    said = [
        [
            cell(post(reader, one.by), (), "", f"{one.date or ''}"),
            cell(one.text.say(lang)),
            _answer(one, reader),
        ]
        for one in paper.model.comments.values()
    ]
    if said:
        columns = [_("Department"), _("Comment"), _("Answer")]
        blocks.append(table(_("Comments"), columns, said, ""))
    if not blocks:
        return None
    return section("comments", _("Comments and corrections"), blocks)


def _answer(comment: Comment, reader: Reader) -> Cell:
    if comment.answer is None:
        return cell(reader._("not answered yet"), (), "open")
    by = post(reader, comment.answered_by) if comment.answered_by else ""
    return cell(comment.answer.say(reader.lang), (), "", by)


def signatures(paper: Paper, reader: Reader, names: bool = False) -> Section:
    """The signature sheet: which version, its hash, who signed it and who has to."""
    _ = reader._
    model = paper.model
    rows = []
    for name in paper.posts:
        found = model.approvals.get(name)
        who = (found.name or "") if found and names else ""
        state = cell(_("not signed yet"), (), "open")
        if found and paper.is_signed(name):
            state = cell(_("approved"), (), "kept", found.date.isoformat())
        elif found:
            text = _("approved another version, {hash}")
            state = cell(text.format(hash=found.of), (), "missed")
        rows.append([cell(post(reader, name), (), "", who), state, cell("")])
    said = _("Version {n}, {state}. Hash of its text: {hash}.").format(
        n=model.version, state=_(STANDINGS[paper.standing]), hash=paper.hash
    )
    blocks: list[Block] = [paragraph(said)]
    if model.log and model.log != reader.record.head:
        blocks.append(
            paragraph(_("The log has grown since the authors read it."), (), "missed")
        )
    columns = [_("Post"), _("Approval"), _("Signature")]
    empty = _("Nobody has to sign; add posts to the list “signs”.")
    blocks.append(table(_("Signature sheet"), columns, rows, empty))
    return section("signatures", _("Approval"), blocks)
