"""All actions, and which of them make sense on a row right now.

Keys, footer, help, palette and the line mode are read from here.  Two actions may
share a key if they are never offered for the same kind of row.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from drillkit.conduct.business import Sort
from drillkit.conduct.permissions import may_ever
from drillkit.tui.actions import (
    afterwards,
    exercise,
    facts,
    injects,
    joining,
    outside,
    people,
    plan,
    seen,
    steps,
    updates,
    voices,
)
from drillkit.tui.actions.action import Action, Mode
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref

ACTIONS: Final[tuple[Action, ...]] = tuple(
    chain(
        steps.ACTIONS,
        facts.ACTIONS,
        updates.ACTIONS,
        people.ACTIONS,
        voices.ACTIONS,
        outside.ACTIONS,
        exercise.ACTIONS,
        injects.ACTIONS,
        seen.ACTIONS,
        plan.ACTIONS,
        joining.ACTIONS,
        afterwards.ACTIONS,
    )
)
BY_NAME: Final = {action.name: action for action in ACTIONS}

# What sort of business an action is, by its name or the first word of it.
SORTS: Final[Mapping[str, Sort]] = {
    "step": "work",
    "facts": "work",
    "level": "coordination",
    "call": "role",
    "call.heard": "spoken",
    "question": "story",
    "update": "role",
    "audience": "role",
    "role": "work",
    "notice": "role",
    "note": "word",
    "facilitator": "word",
    "decision": "word",
    "command": "role",
    "paper": "role",
    "loss": "coordination",
    "entry": "correction",
    "request": "answer",
    "request.stand-down": "work",
    "leg": "work",
    "journey": "work",
    "clock": "controls",
    "client": "table",
    "item": "table",
    "item.mark": "mark",
    "inject": "story",
    "inject.receive": "word",
    "hint": "story",
    "expected": "expected",
    "observation": "seen",
    "objective": "rated",
    "department": "time-out",
    "hotwash": "hot-wash",
    "feedback": "feedback",
    "emergency": "emergency",
    "emergency.end": "controls",
    "drill": "controls",
    "plan": "coordination",
    "run": "direction",
    "plan.return": "direction",
}

# What is still written down after ENDEX (semantics, rule 24).
AFTERWARDS: Final[frozenset[str]] = frozenset(
    {
        "note.write",
        "inject.receive",
        "call.heard",
        "observation.write",
        "objective.rate",
        "entry.correct",
        "hotwash.write",
        "feedback.give",
    }
)

# What the staff of an exercise is there for.
STAFF: Final[frozenset[Sort]] = frozenset(
    {"controls", "story", "expected", "seen", "rated", "time-out"}
)

# What a scribe is there for.
WRITERS: Final[frozenset[Sort]] = frozenset({"word", "correction"})


def sort_of(action: Action) -> Sort:
    """What sort of business an action is."""
    return SORTS.get(action.name) or SORTS[action.name.partition(".")[0]]


def offered(
    scene: Scene, ref: Ref | None, mode: Mode, actions: Sequence[Action] = ACTIONS
) -> tuple[Action, ...]:
    """What can be done now, with the row *ref* selected; those of the row first.

    In the control room the staff of an exercise finds its own work before all, and a
    scribe finds everywhere what scribes do.
    """
    able = [
        action
        for action in actions
        if mode in action.modes
        and (not scene.drill.is_over or action.name in AFTERWARDS)
        and _may(scene, action)
        and (not action.of or isinstance(ref, action.of))
        and action.offered(scene, ref)
    ]
    own = _own_work(scene, mode)

    def place(action: Action) -> tuple[bool, bool]:
        return bool(own) and sort_of(action) not in own, not action.of

    return tuple(sorted(able, key=place))


def _own_work(scene: Scene, mode: Mode) -> frozenset[Sort]:
    """What a seat is there for, which it finds first; most work on rows."""
    if scene.seat.kind == "scribe":
        return WRITERS
    is_staff = mode == "control" and scene.seat.kind != "participant"
    return STAFF if is_staff else frozenset()


def _may(scene: Scene, action: Action) -> bool:
    """Whether it can ever be this seat's business; whose, shows when it is done."""
    sort = sort_of(action)
    if scene.drill.mode == "live" and action.name == "drill.end":
        sort = "direction"
    return may_ever(scene.seat, sort, scene.drill.mode)
