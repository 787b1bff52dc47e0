"""What-if: a change of the company or its promises, and what it would bring.

Each change makes another play; both are lived through on the same random numbers, so
that what differs is the change and not chance.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.draws import Beta, Fixed, Law, Lognormal, Pert, Triangular
from drillkit.errors import Misuse
from drillkit.forecast.figures import NEVER, Change, paired
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.sampling import Sample, company_limit
from drillkit.language import N_
from drillkit.plan.scalars.durations import read_duration

PEOPLE: Final = re.compile(r"(?P<what>[a-z0-9-]+) *(?P<by>[+-] *\d+)")
TIME: Final = re.compile(
    r"(?:(?P<what>[a-z0-9-]+) +)?(?P<key>acknowledge-within|restore) +"
    # The parts of a length of time may stand apart, as they may in a plan.
    r"(?:(?P<was>\w+(?: \w+)*) *(?:->|\u2192) *)?(?P<to>\w+(?: \w+)*)"
)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One change, as it was asked for."""

    asked: str
    play: Play


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the chance of the promise and to the time of the end.

    ``worse`` is the share of replications that end later than they would have.
    """

    asked: str
    chance: Change
    time: Change
    worse: float


def what_if(play: Play, asked: str) -> WhatIf | None:
    """A change as people write it; None when it means nothing here.

    Refuses one that starts from what the plan does not say.
    """
    if found := PEOPLE.fullmatch(asked.strip()):
        return _people(play, asked, found["what"], int(found["by"].replace(" ", "")))
    if found := TIME.fullmatch(asked.strip()):
        try:
            to = read_duration(found["to"])
            was = read_duration(found["was"]) if found["was"] else None
        except ValueError:
            return None
        if found["key"] == "acknowledge-within":
            return None if found["what"] else _answers(play, asked, was, to)
        return _restores(play, asked, found["what"] or "", was, to)
    return None


def _people(play: Play, asked: str, role: str, by: int) -> WhatIf | None:
    known = play.company.roles.get(role)
    if known is None:
        return None
    roles = {**play.company.roles, role: replace(known, people=known.people + by)}
    # With less than nobody there is nothing to forecast.
    if known.people + by < 0:
        return None
    return WhatIf(asked, replace(play, company=replace(play.company, roles=roles)))


def _answers(play: Play, asked: str, was: int | None, to: int) -> WhatIf | None:
    """Answers within another time, at the levels that say *was*; else at all."""
    company = play.company
    said = [level.acknowledge_within for level in company.levels.values()]
    if not said:
        return None
    if was is not None and was not in said:
        raise _otherwise("acknowledge-within", said, to)
    levels = {
        name: replace(level, acknowledge_within=to)
        if was in (None, level.acknowledge_within)
        else level
        for name, level in company.levels.items()
    }
    return WhatIf(asked, replace(play, company=replace(company, levels=levels)))


def _restores(
    play: Play, asked: str, what: str, was: int | None, to: int
) -> WhatIf | None:
    company = play.company
    provider = company.providers.get(what)
    if provider is None or not provider.restore_within:
        return None
    if was not in (None, provider.restore_within):
        raise _otherwise(f"{what} restore", [provider.restore_within], to)
    faster = to / provider.restore_within
    changed = replace(provider, restore_within=to, lead_times={})
    providers = {**company.providers, what: changed}
    charts = {
        name: _with_provider(chart, what, faster) for name, chart in play.charts.items()
    }
    return WhatIf(
        asked,
        replace(play, company=replace(company, providers=providers), charts=charts),
    )


def _otherwise(what: str, said: Iterable[int], to: int) -> Misuse:
    """The refusal of a change that starts from another time than the plan's."""
    known = [_written(ms) for ms in sorted(set(said))]
    return Misuse(
        N_('the plan does not say that of "{what}"; it says {known}'),
        way_out=N_('say "{what} {first} -> {to}"'),
        what=what,
        known=", ".join(known),
        first=known[0],
        to=_written(to),
    )


def _written(ms: int) -> str:
    """A length of time as a change may say it; no part of a second is in a plan."""
    return f"{ms // 1_000}s" if ms % 60_000 else f"{ms // 60_000}m"


def _with_provider(chart: Chart, provider: str, faster: float) -> Chart:
    """A chart whose requests to a provider take so much of their time."""

    def change(step: Step) -> Step:
        is_theirs = step.verb == "request" and step.about.partition("/")[0] == provider
        if not is_theirs or step.takes is None:
            return step
        return replace(step, takes=scaled(step.takes, faster))

    phases = {
        path: replace(phase, steps=tuple(map(change, phase.steps)))
        for path, phase in chart.phases.items()
    }
    return replace(chart, phases=phases)


def scaled(law: Law, by: float) -> Law:
    """The same law of a time that is so much of it."""

    def ms(value: int) -> int:
        return round(value * by)

    match law:
        case Fixed(value):
            return Fixed(ms(value))
        case Triangular(low, likely, high):
            return Triangular(ms(low), ms(likely), ms(high))
        case Pert(low, likely, high):
            return Pert(ms(low), ms(likely), ms(high))
        case Lognormal(median, p95):
            return Lognormal(ms(median), ms(p95))
        case Beta(low, high, alpha, beta):
            return Beta(ms(low), ms(high), alpha, beta)


def effect(asked: str, target: str, before: Sample, after: Sample) -> Effect:
    """What a change brought, replication by replication."""
    many = min(before.done, after.done)
    times = [_ends(sample, target, many) for sample in (before, after)]
    kept = [_kept(sample, many) for sample in (before, after)]
    later = sum(b > a for a, b in zip(*times, strict=True))
    return Effect(asked, paired(*kept), paired(*times), later / many)


def _ends(sample: Sample, target: str, many: int) -> list[float]:
    ends = sample.tables.numbers[c.N_ENDS_AT]
    return [float(ends if at == NEVER else at) for at in sample.of(target)[:many]]


def _kept(sample: Sample, many: int) -> list[float]:
    limit = company_limit(sample.tables)
    return [float(0 <= at <= limit) for at in sample.of("restored-confirmed")[:many]]


def advised(play: Play, runbooks: Mapping[str, object]) -> Iterator[str]:
    """Every change worth trying: one more of each role, faster partners and answers."""
    used = dict.fromkeys(
        role
        for book in runbooks
        for step in play.charts[book].steps.values()
        for role in step.crew
    )
    for role in used:
        yield f"{role} +1"
    asked = dict.fromkeys(
        step.about.partition("/")[0]
        for book in runbooks
        for step in play.charts[book].steps.values()
        if step.verb == "request"
    )
    for provider in asked:
        was = play.company.providers[provider].restore_within
        yield f"{provider} restore {_written(was)} -> {was * 2 // 3 // 60_000}m"
    levels = play.company.levels.values()
    for was in sorted({level.acknowledge_within for level in levels}):
        if was >= 120_000:
            faster = was // 2 // 60_000
            yield f"acknowledge-within {_written(was)} -> {faster}m"
