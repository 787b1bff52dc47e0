"""The door to wall time.

Everything else is told what time it is, and so can be run at any time.
"""

import time


def wall_ms() -> int:
    """Now, in UTC epoch milliseconds; it may step back when the clock is set."""
    return time.time_ns() // 1_000_000


def ticks_ns() -> int:
    """A count that only grows, to measure how long something took."""
    return time.perf_counter_ns()


def rest(ms: int) -> None:
    """Do nothing for so long."""
    time.sleep(ms / 1_000)
