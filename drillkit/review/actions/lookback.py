"""What earlier actions came to, as the next report opens with it.

As of the day of the drill that is reported: what it retested, what was still open, and
what was closed in the year before.  Every figure links to entries of this drill.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from drillkit.review.actions.reading import Agenda, Todo
from drillkit.review.actions.retesting import trials
from drillkit.review.actions.telling import (
    ELEMENT_WORDS,
    Standing,
    Teller,
    counted,
    standings,
    state_cell,
)
from drillkit.review.history.past import Past, in_order
from drillkit.review.view.blocks import Cell, Section, cell, paragraph, section, table
from drillkit.review.view.review import NOTHING

# A year, and the weeks by which a yearly drill may be late.
SINCE: Final = timedelta(days=400)


def earlier(agenda: Agenda, pasts: Sequence[Past], past: Past) -> Agenda:
    """The actions of drills before *past*."""
    before = {one.drill for one in in_order(pasts) if one.order < past.order}
    known = {one.drill for one in pasts}
    return Agenda(
        tuple(
            sheaf
            for sheaf in agenda.sheaves
            if sheaf.drill in before
            or (
                sheaf.drill not in known
                and sheaf.model.held is not None
                and sheaf.model.held < past.day
            )
        )
    )


def look_back(
    teller: Teller, agenda: Agenda, pasts: Sequence[Past], past: Past
) -> Section | None:
    """What earlier actions came to by *past*; None if there were none."""
    old = earlier(agenda, pasts, past)
    known = [one for one in pasts if one.order <= past.order and one is not past]
    known = [*(one for one in known if one.drill != past.drill), past]
    found = [one for one in standings(old, known, past.day) if _matters(one, past)]
    if not found:
        return None
    _ = teller._
    columns = [_("Action"), _("Owner and date"), _("State"), _("In this drill")]
    title = _("What earlier actions came to")
    rows = [
        [*_about(teller, one), state_cell(teller, one), _here(teller, one.todo, past)]
        for one in found
    ]
    return section(
        "earlier-actions",
        title,
        [paragraph(counted(teller, found)), table(title, columns, rows, "")],
    )


def _matters(one: Standing, past: Past) -> bool:
    if one.is_open or any(each.past is past for each in one.trials):
        return True
    closed = one.todo.action.closed
    return closed is not None and closed.date >= past.day - SINCE


def _about(teller: Teller, one: Standing) -> list[Cell]:
    action = one.todo.action
    what = (action.do or action.finding).say(teller.lang)
    due = action.due.isoformat() if action.due else NOTHING
    return [
        cell(what, (), "", one.todo.name),
        cell(teller.role(action.owner) or NOTHING, (), "", due),
    ]


def _here(teller: Teller, todo: Todo, past: Past) -> Cell:
    """What this drill shows of its retest, with the entries that show it."""
    _ = teller._
    found = [one for one in trials(todo, [past]) if one.past is past]
    if not found:
        return cell(_("not tried"), (), "quiet")
    if found[-1].outcome == "passed":
        return cell(_("retest passed"), found[-1].entries, "kept")
    return cell(_("retest failed"), found[-1].entries, "missed")


def improvement(teller: Teller, agenda: Agenda, pasts: Sequence[Past], past: Past) -> (
    Section | None
):  # fmt: skip
    """The improvement plan of *past* as people wrote it; None if they did not yet."""
    sheaf = agenda.of(past.drill)
    if sheaf is None or not sheaf.model.actions:
        return None
    _ = teller._
    rows = []
    for one in standings(Agenda((sheaf,)), [*pasts, past], past.day):
        action = one.todo.action
        what, element = action.do, action.element
        seqs = [seq for seq in action.entries if seq in past.record.by_seq]
        rows.append(
            [
                cell(action.finding.say(teller.lang), seqs),
                cell(what.say(teller.lang) if what else NOTHING, (), "", one.todo.name),
                cell(_(ELEMENT_WORDS[element]) if element else NOTHING),
                _about(teller, one)[1],
                cell(teller.retest(action.retest) or NOTHING),
            ]
        )
    columns = [
        _("Finding"),
        _("Corrective action"),
        _("Capability element"),
        _("Responsible"),
        _("How it will be retested"),
    ]
    title = _("Improvement plan")
    return section("improvement", title, [table(title, columns, rows, "")])
