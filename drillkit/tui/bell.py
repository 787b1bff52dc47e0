"""The bell of one terminal: which alarms rang here, and which somebody looked at.

An alarm stays until the thing itself is answered; its mark comes and goes until
somebody at this terminal has looked at it.  Knows no screen and no clock; it is told
the times.
"""

from collections.abc import Sequence
from typing import Final

from drillkit.tui.view.values import Alarm, Ref

SECOND: Final = 1_000
MARK: Final = "!!"


class Bell:
    """``is_still`` where nothing on the screen may come and go."""

    def __init__(self, *, is_still: bool = False) -> None:
        self._is_still = is_still
        self._known: frozenset[Ref] = frozenset()
        self._seen: frozenset[Ref] = frozenset()

    def rings(self, alarms: Sequence[Alarm]) -> bool:
        """Whether there is an alarm that was not there before."""
        before, self._known = self._known, frozenset(alarm.ref for alarm in alarms)
        # What comes again is another alarm, whoever looked at the first.
        self._seen &= self._known
        return bool(self._known - before)

    def see(self, ref: Ref) -> None:
        """Somebody looks at it now."""
        self._seen |= {ref}

    def in_order(self, alarms: Sequence[Alarm]) -> tuple[Alarm, ...]:
        """The alarms, those last that somebody looked at already."""
        return tuple(sorted(alarms, key=lambda alarm: alarm.ref in self._seen))

    def mark(self, wall_ms: int) -> str:
        """What stands before the alarms: every other second nothing, until all of them
        were looked at."""
        is_calm = self._is_still or self._known <= self._seen
        return MARK if is_calm or wall_ms // SECOND % 2 == 0 else " " * len(MARK)
