"""A forecast in a reader's words: sections of lines and tables, for every format.

Plain values; how they look is the format's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from drillkit.forecast.answers import Day, Forecast
from drillkit.forecast.changes import Effect
from drillkit.forecast.figures import Quantile, Share
from drillkit.forecast.promised import COMPANY
from drillkit.language import (
    HOUR,
    MINUTE,
    N_,
    NBSP,
    Language,
    format_duration,
    format_number,
    translator,
)

MOST_DECIDERS: Final = 15
LANE_WIDTH: Final = 48

SORTS: Final = {
    "work": N_("work"),
    "people": N_("waiting for people"),
    "access": N_("waiting for access to a site"),
    "parts": N_("parts and people on their way"),
    "provider": N_("waiting for a provider"),
    "answer": N_("waiting for an answer to the alarm"),
    "deadline": N_("until a deadline moved the plan"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first column is words, the others are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A title, sentences, and what is to be seen; ``drawn`` is lines as they are."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    drawn: tuple[str, ...] = field(default=())


class Teller:
    """Words, times and shares in one language."""

    def __init__(self, told: Forecast, lang: Language) -> None:
        self.told = told
        self.lang = lang
        self.say = translator(lang)

    def title(self) -> str:
        """What this is."""
        return self.say(N_("Forecast of {scenario}")).format(
            scenario=self.told.scenario
        )

    def time(self, ms: int | None) -> str:
        """A length of time; what never came is longer than the drill lasts."""
        if ms is not None:
            return format_duration(ms, self.lang)
        ends = self.told.sample.tables.began.ends_at or 0
        return ">" + NBSP + format_duration(ends, self.lang)

    def share(self, share: float) -> str:
        """A share in per cent, with one place after the point."""
        return format_number(share * 100, self.lang, 1) + NBSP + "%"

    def interval(self, share: Share) -> str:
        """A share with its interval."""
        low, high = share.interval
        return f"{self.share(low)} – {self.share(high)}"

    def between(self, one: Quantile) -> str:
        """A quantile with its interval."""
        low, high = self.clock(one.low), self.clock(one.high)
        return f"{self.clock(one.value)} ({low}–{high})"

    def clock(self, ms: int | None) -> str:
        """A length of time as hours and minutes, as narrow as can be."""
        sign = "" if ms is not None else ">"
        if ms is None:
            ms = self.told.sample.tables.began.ends_at or 0
        return f"{sign}{ms // HOUR}:{ms % HOUR // MINUTE:02}"

    def points(self, share: float) -> str:
        """A change of a share, signed."""
        sign = "+" if share >= 0 else ""
        return sign + format_number(share * 100, self.lang, 1)

    def minutes(self, ms: float) -> str:
        """A change of a time in minutes, signed."""
        sign = "+" if ms >= 0 else ""
        unit = self.say(N_("min"))
        return sign + format_number(ms / 60_000, self.lang, 1) + NBSP + unit


def sections(
    told: Forecast, lang: Language, effects: Sequence[Effect] = ()
) -> tuple[Section, ...]:
    """The whole document, section by section."""
    t = Teller(told, lang)
    return (
        _about(t),
        _promises(t),
        _milestones(t),
        _distribution(t),
        *([_effects(t, effects)] if effects else []),
        _where(t),
        _deciders(t),
        _day(t, told.median, t.say(N_("A usual day"))),
        _day(t, told.bad, t.say(N_("A bad day"))),
        _assumed(t),
    )


def _about(t: Teller) -> Section:
    sample = t.told.sample
    lines = []
    done, asked = (format_number(n, t.lang) for n in (sample.done, sample.asked))
    said = t.say(N_("{done} replications, seed {seed}"))
    lines.append(said.format(done=done, seed=sample.seed))
    if not t.told.is_whole:
        said = t.say(N_("Broken off: {done} of {asked} replications are in here."))
        lines.append(said.format(done=done, asked=asked))
    if sample.broken:
        said = t.say(
            N_("{count} replications never came to an end; they count as never.")
        )
        lines.append(said.format(count=format_number(sample.broken, t.lang)))
    return Section(t.title(), tuple(lines))


def _promises(t: Teller) -> Section:
    head = (
        t.say(N_("Promise")),
        t.say(N_("Within")),
        t.say(N_("Chance")),
        t.say(N_("95% interval")),
    )
    rows = tuple(
        (
            t.say(N_("the company")) if p.whom == COMPANY else p.whom,
            t.time(p.limit),
            t.share(p.kept.share),
            t.interval(p.kept),
        )
        for p in t.told.promises
    )
    return Section(t.say(N_("Would the promise hold?")), table=Table(head, rows))


def _milestones(t: Teller) -> Section:
    head = (
        t.say(N_("Milestone")),
        t.say(N_("Reached")),
        *(t.share(q.chance) for q in t.told.milestones[0].quantiles),
    )
    rows = tuple(
        (m.name, t.share(m.reached.share), *map(t.between, m.quantiles))
        for m in t.told.milestones
        if m.reached.hits
    )
    line = t.say(
        N_("Hours and minutes that so many stay below, and the 95% interval of each.")
    )
    return Section(t.say(N_("Time to each milestone")), (line,), Table(head, rows))


def _distribution(t: Teller) -> Section:
    most = max((count for _, count in t.told.bars), default=1)
    times = [t.time(at) for at, _ in t.told.bars]
    wide = max(map(len, times), default=0)
    drawn = tuple(
        f"{time.rjust(wide)} {'█' * (count * LANE_WIDTH // most)}".rstrip()
        for time, (_, count) in zip(times, t.told.bars, strict=True)
    )
    title = t.say(N_("Time to {milestone}")).format(milestone=t.told.target)
    return Section(title, drawn=drawn)


def _where(t: Teller) -> Section:
    head = (t.say(N_("On the chain that decides")), t.say(N_("Share")))
    rows = tuple(
        (t.say(SORTS[name]), t.share(share)) for name, share in t.told.spent if share
    )
    return Section(t.say(N_("Where the time goes")), table=Table(head, rows))


def _deciders(t: Teller) -> Section:
    head = (t.say(N_("Step")), t.say(N_("Decides")), t.say(N_("Weight")))
    rows = tuple(
        (d.step, t.share(d.critical.share), format_number(d.weight, t.lang, 2))
        for d in t.told.deciders[:MOST_DECIDERS]
    )
    line = t.say(
        N_("Weight is how far a step's duration and the end go together, up to 1.")
    )
    return Section(t.say(N_("What decides it")), (line,), Table(head, rows))


def _effects(t: Teller, effects: Sequence[Effect]) -> Section:
    head = (
        t.say(N_("Change")),
        t.say(N_("Chance, points")),
        t.say(N_("95% interval")),
        t.say(N_("Time to {milestone}")).format(milestone=t.told.target),
        t.say(N_("95% interval")),
        t.say(N_("Later in")),
    )
    rows = tuple(
        (
            e.asked,
            t.points(e.chance.mean),
            f"{t.points(e.chance.low)} … {t.points(e.chance.high)}",
            t.minutes(e.time.mean),
            f"{t.minutes(e.time.low)} … {t.minutes(e.time.high)}",
            t.share(e.worse),
        )
        for e in effects
    )
    lines = [t.say(N_("Measured pair by pair on the same random numbers."))]
    if any(e.worse > 0 and e.asked.rstrip()[-1:].isdigit() for e in effects):
        lines.append(
            t.say(N_("More people can make a drill later: who is free first is given"
                   " what waits first, not what matters most."))
        )  # fmt: skip
    return Section(t.say(N_("What if?")), tuple(lines), Table(head, rows))


def _day(t: Teller, day: Day, title: str) -> Section:
    end = max([day.took or 0, *(s.since for s in day.phases)], default=0) or 1
    longest = max((len(s.phase) for s in day.phases), default=0)
    lanes: dict[str, list[str]] = {}
    for stretch in day.phases:
        until = min(end, end if stretch.until is None else stretch.until)
        if until <= stretch.since:
            continue
        # Each visit of a phase in the same line, begun with a mark of its own.
        lane = lanes.setdefault(stretch.phase, [" "] * LANE_WIDTH)
        first = min(LANE_WIDTH - 1, stretch.since * LANE_WIDTH // end)
        last = max(first + 1, until * LANE_WIDTH // end)
        lane[first:last] = ["├", *["─"] * (last - first - 1)]
    drawn = [
        f"{phase.ljust(longest)} {''.join(lane)}".rstrip()
        for phase, lane in lanes.items()
    ]
    said = t.say(N_("Replication {number}: {milestone} after {time}."))
    line = said.format(
        number=format_number(day.replication, t.lang),
        milestone=t.told.target,
        time=t.time(day.took),
    )
    return Section(title, (line,), drawn=tuple(drawn))


def _assumed(t: Teller) -> Section:
    lines = [t.say(x.says).format(**x.words) for x in t.told.assumptions]
    if t.told.sample.kernel == "interpreted":
        lines.append(t.say(KERNEL_NOTE))
    return Section(t.say(N_("What was assumed")), tuple(lines))


KERNEL_NOTE: Final = N_(
    "The kernel ran as Python, some hundred times slower and with the same results;"
    " with a C compiler, installing drillkit compiles it."
)
