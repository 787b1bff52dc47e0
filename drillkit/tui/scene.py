"""A scene: everything a screen is made from, at one moment, for one seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drillkit.conduct.seats import Seat
from drillkit.conduct.shelf import Look, nothing_there
from drillkit.engine.charts import Chart, Play
from drillkit.engine.drill import Drill
from drillkit.engine.events import Texts
from drillkit.log.line import Stored
from drillkit.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Scene:
    """``now`` is drill time, ``wall_ms`` the wall's; ``link_ms`` is how long ago the
    log was last read.  ``present`` says when each seat was last seen (wall ms),
    ``simulated`` which departments are played by simulated people, ``answers`` what
    role-players know when asked, for those who may.  ``shelf`` looks for plans in the
    workspace that could join."""

    drill: Drill
    play: Play
    charts: Mapping[str, Chart]
    stored: Sequence[Stored]
    reader: Reader
    seat: Seat
    now: int
    wall_ms: int
    link_ms: int = 0
    present: Mapping[str, int] = field(default_factory=dict)
    simulated: frozenset[str] = frozenset()
    answers: Mapping[str, Texts] = field(default_factory=dict)
    shelf: Look = nothing_there
