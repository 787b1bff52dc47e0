"""What becomes of injects and of what they asked for."""

from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.drill import Drill, InjectState, changed

COMING = InjectState("coming")


def scenario_revealed(drill: Drill, event: events.ScenarioRevealed, at: int) -> Drill:
    """Nobody need tell it again."""
    return changed(drill, revealed=True)


def director_noted(drill: Drill, event: events.DirectorNoted, at: int) -> Drill:
    """So much of the private log has taken effect."""
    return changed(drill, noted=max(event.seq, drill.noted))


def director_told(drill: Drill, event: events.DirectorTold, at: int) -> Drill:
    """So many entries of the private log are told."""
    return changed(drill, told_lines=drill.told_lines + len(event.lines))


def _with_inject(drill: Drill, name: str, state: InjectState) -> Drill:
    return changed(drill, injects={**drill.injects, name: state})


def _with_open(drill: Drill, name: str, state: InjectState) -> Drill:
    """An inject changed by a controller, unless players have read it by now.

    What controllers wrote takes effect when the shared log says so, and another
    seat's delivery may have come between.
    """
    before = drill.injects.get(name, COMING)
    return drill if before.status == "delivered" else _with_inject(drill, name, state)


def inject_delivered(drill: Drill, event: events.InjectDelivered, at: int) -> Drill:
    """It comes once."""
    state = drill.injects.get(event.inject, COMING)
    return _with_inject(drill, event.inject, replace(state, status="delivered"))


def inject_held(drill: Drill, event: events.InjectHeld, at: int) -> Drill:
    """It waits for a controller."""
    state = drill.injects.get(event.inject, COMING)
    return _with_open(drill, event.inject, replace(state, status="held"))


def inject_released(drill: Drill, event: events.InjectReleased, at: int) -> Drill:
    """It may come at its time again."""
    state = drill.injects.get(event.inject, COMING)
    return _with_open(drill, event.inject, replace(state, status="coming"))


def inject_skipped(drill: Drill, event: events.InjectSkipped, at: int) -> Drill:
    """It will not come."""
    state = drill.injects.get(event.inject, COMING)
    return _with_open(drill, event.inject, replace(state, status="skipped"))


def inject_edited(drill: Drill, event: events.InjectEdited, at: int) -> Drill:
    """It says something else, or comes at another time."""
    state = drill.injects.get(event.inject, COMING)
    due = state.due if event.due is None else event.due
    edited = replace(state, says=event.says or state.says, due=due)
    return _with_open(drill, event.inject, edited)


def inject_written(drill: Drill, event: events.InjectWritten, at: int) -> Drill:
    """A new inject, on the spot."""
    state = InjectState(
        "held" if event.due is None else "coming",
        due=event.due,
        says=event.says,
        to=event.to,
        sender=event.sender,
        via=event.via,
    )
    return _with_open(drill, event.inject, state)


def expectation_missed(drill: Drill, event: events.ExpectationMissed, at: int) -> Drill:
    """Its contingency may come."""
    return changed(drill, missed={event.inject: at, **drill.missed})
