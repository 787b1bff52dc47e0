"""Words for ids that plans use without giving them a title.

Milestones and values of facts have no title in a plan.  Those of the trade and of
the reference plan are said in the reader's language; any other id is at least said
as words.
"""

from typing import Final

from drillkit.language import N_

# What a feedback form asks, to be agreed with from 1 to 5.
STATEMENTS: Final = {
    "structured": N_("The exercise was well structured"),
    "realistic": N_("The scenario was plausible and realistic"),
    "facilitated": N_("The exercise staff knew their subject and kept us on target"),
    "documents": N_("The documents were useful"),
    "fitting": N_("Taking part was right for my position"),
    "people": N_("The right people took part, of the right level and mix"),
    "practised": N_("We could practise and improve what matters most to us"),
    "prepared": N_("After it I am better prepared"),
}

MILESTONES: Final = {
    "onset": N_("onset"),
    "startex": N_("STARTEX"),
    "endex": N_("ENDEX"),
    "ticket": N_("ticket"),
    "detected": N_("detected"),
    "first-news": N_("first news"),
    "first-answer": N_("first answer"),
    "first-step": N_("first step"),
    "first-word": N_("first word"),
    "acknowledged": N_("acknowledged"),
    "classified": N_("classified"),
    "declared": N_("declared"),
    "plan-approved": N_("plan approved"),
    "workaround": N_("workaround"),
    "restored-reported": N_("restored, as reported"),
    "restored-confirmed": N_("restored, confirmed"),
    "normal": N_("back to normal"),
    "closed": N_("closed"),
    "kept": N_("done"),
    "delivered": N_("delivered"),
    "all-counted": N_("everybody counted"),
    "clients-confirm": N_("clients confirm"),
    "core-powered": N_("core sites powered"),
    "credits-ready": N_("credits ready"),
    "crews-done": N_("crews done"),
    "crisis-regime": N_("crisis regime in force"),
    "desks-ready": N_("reserve desks ready"),
    "emergency-settlements-back": N_("emergency settlements back"),
    "expedition-done": N_("expedition done"),
    "mains-back": N_("mains back"),
    "partner-paths": N_("paths through partners"),
    "partners-repaired": N_("partners' lines repaired"),
    "people-out": N_("people out of danger"),
    "public-told": N_("public told"),
    "regulator-told": N_("regulator told"),
    "spliced": N_("spliced"),
    "systems-ok": N_("systems in order"),
}
VALUES: Final = {
    "none": N_("not at all"),
    "degraded": N_("degraded"),
    "lost": N_("lost"),
    "site": N_("a site"),
    "city": N_("a city"),
    "region": N_("a region"),
    "country": N_("the country"),
    "mains": N_("mains"),
    "generators": N_("generators"),
    "batteries": N_("batteries"),
    "dark": N_("nothing, dark"),
    "restricted": N_("partly closed"),
    "hours": N_("for hours"),
    "days": N_("for days"),
    "gone": N_("gone for good"),
}


def spoken(name: str) -> str:
    """An id as words."""
    return name.replace("-", " ")


def shortened(question: str) -> str:
    """A question as a label: the answers it offers and its mark left out."""
    return question.partition(":")[0].strip().rstrip("?").strip()
