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
            late_by_classification=when < turn.at,
        )
    )


def move_promise(
    turn: Turn, owed: Obligation, due: int | None, why: Why, limit: int | None = None
) -> None:
    """Owe it by another time; a broken promise stays broken."""
    if owed.broken or due == owed.due:
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
    """Let a standing clock count again, with what was left of it."""
    if owed.due is None and owed.remaining is not None and not owed.jumped:
        move_promise(turn, owed, turn.at + owed.remaining, why)


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
    key = f"broken:{owed.obligation}@{owed.due}"
    turn.emit(ObligationBroken(owed.obligation), key)


def owed_by_kind(turn: Turn, kind: ObligationKind) -> list[Obligation]:
    """What is owed of one kind, oldest first."""
    return [o for o in turn.drill.obligations.values() if o.kind == kind]
