"""How a benchmark compares: ours and a baseline, in turns, in one process.

A machine is slow for a minute and fast the next, so a number of seconds says little.
A ratio of two things measured side by side holds; its median over several rounds
holds through an interruption as well.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison: *what* takes *ratio* times as much as *unit*.

    Without a *limit* the ratio is there to be watched, and always holds.  What people
    wait for, and what they have of a machine, is no ratio: it is so much *of* a unit.
    """

    what: str
    ratio: float
    unit: str
    limit: float | None
    detail: str
    wanted: Literal["at most", "at least"] = "at most"
    is_ratio: bool = True

    @property
    def said(self) -> str:
        """What was measured."""
        times = " x" if self.is_ratio else ""
        return f"{self.ratio:.2f}{times} {self.unit}"

    @property
    def allowed(self) -> str:
        """What may be measured; "" for anything."""
        if self.limit is None:
            return ""
        return f"{self.wanted} {self.limit:g} {'x' if self.is_ratio else self.unit}"

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        if self.wanted == "at most":
            return self.ratio <= self.limit
        return self.ratio >= self.limit


def amount(
    what: str, measured: float, unit: str, limit: float | None, detail: str
) -> Result:
    """So much of something, which may be no more than *limit*."""
    return Result(what, measured, unit, limit, detail, is_ratio=False)


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians over the rounds; *ratio* is that of the rounds' ratios."""

    ratio: float
    ours_s: float
    baseline_s: float

    @property
    def detail(self) -> str:
        return f"{_spoken(self.ours_s)} against {_spoken(self.baseline_s)}"


def in_turns(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int = ROUNDS
) -> Timing:
    """Both timed once a round, after one round that only warms up."""
    _seconds(ours), _seconds(baseline)
    pairs = []
    for number in range(rounds):
        if number % 2:
            their_s, our_s = _seconds(baseline), _seconds(ours)
        else:
            our_s, their_s = _seconds(ours), _seconds(baseline)
        pairs.append((our_s, their_s))
    return Timing(
        median(our_s / their_s for our_s, their_s in pairs),
        median(our_s for our_s, _ in pairs),
        median(their_s for _, their_s in pairs),
    )


@contextmanager
def folder_on_disk() -> Iterator[Path]:
    """A folder for a while, on the disk of the checkout: `/tmp` may be memory."""
    build = Path(__file__).parents[1] / "build"
    build.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=build) as folder:
        yield Path(folder)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = perf_counter()
    work()
    return perf_counter() - started


def _spoken(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
