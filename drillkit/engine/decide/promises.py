"""Obligations: opened, moved, kept, closed.

One id, one obligation: opening what is owed already changes nothing, and
keeping what nobody owes changes nothing.
"""

from typing import Literal

from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Obligation
from drillkit.engine.events import (
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationKind,
    ObligationMoved,
    ObligationOpened,
)

Why = Literal[
    "level", "stop-clock", "amendment", "anchor", "time-out", "jumped", "window"
]
Closing = Literal["overtaken", "skipped", "not-finished", "withdrawn", "replaced"]

# What a level obliges the company to; only these can be late by classification.
BY_LEVEL = frozenset({"restore", "tell", "update", "notice", "sla"})


def open_promise(
    turn: Turn,
    name: str,
    kind: ObligationKind,
    subject: str,
    *,
    anchor: str,
    limit: int,
    run: str = "",
    anchored_at: int | None = None,
    due: int | None = None,
) -> None:
    """Owe *subject* within *limit* of the anchor.

    What a late classification makes overdue is due now, and says so
    (semantics, rule 8).
    """
    if name in turn.drill.obligations:
        return
    since = turn.at if anchored_at is None else anchored_at
    when = since + limit if due is None else due
    turn.emit(
        ObligationOpened(
            obligation=name,
            kind=kind,
            subject=subject,
            run=run,
            anchor=anchor,
            anchored_at=since,
            limit=limit,
            due=max(when, turn.at),
            late_by_classification=when < turn.at and kind in BY_LEVEL,
        )
    )
    owed = turn.drill.obligations[name]
    if turn.is_jumping and kind != "provider":
        stand(turn, owed, "jumped")
    elif is_aside(turn, owed):
        stand(turn, owed, "time-out")


def move_promise(
    turn: Turn, owed: Obligation, due: int | None, why: Why, limit: int | None = None
) -> None:
    """Owe it by another time; a broken promise stays broken.

    Nobody moves the wall's clock, by which a message outside is answered.
    """
    is_same = (due, limit or owed.limit) == (owed.due, owed.limit)
    is_fixed = owed.broken or owed.wall_due is not None
    if is_fixed or (is_same and (why != "jumped" or owed.jumped)):
        return
    late = due is not None and due < turn.at
    turn.emit(
        ObligationMoved(
            obligation=owed.obligation,
            due=turn.at if late else due,
            why=why,
            limit=owed.limit if limit is None else limit,
            late_by_classification=late and why == "level",
        )
    )


def stand(turn: Turn, owed: Obligation, why: Why) -> None:
    """Let the promise's clock stand."""
    move_promise(turn, owed, None, why)


def go_on(turn: Turn, owed: Obligation, why: Why) -> None:
    """Let a standing clock count again, with what was left of it.

    It stands on while anything else holds it.
    """
    is_held = owed.jumped or is_aside(turn, owed) or _is_at_gate(turn, owed)
    if owed.due is None and owed.remaining is not None and not is_held:
        move_promise(turn, owed, turn.at + owed.remaining, why)


def is_aside(turn: Turn, owed: Obligation) -> bool:
    """Whether its department has a time-out; a provider's clock is the provider's."""
    run = turn.drill.runs.get(owed.run)
    has_time_out = run is not None and run.department in turn.drill.time_outs
    return has_time_out and owed.kind != "provider"


def _is_at_gate(turn: Turn, owed: Obligation) -> bool:
    """Whether it is the target of a step that waits for its site to open."""
    if owed.kind != "step-target":
        return False
    path = owed.subject.removeprefix(f"{owed.run}/")
    state = turn.run(owed.run).steps.get(path)
    return state is not None and (state.verb, state.status) == ("do", "waiting")


def keep(turn: Turn, name: str) -> None:
    """It is done, late or not."""
    if name in turn.drill.obligations:
        turn.emit(ObligationKept(name))


def close(turn: Turn, name: str, why: Closing) -> None:
    """Nobody owes it any more, though it was not done."""
    if name in turn.drill.obligations:
        turn.emit(ObligationClosed(name, why))


def break_promise(turn: Turn, owed: Obligation) -> None:
    """Its time has passed.  Two seats may notice; the key makes it one entry."""
    on_wall = "" if owed.wall_due is None else f"wall:{owed.wall_due}"
    key = f"broken:{owed.obligation}@{on_wall or owed.due}"
    turn.emit(ObligationBroken(owed.obligation), key)


def owed_by_kind(turn: Turn, kind: ObligationKind) -> list[Obligation]:
    """What is owed of one kind, oldest first."""
    return [o for o in turn.drill.obligations.values() if o.kind == kind]
