"""One thing that happened, and who is behind it.

An entry is what ``decide`` returns, what the log numbers and stamps, and what
``evolve`` folds.  It does not know its place in the log.
"""

from dataclasses import dataclass

from drillkit.engine.events import Event


@dataclass(frozen=True, slots=True)
class Origin:
    """Who is behind an entry; the engine's own entries have none.

    ``by`` is whose act it was, ``written_by`` who typed it (``""``: the
    same), ``happened`` the drill time it really happened at (None: as
    recorded).
    """

    by: str
    written_by: str = ""
    channel: str = ""
    happened: int | None = None
    why_late: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event at a drill time; a deadline's is when it was due.

    ``key`` makes writing it twice the same as writing it once.
    """

    at: int
    event: Event
    origin: Origin | None = None
    key: str = ""
