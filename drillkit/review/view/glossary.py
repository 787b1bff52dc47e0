"""The words of a report that a reader from outside the trade may not know."""

from typing import Final

from drillkit.language import N_
from drillkit.review.view.blocks import Section, cell, section, table
from drillkit.review.view.review import Review

TERMS: Final = (
    (N_("STARTEX, ENDEX"), N_("Start and end of play.")),
    (
        N_("inject"),
        N_("News that the exercise staff puts into play, at a time or on an event."),
    ),
    (
        N_("expected action"),
        N_("What players should do about an inject; evaluators watch for it."),
    ),
    (
        N_("objective"),
        N_("Something specific and measurable that the exercise tests."),
    ),
    (
        N_("severity"),
        N_("The rung of the company's ladder from minor to crisis that facts lead to."),
    ),
    (
        N_("acknowledge"),
        N_("To say that a call was received, or that one took charge: two instants."),
    ),
    (
        N_("broken link"),
        N_("A call of the call tree that was never answered, with its window over."),
    ),
    (
        N_("next-update clock"),
        N_("Every update promises the next; the clock runs until that comes."),
    ),
    (
        N_("SLA clock, clock stop"),
        N_(
            "A contract's time to repair, and an agreed reason, by its code, for which"
            " it stands."
        ),
    ),
    (
        N_("workaround"),
        N_("The service runs another way while the cause is still there."),
    ),
    (
        N_("restored, reported and confirmed"),
        N_("Reported by whoever repaired it; confirmed by whoever uses it."),
    ),
    (
        N_("back to normal"),
        N_("Nothing temporary is left; time to normalisation ends here."),
    ),
    (
        N_("not finished at ENDEX"),
        N_("Still running when play ended: shown as “more than”, never left out."),
    ),
    (
        N_("user-minutes"),
        N_("Users without service times the minutes they were without it."),
    ),
    (
        N_("amendment"),
        N_("A change of the plan while it ran: edited a little, and used."),
    ),
    (
        N_("hot wash"),
        N_("The talk right after play: what went well, what to improve."),
    ),
    (
        N_("entry"),
        N_("One line of the log; its hash covers the line before it."),
    ),
)


def glossary(review: Review) -> Section:
    _ = review.reader._
    rows = [[cell(_(term)), cell(_(says))] for term, says in TERMS]
    return section(
        "glossary",
        _("Glossary"),
        [table(_("Words of this report"), [_("Word"), _("Meaning")], rows, "")],
    )
