"""The draft of a client update, out of how the drill stands.

The words come from a template, ``update.<lang>.txt.j2``; whoever sends it reads it
first and changes what is wrong.
"""

from collections.abc import Mapping

from drillkit.engine.drill import Drill
from drillkit.review.reader import Reader

RESTORED = ("restored-reported", "restored-confirmed", "normal")


def draft_update(drill: Drill, reader: Reader, audience: str, now: int) -> str:
    """What an audience could be told now; one paragraph, no markup."""
    # Not at the top: whoever never sends an update never pays for Jinja.
    from drillkit.review.render import render_text

    name = f"update.{reader.lang}.txt.j2"
    return render_text(name, standing(drill, reader, audience, now)).strip()


def standing(
    drill: Drill, reader: Reader, audience: str, now: int
) -> Mapping[str, object]:
    """What a draft may tell: no inject, no name of a person, no guess."""
    back = sum(any(x in item.marks for x in RESTORED) for item in drill.items.values())
    estimates = [x.estimate for x in drill.items.values() if x.estimate is not None]
    period = None
    if drill.level:
        organisation = reader.record.books.organisation
        level = organisation.levels.get(drill.level) if organisation else None
        period = level.update.get(audience) if level else None
    return {
        "is_exercise": drill.mode != "live",
        "time": reader.clock(now),
        "audience": reader.audience(audience),
        "level": reader.level(drill.level),
        "affected": len(drill.items),
        "restored": back,
        "estimate": reader.clock(max(estimates)) if estimates else "",
        "milestones": [reader.milestone(name) for name in drill.milestones],
        "is_normal": "normal" in drill.milestones,
        "next": reader.clock(now + period) if period is not None else "",
    }
