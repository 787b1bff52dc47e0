"""The forecast against SimPy, on a plan of 12 departments of 40 steps.

Both live through the same plan in the same process, in turns.  Besides: what a second
thread brings, the kernel as Python, and how time grows with what is asked.
"""

from collections.abc import Iterator
from statistics import mean
from time import process_time

from benchmarks.manyfold import Model, Plan, generated, tables
from benchmarks.rounds import Result, Timing, amount, in_turns
from drillkit.forecast.kernels import Kind, kind
from drillkit.forecast.sampling import sample
from drillkit.forecast.tables import Tables

NAME = "forecast"
DEPARTMENTS = 12
THEIRS = 10
OURS = 1_000
INTERPRETED = 10
ROUNDS = 5
AGREED = 0.03


def run() -> Iterator[Result]:
    plan = generated(DEPARTMENTS)
    of = tables(plan)
    yield _agreement(plan, of)
    if kind() == "compiled":
        yield from _against_simpy(plan, of, "compiled", OURS, 100)
        yield _second_thread(of)
        yield from _growth(of)
    yield from _against_simpy(plan, of, "interpreted", INTERPRETED, 2)


def _simpy(plan: Plan, many: int) -> list[float]:
    return [Model(plan, seed).run() for seed in range(many)]


def _agreement(plan: Plan, of: Tables) -> Result:
    """Both models must be of one thing, or their speeds say nothing."""
    theirs = mean(_simpy(plan, 20 * THEIRS))
    many = OURS if kind() == "compiled" else 5 * INTERPRETED
    times = sample(of, many, 1).of("normal")
    ours = mean(times) / 60_000
    detail = f"{ours:.1f} min against {theirs:.1f} min"
    off = abs(ours / theirs - 1)
    return amount("mean time to normal, apart by", off, "of it", AGREED, detail)


def _against_simpy(
    plan: Plan, of: Tables, kernel: Kind, many: int, limit: float
) -> Iterator[Result]:
    def ours() -> None:
        sample(of, many, 1, threads=1, wanted=kernel)

    timing = in_turns(ours, lambda: _simpy(plan, THEIRS), ROUNDS)
    faster = many / THEIRS / timing.ratio
    each = f"{timing.ours_s / many * 1e6:.0f} us a replication"
    yield Result(
        f"replications a second, {kernel}", faster, "SimPy", limit,
        f"{each}, theirs {timing.baseline_s / THEIRS * 1e6:.0f} us", "at least",
    )  # fmt: skip


def _second_thread(of: Tables) -> Result:
    many = 4 * OURS
    timing: Timing = in_turns(
        lambda: sample(of, many, 1, threads=2),
        lambda: sample(of, many, 1, threads=1),
        ROUNDS,
    )
    faster = 1 / timing.ratio
    return Result(
        "a second thread", faster, "one thread", 1.6, timing.detail, "at least"
    )


def _growth(of: Tables) -> Iterator[Result]:
    """Ten times the replications, and twice the steps."""
    one, ten = (_cpu(of, many) for many in (OURS, 10 * OURS))
    yield Result("ten times the replications", ten / one, "one time", 11, "CPU time")
    longer = tables(generated(DEPARTMENTS, phases=10))
    twice = _cpu(longer, OURS)
    yield Result("twice the steps", twice / one, "the steps", 3, "CPU time")
    wider = tables(generated(2 * DEPARTMENTS))
    twice = _cpu(wider, OURS)
    yield Result("twice the departments", twice / one, "departments", 3, "CPU time")


def _cpu(of: Tables, many: int) -> float:
    began = process_time()
    sample(of, many, 1, threads=1)
    return process_time() - began
