"""What happens to an obligation; kept or closed, it is owed no more."""

from collections.abc import Mapping
from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.clock import DrillClock, drill_at
from drillkit.engine.drill import Drill, Obligation, changed


def obligation_opened(drill: Drill, event: events.ObligationOpened, at: int) -> Drill:
    """One more promise."""
    opened = Obligation(
        obligation=event.obligation,
        kind=event.kind,
        subject=event.subject,
        run=event.run,
        anchor=event.anchor,
        anchored_at=event.anchored_at,
        limit=event.limit,
        due=event.due,
    )
    return changed(drill, obligations={**drill.obligations, event.obligation: opened})


def obligation_moved(drill: Drill, event: events.ObligationMoved, at: int) -> Drill:
    """Due at another time; while its clock stands, what is left is kept."""
    old = drill.obligations[event.obligation]
    moved = replace(
        old,
        due=event.due,
        limit=event.limit,
        remaining=_remaining(old, event, at),
        jumped=old.jumped or event.why == "jumped",
    )
    return changed(drill, obligations={**drill.obligations, event.obligation: moved})


def _remaining(old: Obligation, event: events.ObligationMoved, at: int) -> int | None:
    if event.due is not None:
        return None
    if old.due is not None:
        return old.due - at
    # It stands already: another limit gives or takes what it differs by.
    return (old.remaining or 0) + event.limit - old.limit


def message_delivered(drill: Drill, event: events.MessageDelivered, at: int) -> Drill:
    """Its clocks are the wall's, at whatever drill time that is."""
    delivered = {
        name: replace(drill.obligations[name], wall_due=wall, remaining=None)
        for name, wall in event.dues.items()
    }
    owed = {**drill.obligations, **delivered}
    return changed(drill, obligations=on_the_wall(owed, drill.clock))


def on_the_wall(
    owed: Mapping[str, Obligation], clock: DrillClock
) -> Mapping[str, Obligation]:
    """Promises, those on the wall due when *clock* will show it."""
    moved = {
        name: replace(one, due=drill_at(clock, one.wall_due))
        for name, one in owed.items()
        if one.wall_due is not None
    }
    return {**owed, **moved} if moved else owed


def obligation_broken(drill: Drill, event: events.ObligationBroken, at: int) -> Drill:
    """It is late from here on, and still owed."""
    broken = replace(drill.obligations[event.obligation], broken=True)
    return changed(drill, obligations={**drill.obligations, event.obligation: broken})


def obligation_over(
    drill: Drill, event: events.ObligationKept | events.ObligationClosed, at: int
) -> Drill:
    """Nobody owes it any more."""
    rest = {k: v for k, v in drill.obligations.items() if k != event.obligation}
    return changed(drill, obligations=rest)


def obligation_accepted(
    drill: Drill, event: events.ObligationAccepted, at: int
) -> Drill:
    """Lost, and accepted by name: it leaves the alarm line."""
    accepted = replace(drill.obligations[event.obligation], accepted=True)
    return changed(drill, obligations={**drill.obligations, event.obligation: accepted})
