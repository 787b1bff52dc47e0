"""Where scenes are made: what a desk knows, at this moment, in a language.

What is dear to make is kept: a scene's record grows as the log grows.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from drillkit.conduct.desk import Desk
from drillkit.language import Language
from drillkit.plan.scenario import Scenario
from drillkit.tui.scene import Scene
from drillkit.tui.view.reading import Reading

NOBODY: Final[tuple[Mapping[str, int], frozenset[str]]] = {}, frozenset()


class There(Protocol):
    """Who is there: when each seat was last seen, and who is played by stand-ins."""

    def seen(self) -> tuple[Mapping[str, int], frozenset[str]]: ...


class Scenes:
    """The scenes of one desk.  ``scenario`` is for seats that know the story."""

    def __init__(
        self,
        desk: Desk,
        scenario: Scenario | None = None,
        presence: There | None = None,
    ) -> None:
        self._desk = desk
        self._reading = Reading(scenario, desk.plan)
        desk.plan = None
        self._presence = presence

    def scene(self, lang: Language) -> Scene:
        """The scene of this moment."""
        desk = self._desk
        present, simulated = self._presence.seen() if self._presence else NOBODY
        return Scene(
            desk.drill,
            desk.play,
            desk.charts(),
            desk.stored,
            self._reading.reader(desk.stored, lang),
            desk.seat,
            desk.now(),
            desk.wall_ms(),
            desk.link_ms(),
            present,
            simulated,
            answers=desk.answers,
            shelf=desk.shelf,
        )
