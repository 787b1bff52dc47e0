"""What a sample says: milestones, promises, what decides, and where the time goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drillkit.forecast.figures import (
    NEVER,
    Quantile,
    Share,
    in_order,
    quantile,
    rank_correlation,
)
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.kernels import kernel
from drillkit.forecast.promised import Promise, promises
from drillkit.forecast.sampling import Sample
from drillkit.forecast.tables import STANDARD, Assumption, Tables

CHANCES: Final = (0.05, 0.5, 0.8, 0.95)
BAD_DAY: Final = 0.95
MOST_TRACED: Final = 20_000
# So many replications show which durations matter; more would only take time.
MOST_RANKED: Final = 1_000
BARS: Final = 24
SORTS: Final = (
    "work", "people", "access", "parts", "provider", "answer", "deadline",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Milestone:
    """When it is reached, if it is."""

    name: str
    reached: Share
    quantiles: tuple[Quantile, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """A step, and how often it lay on the chain that decided.

    ``weight`` is how far its own duration and the end go together, from -1 to 1.
    """

    step: str
    critical: Share
    weight: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase in one replication, from when to when; None is to the end."""

    phase: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """One replication as it was lived."""

    replication: int
    took: int | None
    phases: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole answer about a scenario."""

    scenario: str
    sample: Sample
    target: str
    milestones: tuple[Milestone, ...]
    promises: tuple[Promise, ...]
    deciders: tuple[Decider, ...]
    spent: tuple[tuple[str, float], ...]
    bars: tuple[tuple[int, int], ...]
    median: Day
    bad: Day
    assumptions: tuple[Assumption, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nobody broke it off."""
        return self.sample.done == self.sample.asked


def forecast(sample: Sample) -> Forecast:
    """Everything that a sample says."""
    target = target_of(sample.tables)
    ordered = in_order(sample.of(target))
    return Forecast(
        scenario=sample.tables.began.scenario,
        sample=sample,
        target=target,
        milestones=tuple(_milestone(sample, name) for name in STANDARD),
        promises=promises(sample),
        deciders=_deciders(sample, target),
        spent=_spent(sample),
        bars=_bars(ordered),
        median=_day(sample, target, 0.5),
        bad=_day(sample, target, BAD_DAY),
        assumptions=sample.tables.assumptions,
    )


def target_of(tables: Tables) -> str:
    """The milestone whose causes are told."""
    return tables.names.milestones[tables.numbers[c.N_TARGET]]


def _milestone(sample: Sample, name: str) -> Milestone:
    times = in_order(sample.of(name))
    came = sum(at != NEVER for at in times)
    found = tuple(quantile(times, chance) for chance in CHANCES)
    return Milestone(name, Share(came, len(times)), found)


def _deciders(sample: Sample, target: str) -> tuple[Decider, ...]:
    names = sample.tables.names.steps
    came = sum(at != NEVER for at in sample.of(target))
    weights = _weights(sample, target)
    found = [
        Decider(name, Share(hits, came), weights[place])
        for place, (name, hits) in enumerate(zip(names, sample.critical, strict=True))
        if hits
    ]
    return tuple(sorted(found, key=lambda d: (-d.critical.hits, d.step)))


def _weights(sample: Sample, target: str) -> list[float]:
    """How far each step's first duration and the end go together.

    No duration was kept: the dice are thrown again for each step.
    """
    many = min(sample.done, MOST_RANKED)
    ends = sample.tables.numbers[c.N_ENDS_AT]
    times = [ends if at == NEVER else at for at in sample.of(target)[:many]]
    one = kernel(sample.tables, wanted=sample.kernel)
    weights = []
    for place, hits in enumerate(sample.critical):
        if not hits or many < 2:
            weights.append(0.0)
            continue
        key = sample.tables.steps[place * c.S_WIDTH + c.S_KEY]
        words = [one.first_word(sample.seed, i, key) for i in range(many)]
        weights.append(rank_correlation(words, times))
    return weights


def _spent(sample: Sample) -> tuple[tuple[str, float], ...]:
    whole = sum(sample.spent)
    return tuple(
        (name, ms / whole if whole else 0.0)
        for name, ms in zip(SORTS, sample.spent, strict=True)
    )


def _bars(ordered: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """How many came in each of some equal stretches of time."""
    came = [at for at in ordered if at != NEVER]
    if not came:
        return ()
    low, width = came[0], max(1, -(-(came[-1] - came[0] + 1) // BARS))
    counts = [0] * BARS
    for at in came:
        counts[(at - low) // width] += 1
    return tuple((low + i * width, count) for i, count in enumerate(counts))


def _day(sample: Sample, target: str, chance: float) -> Day:
    """The replication at a quantile, lived once more with a trace."""
    times = sample.of(target)
    ordered = sorted(range(sample.done), key=lambda i: (times[i] < 0, times[i], i))
    number = ordered[min(len(ordered) - 1, int(chance * len(ordered)))]
    one = kernel(sample.tables, MOST_TRACED, sample.kernel)
    one.retell(sample.seed, number)
    stretches: list[Stretch] = []
    open_now: dict[int, int] = {}
    trace = one.told()
    for at, what, which in zip(trace[::3], trace[1::3], trace[2::3], strict=True):
        if what == c.T_ENTERED:
            open_now[which] = len(stretches)
            stretches.append(Stretch(sample.tables.names.phases[which], at, None))
        elif what == c.T_LEFT and which in open_now:
            place = open_now.pop(which)
            stretches[place] = Stretch(
                stretches[place].phase, stretches[place].since, at
            )
    took = times[number]
    return Day(number, None if took == NEVER else took, tuple(stretches))
