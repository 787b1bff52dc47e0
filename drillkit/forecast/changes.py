"""What-if: a change of the company or its promises, and what it would bring.

Each change makes another play; both are lived through on the same random numbers, so
that what differs is the change and not chance.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.draws import Beta, Fixed, Law, Lognormal, Pert, Triangular
from drillkit.forecast.figures import NEVER, Change, paired
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.sampling import Sample, company_limit
from drillkit.plan.scalars.durations import read_duration

PEOPLE: Final = re.compile(r"(?P<what>[a-z0-9-]+) *(?P<by>[+-] *\d+)")
TIME: Final = re.compile(
    r"(?:(?P<what>[a-z0-9-]+) +)?(?P<key>acknowledge-within|restore) +"
    r"(?:(?P<was>\w+) *(?:->|\u2192) *)?(?P<to>\w+)"
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
    """A change as people write it; None when it means nothing here."""
    if found := PEOPLE.fullmatch(asked.strip()):
        return _people(play, asked, found["what"], int(found["by"].replace(" ", "")))
    if found := TIME.fullmatch(asked.strip()):
        try:
            to = read_duration(found["to"])
        except ValueError:
            return None
        return _time(play, asked, found["what"] or "", found["key"], to)
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


def _time(play: Play, asked: str, what: str, key: str, to: int) -> WhatIf | None:
    company = play.company
    if key == "acknowledge-within" and not what:
        levels = {
            name: replace(level, acknowledge_within=to)
            for name, level in company.levels.items()
        }
        return WhatIf(asked, replace(play, company=replace(company, levels=levels)))
    provider = company.providers.get(what)
    if key != "restore" or provider is None or not provider.restore_within:
        return None
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
        yield f"{provider} restore {was // 60_000}m -> {was * 2 // 3 // 60_000}m"
    windows = [level.acknowledge_within for level in play.company.levels.values()]
    if windows and min(windows) >= 120_000:
        was = min(windows) // 60_000
        yield f"acknowledge-within {was}m -> {max(1, was // 2)}m"
