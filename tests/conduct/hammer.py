"""One of several processes at one drill: its commands, each until it has its answer."""

import sys
from pathlib import Path
from random import Random

from drillkit.conduct.clock import wall_ms
from drillkit.conduct.session import Session
from drillkit.engine.carried import play_in, texts_in
from drillkit.engine.clock import drill_at
from drillkit.engine.commands import Move, Note
from drillkit.engine.entry import Origin
from drillkit.errors import LogConflict
from drillkit.log.sqlite import SqliteLog


def hammer(path: Path, drill: str, name: str, count: int) -> None:
    """Write notes; some are sent again though they were answered."""
    dice = Random(name)
    with SqliteLog(path, wall_ms) as log:
        first = next(log.read(drill)).entry.event
        session = Session(log, drill, play_in(texts_in([first])))
        for number in range(count):
            key = f"{name}:{number}"
            for _ in range(1 + dice.randint(0, 1)):
                send(session, Note(key), Origin(name), key)
            session.tick(now(session))


def now(session: Session) -> int:
    return max(session.drill.at, drill_at(session.drill.clock, wall_ms()))


def send(session: Session, act: Note, origin: Origin, key: str) -> None:
    """Send it until it is answered."""
    while True:
        try:
            session.move_when(lambda _: Move(now(session), act, origin, key))
            return
        except LogConflict:
            continue


if __name__ == "__main__":
    hammer(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
