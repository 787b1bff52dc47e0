"""Ten thousand replications over the machine's cores, and what they came to.

The same seed gives the same numbers however the work is split: a replication's draws
hang on its own number.  Whoever breaks it off gets what was complete by then.
"""

import os
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final

from drillkit.forecast.figures import Share
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.kernels import Kind, kernel, kind
from drillkit.forecast.tables import STANDARD, Tables

CHUNK: Final = 500
# Of these the first instant counts; of what is restored the last (semantics, rule 5).
FIRST_COUNTS: Final = frozenset(STANDARD) - {
    "restored-reported", "restored-confirmed", "normal",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Sample:
    """Times of each milestone by replication, -1 for never, and what decided.

    ``critical`` counts by step; ``spent`` is milliseconds by sort of time, over all.
    """

    tables: Tables
    seed: int
    asked: int
    done: int
    broken: int
    kernel: Kind
    milestones: tuple[str, ...]
    times: "array[int]"
    critical: "array[int]"
    spent: "array[int]"

    def of(self, milestone: str) -> "array[int]":
        """Every replication's time of a milestone."""
        place = self.milestones.index(milestone)
        return self.times[place :: len(self.milestones)]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One thread's piece of work."""

    first: int
    broken: int
    times: "array[int]"
    critical: "array[int]"
    spent: "array[int]"


def chosen(tables: Tables) -> tuple[tuple[str, ...], "array[int]"]:
    """Which milestones are kept, and how the kernel is told so."""
    clients = tables.play.company.clients.values()
    more = {name for x in clients for name in (x.counts_until, x.counts_from)}
    known = set(tables.names.milestones)
    names = (*STANDARD, *sorted(more & known - {*STANDARD}))
    cells = array("q", [len(names)])
    for name in names:
        place = tables.names.milestones.index(name)
        cells.append(-place - 1 if name in FIRST_COUNTS else place)
    return names, cells


def company_limit(tables: Tables) -> int:
    """Within what the company has promised to restore, before it is classified."""
    return tables.play.company.levels[tables.began.level].restore_within


def sample(
    tables: Tables,
    asked: int,
    seed: int,
    *,
    threads: int = 0,
    wanted: Kind | None = None,
    progress: Callable[[int, Share], None] = lambda asked, kept: None,
) -> Sample:
    """Live through *asked* replications, or as many as until somebody breaks off.

    *progress* hears how often the company's promise has held so far.
    """
    names, cells = chosen(tables)
    of = Sample(
        tables, seed, asked, 0, 0, wanted or kind(), names,
        array("i"), array("q", bytes(8 * len(tables.names.steps))),
        array("q", bytes(8 * c.C_WIDTH)),
    )  # fmt: skip
    done = broken = hits = 0
    restored, limit = names.index("restored-confirmed"), company_limit(tables)
    for chunk in _chunks(tables, asked, seed, threads, cells, of.kernel):
        if chunk is None:
            break
        of.times.extend(chunk.times)
        done += len(chunk.times) // len(names)
        broken += chunk.broken
        for mine, theirs in ((of.critical, chunk.critical), (of.spent, chunk.spent)):
            for place, value in enumerate(theirs):
                mine[place] += value
        hits += sum(0 <= at <= limit for at in chunk.times[restored :: len(names)])
        progress(asked, Share(hits, done))
    return Sample(
        tables, seed, asked, done, broken, of.kernel, names,
        of.times, of.critical, of.spent,
    )  # fmt: skip


def _chunks(
    tables: Tables, asked: int, seed: int, threads: int, cells: "array[int]", kind: Kind
) -> Iterator[_Chunk | None]:
    """Pieces in the order of their replications; None when somebody breaks off."""
    # Without a compiled kernel threads would only wait for each other.
    many = 1 if kind == "interpreted" else threads or os.cpu_count() or 1
    kernels: SimpleQueue[Any] = SimpleQueue()
    for _ in range(many):
        kernels.put(kernel(tables, wanted=kind))
    size = CHUNK if kind == "compiled" else max(1, CHUNK // 50)

    def work(first: int) -> _Chunk:
        one = kernels.get()
        count = min(size, asked - first)
        chunk = _Chunk(
            first,
            0,
            array("i", bytes(4 * count * cells[0])),
            array("q", bytes(8 * len(tables.names.steps))),
            array("q", bytes(8 * c.C_WIDTH)),
        )
        broken = one.run(
            seed, first, count, cells, chunk.times, chunk.critical, chunk.spent
        )
        kernels.put(one)
        return _Chunk(first, broken, chunk.times, chunk.critical, chunk.spent)

    starts = iter(range(0, asked, size))
    pool = ThreadPoolExecutor(many)
    under_way: dict[int, Future[_Chunk]] = {}
    try:
        for first in range(0, asked, size):
            while (
                len(under_way) < 2 * many and (start := next(starts, None)) is not None
            ):
                under_way[start] = pool.submit(work, start)
            while not under_way[first].done():
                wait(under_way.values(), return_when=FIRST_COMPLETED)
            yield under_way.pop(first).result()
    except KeyboardInterrupt:
        yield None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
