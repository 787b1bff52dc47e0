"""Partners against their contracts, over all drills and events.

Each case is held against the terms of its own day, which its log carries, so a new
contract changes no old score.  A repair that had to be asked for again was no first
fix.  Delay has the codes that the log has; what none of them covers is the partner's
own, or nobody wrote down why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from drillkit.engine.intervals import Interval, length, overlap, subtract, union
from drillkit.review.history.past import Past, in_order
from drillkit.review.history.small import Middle, Value, middle
from drillkit.review.measures.contracts import Stop
from drillkit.review.measures.partners import RequestRow

# Of fewer cases there is no percentage.
LEAST: Final = 5
# Where no code of the log covers a delay.
OWN: Final = "uncoded"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract promised on a day; ``since`` is its own date, if it says one."""

    since: date | None
    acknowledge_within: int | None
    restore_within: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """One request to a partner in one drill or event."""

    past: Past
    row: RequestRow
    terms: Terms
    is_repeated: bool
    causes: Mapping[str, int]

    @property
    def is_rated(self) -> bool:
        return self.past.is_comparable

    @property
    def over_ms(self) -> int:
        """How far past its promise the repair was."""
        if self.row.restore_within is None or self.row.answer_verdict != "missed":
            return 0
        return self.row.answer_ms - self.row.restore_within


@dataclass(frozen=True, slots=True)
class Score:
    """One partner's cases, and what they add up to; shares are counts out of counts."""

    provider: str
    cases: tuple[Case, ...]

    @property
    def rated(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.is_rated)

    @property
    def acknowledged(self) -> tuple[int, int]:
        return _kept(case.row.acknowledge_verdict for case in self.rated)

    @property
    def restored(self) -> tuple[int, int]:
        return _kept(case.row.answer_verdict for case in self.rated)

    @property
    def first_fixed(self) -> tuple[int, int]:
        done = [case for case in self.rated if case.row.outcome == "done"]
        return sum(not case.is_repeated for case in done), len(done)

    @property
    def restore_times(self) -> Middle | None:
        """The middle of what repairs took; whom we stood down is not among them."""
        return middle(
            [
                Value(case.row.answer_ms, case.row.answered is None)
                for case in self.rated
                if not case.row.stood_down and case.row.outcome != "refused"
            ]
        )

    @property
    def causes(self) -> tuple[tuple[str, int, int], ...]:
        """Code, cases, and time past the promise that it covers; the longest first."""
        found: dict[str, list[int]] = {}
        for case in self.rated:
            for code, ms in case.causes.items():
                found.setdefault(code, []).append(ms)
        summed = [(code, len(each), sum(each)) for code, each in found.items()]
        return tuple(sorted(summed, key=lambda one: (-one[2], one[0])))

    @property
    def terms(self) -> tuple[tuple[Terms, tuple[Case, ...]], ...]:
        """The terms that its cases were held to, in order, each with its cases."""
        found: dict[Terms, list[Case]] = {}
        for case in self.cases:
            found.setdefault(case.terms, []).append(case)
        return tuple((terms, tuple(cases)) for terms, cases in found.items())


def _kept(verdicts: Iterable[str | None]) -> tuple[int, int]:
    judged = [verdict for verdict in verdicts if verdict in ("kept", "missed")]
    return judged.count("kept"), len(judged)


def scores(pasts: Iterable[Past]) -> tuple[Score, ...]:
    """Every partner that was ever asked, by name."""
    found: dict[str, list[Case]] = {}
    for past in in_order(pasts):
        rows = past.measures.requests
        for n, row in enumerate(rows):
            case = _case(past, row, rows[n + 1 :])
            found.setdefault(row.provider, []).append(case)
    return tuple(Score(name, tuple(found[name])) for name in sorted(found))


def _case(past: Past, row: RequestRow, later: Sequence[RequestRow]) -> Case:
    again = any(
        (other.provider, other.service, other.run, other.path)
        == (row.provider, row.service, row.run, row.path)
        for other in later
    )
    organisation = past.record.books.organisation
    provider = organisation.providers.get(row.provider) if organisation else None
    terms = Terms(
        provider.contract_from if provider else None,
        row.acknowledge_within,
        row.restore_within,
    )
    return Case(past, row, terms, again, _causes(past, row))


def _causes(past: Past, row: RequestRow) -> dict[str, int]:
    """How much of the time past its promise each code covers."""
    if row.answer_verdict != "missed" or row.restore_within is None:
        return {}
    ended = row.answered or row.stood_down
    over: Interval = (
        row.made.at + row.restore_within,
        ended.at if ended else past.record.end,
    )
    # What really went out was counted by the wall, and has no place in drill time.
    if over[1] <= over[0]:
        return {OWN: row.answer_ms - row.restore_within}
    covered: dict[str, list[Interval]] = {}
    for clock in past.measures.clocks:
        for stop in clock.stops:
            if not stop.reversed_seq:
                covered.setdefault(stop.code, []).append(_held(stop, past))
    found = {
        code: ms
        for code, held in covered.items()
        if (ms := length(overlap([over], union(held))))
    }
    rest = length(
        subtract([over], (each for held in covered.values() for each in held))
    )
    return {**found, OWN: rest} if rest else found


def _held(stop: Stop, past: Past) -> Interval:
    return (stop.start.at, stop.stop.at if stop.stop else past.record.end)
