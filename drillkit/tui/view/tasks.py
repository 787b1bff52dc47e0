"""What waits for the staff: news to be told by word of mouth, questions to answer.

An inject by phone, radio or in person is a task for a role-player until it was told;
whoever directs has it where no role-player sits.
"""

from collections.abc import Iterator
from typing import Final

from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.engine.events import InjectDelivered, InjectSpoken, NoteWritten
from drillkit.review.record import Happening
from drillkit.tui.scene import Scene
from drillkit.tui.view.seeing import SPOKEN, home_of

# The subject of a note that asks the facilitator; its answer's is the note's "#seq".
FACILITATOR: Final = "facilitator"
# An inject of this name and the note's number answers it too.
ANSWERS: Final = "answer"


def to_tell(scene: Scene) -> Iterator[Happening[InjectDelivered]]:
    """Injects that this seat is to tell, the oldest first."""
    if scene.drill.is_over or not _tells(scene):
        return
    record, home = scene.reader.record, home_of(scene)
    told = {h.event.inject for h in record.of(InjectSpoken) if h.event.answered}
    for h in record.of(InjectDelivered):
        to = department_of(scene, h.event.to)
        is_heard = h.event.inject in told or to in scene.simulated
        if h.event.via in SPOKEN and not is_heard and (not home or to in ("", home)):
            yield h


def _tells(scene: Scene) -> bool:
    seat = scene.seat
    if seat.kind == "role-player":
        return True
    present = (
        name
        for name, seen in scene.present.items()
        if scene.wall_ms - seen <= OFFLINE_AFTER_MS
    )
    is_relieved = any(name.partition(":")[0] == "role-player" for name in present)
    return seat.is_in_the_know and scene.drill.mode == "drill" and not is_relieved


def tries(scene: Scene, inject: str) -> int:
    """How often nobody could be reached with it."""
    spoken = scene.reader.record.of(InjectSpoken)
    return sum(h.event.inject == inject and not h.event.answered for h in spoken)


def questions(scene: Scene) -> Iterator[Happening[NoteWritten]]:
    """Questions to the facilitator from this seat's department, not yet answered."""
    if not scene.seat.is_in_the_know:
        return
    notes, home = scene.reader.record.of(NoteWritten), home_of(scene)
    answered = {h.event.subject for h in notes}
    for h in notes:
        if h.event.subject != FACILITATOR or f"#{h.seq}" in answered:
            continue
        is_ours = not home or asker(scene, h) in ("", home)
        if is_ours and f"{ANSWERS}-{h.seq}" not in scene.drill.injects:
            yield h


def asker(scene: Scene, question: Happening[NoteWritten]) -> str:
    """The department that asked; "" where it was nobody's in particular."""
    by = question.origin.by if question.origin else ""
    role = scene.play.company.roles.get(by)
    return role.department if role else by.partition(":")[2]


def department_of(scene: Scene, to: str) -> str:
    """The department an inject goes to; "" for everybody."""
    role = scene.play.company.roles.get(to)
    return role.department if role else to
