"""What a jump would bring about, before anybody takes it: the engine is asked, as for
the jump itself, and nothing is written.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from drillkit.engine.commands import Jump, Move
from drillkit.engine.decide import decide
from drillkit.engine.events import (
    Event,
    InjectDelivered,
    Jumped,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
)
from drillkit.review.telling import QUIET, tell
from drillkit.review.telling.story import whom
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell
from drillkit.tui.view.clocks import title_of
from drillkit.tui.view.injects import HELD, all_injects, fate_of
from drillkit.tui.view.times import left_of, left_words, span
from drillkit.tui.view.values import Cell

# As many of a kind as somebody reads before they press a key.
MOST: Final = 8
_OWED: Final = (ObligationOpened, ObligationMoved, ObligationKept, ObligationClosed)


def voided(scene: Scene, to: int) -> tuple[Cell, ...]:
    """The clocks that a jump to *to* stops for good, and what it brings at once."""
    events = _events(scene, to)
    skipped = scene.reader._("{time} are skipped, and nobody lives through them.")
    return (
        cell(skipped.format(time=span(to - scene.now)), "strong"),
        *_injects(scene, events),
        *_held(scene, to),
        *_clocks(scene, events),
        *_others(scene, events),
    )


def _events(scene: Scene, to: int) -> Sequence[Event]:
    move = Move(scene.now, Jump(to, scene.wall_ms))
    events = [entry.event for entry in decide(scene.drill, move, scene.play)]
    kinds = [type(event) for event in events]
    return events[kinds.index(Jumped) + 1 :] if Jumped in kinds else ()


def _clocks(scene: Scene, events: Sequence[Event]) -> Iterator[Cell]:
    owed = scene.drill.obligations
    stops = [
        owed[event.obligation]
        for event in events
        if isinstance(event, ObligationMoved)
        and event.why == "jumped"
        and event.obligation in owed
        and owed[event.obligation].due is not None
    ]
    if not stops:
        yield cell(scene.reader._("No clock runs that it would stop."), "dim")
        return
    head = scene.reader._("Clocks that stop, are shown and rated nowhere: {n}")
    stops.sort(key=lambda one: left_of(scene, one))
    lines = [
        f"{title_of(scene, one)}: {left_words(scene.reader, left_of(scene, one))}"
        for one in stops
    ]
    yield from _listed(scene, head, lines)


def _injects(scene: Scene, events: Sequence[Event]) -> Iterator[Cell]:
    reader = scene.reader
    come = [event for event in events if isinstance(event, InjectDelivered)]
    lines = [f"{whom(reader, x.to)}: {reader.texts(x.says)}" for x in come]
    yield from _listed(scene, reader._("Injects that come at once: {n}"), lines)


def _held(scene: Scene, to: int) -> Iterator[Cell]:
    """What is held back stays so, whatever time it was for."""
    reader = scene.reader
    names = [
        reader.texts(inject.says)
        for inject in all_injects(scene)
        if fate_of(scene, inject).rank == HELD and (inject.at or 0) <= to
    ]
    yield from _listed(scene, reader._("Held back, and not sent: {n}"), names)


def _others(scene: Scene, events: Sequence[Event]) -> Iterator[Cell]:
    others = [
        tell(scene.reader, event)
        for event in events
        if not isinstance(event, (*_OWED, *QUIET, InjectDelivered))
    ]
    yield from _listed(
        scene, scene.reader._("What else happens meanwhile: {n}"), others
    )


def _listed(scene: Scene, head: str, lines: Sequence[str]) -> Iterator[Cell]:
    """A heading and the first of its lines; nothing if there are none."""
    if not lines:
        return
    yield cell(head.format(n=len(lines)), "attention")
    yield from (Cell(f"  {cell(line).text}") for line in lines[:MOST])
    if len(lines) > MOST:
        more = scene.reader.n_("and {n} more", "and {n} more", len(lines) - MOST)
        yield Cell(f"  {more}", "dim")
