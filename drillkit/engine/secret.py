"""What the director's private log keeps until ENDEX, and players must not read.

Everything that names an inject to come: what controllers prepare, and the refusals
of it.  An inject that is delivered is everybody's.  Knows no log.
"""

from typing import Final

from drillkit.engine import commands, events
from drillkit.engine.commands import Act
from drillkit.engine.events import Event

# Who may not know the injects to come can do nothing with them.
SECRET_ACTS: Final = (
    commands.TriggerInject,
    commands.HoldInject,
    commands.ReleaseInject,
    commands.SkipInject,
    commands.EditInject,
    commands.WriteInject,
)
_SECRET: Final = (
    events.ScenarioSealed,
    events.InjectHeld,
    events.InjectReleased,
    events.InjectSkipped,
    events.InjectEdited,
    events.InjectWritten,
)
# Their refusals say the name that was asked for.
_REFUSED: Final = frozenset(
    act.__name__ for act in (*SECRET_ACTS, commands.MeetExpectation)
)


def is_secret(event: Event) -> bool:
    """Whether only controllers may read of it while the drill runs."""
    if isinstance(event, events.MoveRefused):
        return event.move in _REFUSED
    return isinstance(event, _SECRET)


def needs_story(act: Act) -> bool:
    """Whether only somebody who knows the injects to come can do it."""
    return isinstance(act, SECRET_ACTS)
