"""The notice line: what came of my own last act, and for how long it can be undone."""

from collections.abc import Sequence
from typing import Final

from drillkit.engine.events import StepSettled
from drillkit.language import N_
from drillkit.log.line import Stored
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Cell, StepRef, Tone

UNDO_FOR_MS: Final = 10_000
SHOWN_FOR_MS: Final = 8_000
SECOND: Final = 1000


class Notices:
    """At most one notice at a time: the newest."""

    def __init__(self) -> None:
        self._cell = Cell("")
        self._until = 0
        self._step: StepRef | None = None

    def say(
        self,
        scene: Scene,
        text: str,
        tone: Tone = "plain",
        stored: Sequence[Stored] = (),
    ) -> None:
        """Show a sentence for a while; a step that *stored* settles can be undone."""
        self._cell, self._step = Cell(text, tone), settled(stored)
        lasts = UNDO_FOR_MS if self._step else SHOWN_FOR_MS
        self._until = scene.wall_ms + lasts

    def undoable(self, scene: Scene) -> StepRef | None:
        """The step that one key still takes back."""
        return self._step if scene.wall_ms < self._until else None

    def now(self, scene: Scene, undo_key: str = "u") -> Cell:
        """What the line shows at this moment."""
        left = self._until - scene.wall_ms
        if left <= 0:
            return Cell("")
        if self._step is None:
            return self._cell
        _ = scene.reader._
        more = _(N_("{key} takes it back ({n} s)"))
        seconds = -(-left // SECOND)
        undo = more.format(key=undo_key, n=seconds)
        return Cell(f"{self._cell.text}   {undo}", self._cell.tone)


def settled(stored: Sequence[Stored]) -> StepRef | None:
    """The step that an act has settled: the first, which is the act's own."""
    for line in stored:
        event = line.entry.event
        if isinstance(event, StepSettled) and line.entry.origin:
            return StepRef(event.run, event.path)
    return None
