"""When screens are told again though nothing happened: when time shows.

Knows no clock; it is told the times.
"""

from typing import Final

SECOND: Final = 1000
# However fast a drill runs, nobody reads seconds faster.
LEAST: Final = SECOND // 4


class Pulse:
    """Remembers when the screens were last told."""

    def __init__(self) -> None:
        self._wall_ms = 0
        self._drill_s = -1

    def told(self, wall_ms: int, drill_ms: int) -> None:
        """They were told now."""
        self._wall_ms, self._drill_s = wall_ms, drill_ms // SECOND

    def is_time(self, wall_ms: int, drill_ms: int) -> bool:
        """Whether another second of either time is to be shown."""
        # The wall may step back, and must not leave a screen without a pulse.
        passed = abs(wall_ms - self._wall_ms)
        is_other = drill_ms // SECOND != self._drill_s
        return passed >= SECOND or (is_other and passed >= LEAST)
