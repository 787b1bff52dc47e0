"""A drill that a director leads: two logs, and injects of every way to come."""

from collections.abc import Sequence
from functools import lru_cache

from drillkit.conduct.private import PrivateLog
from drillkit.conduct.session import Session
from drillkit.engine.carried import play_in, texts_in
from drillkit.engine.charts import Play
from drillkit.engine.commands import Begin
from drillkit.engine.compile import began
from drillkit.engine.entry import Origin
from drillkit.engine.events import Event
from drillkit.log.line import Stored
from drillkit.log.store import Log
from tests.conduct.small import SCENARIO, small_plan, texts

DRILL = "storm-1"
DIRECTOR = Origin("director")
LEAD = Origin("lead")
MINUTE = 60_000

# What stands in no inject that has come may be found at no participant's.
SECRETS = {
    "violet-harbour": "Violet thunder over the harbour",
    "amber-bridge": "Amber ladder under the bridge",
    "scarlet-mill": "Scarlet window behind the mill",
    "silver-tower": "Silver anchor beside the tower",
}
STORY = SCENARIO + "".join(
    f'  {name}: {{{how}, to: noc, says: "{says}"}}\n'
    for (name, says), how in zip(
        SECRETS.items(),
        ("hold: true", "when: noc/outage/repair", "if-missed: alarm", "at: 3h"),
        strict=True,
    )
)
PLAN = small_plan(texts(scenario=STORY))


def begin(log: Log, private: Log) -> Session:
    """The director's session at a drill that has just begun."""
    first = began(PLAN, "storm", drill=DRILL, mode="drill", wall_ms=7)
    kept = PrivateLog(private, DRILL)
    kept.seal(STORY)
    session = Session(log, DRILL, told(first, kept), private=kept)
    session.move(Begin(first), 0, DIRECTOR, "begin")
    session.tick(0)
    return session


def direct(log: Log, private: Log) -> Session:
    """The director's session, from the two logs alone."""
    kept = PrivateLog(private, DRILL)
    return Session(log, DRILL, told(_first(log), kept), private=kept)


def participate(log: Log) -> Session:
    """A participant's session, from the shared log alone."""
    return Session(log, DRILL, _play(*texts_in([_first(log)]).items()))


def told(first: Event, kept: PrivateLog) -> Play:
    """What the director knows of the plan."""
    sealed = [line.entry.event for line in kept.stored[:1]]
    return _play(*texts_in([first, *sealed]).items())


@lru_cache
def _play(*named: tuple[str, str]) -> Play:
    return play_in(dict(named))


def _first(log: Log) -> Event:
    return next(log.read(DRILL)).entry.event


def events(lines: Sequence[Stored]) -> list[Event]:
    """What happened in these entries."""
    return [line.entry.event for line in lines]
