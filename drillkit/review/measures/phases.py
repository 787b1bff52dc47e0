"""Targets against what it really took, by phase and by step.

A phase's time is the sum over its visits; its target holds for each visit.  A
step's time leaves out waiting for a site to open, and both leave out their own
department's time-outs.
"""

from dataclasses import dataclass

from drillkit.engine.decide.turn import step_id
from drillkit.engine.events import (
    PhaseEntered,
    PhaseLeft,
    StepOpened,
    StepResumed,
    StepSettled,
    StepWaited,
    TimeOutBegan,
    TimeOutEnded,
)
from drillkit.engine.intervals import Interval, length, subtract
from drillkit.review.measures.paths import phase_target, step_target
from drillkit.review.measures.value import (
    Instant,
    Measure,
    Verdict,
    is_jumped,
    seqs,
    share_of,
    verdict_of,
)
from drillkit.review.record import Happening, Record


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in a phase, or one opening of a step."""

    number: int
    start: Instant
    stop: Instant | None
    end: int
    how: str
    outcome: str
    value_ms: int
    limit_ms: int | None
    verdict: Verdict | None
    waits: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    is_jumped: bool = False
    wall_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Everything about one phase or step of one run."""

    run: str
    path: str
    order: int
    verb: str
    visits: tuple[Visit, ...]
    is_optional: bool = False

    @property
    def total_ms(self) -> int:
        return sum(visit.value_ms for visit in self.visits)

    @property
    def is_censored(self) -> bool:
        return any(visit.stop is None for visit in self.visits)

    @property
    def verdict(self) -> Verdict | None:
        said = {visit.verdict for visit in self.visits}
        ladder: tuple[Verdict, ...] = ("missed", "open", "kept")
        return next((verdict for verdict in ladder if verdict in said), None)

    @property
    def is_jumped(self) -> bool:
        return any(visit.is_jumped for visit in self.visits)

    @property
    def wall_ms(self) -> int | None:
        """What all visits took on the wall, if any was lived at another speed."""
        if all(visit.wall_ms is None for visit in self.visits):
            return None
        return sum(
            visit.value_ms if visit.wall_ms is None else visit.wall_ms
            for visit in self.visits
        )

    @property
    def limit_ms(self) -> int | None:
        return self.visits[-1].limit_ms

    @property
    def over_ms(self) -> int:
        """How far the worst visit went past its target."""
        return max(
            (
                visit.value_ms - visit.limit_ms
                for visit in self.visits
                if visit.limit_ms is not None and visit.verdict is not None
            ),
            default=0,
        )

    @property
    def entries(self) -> tuple[int, ...]:
        return seqs(*(v.start for v in self.visits), *(v.stop for v in self.visits))


def time_outs(record: Record) -> dict[str, list[Interval]]:
    """Each department's own time-outs."""
    found: dict[str, list[Interval]] = {}
    open_since: dict[str, int] = {}
    for h in record.happenings:
        if h.is_void:
            continue
        if isinstance(h.event, TimeOutBegan):
            open_since[h.event.department] = h.at
        elif isinstance(h.event, TimeOutEnded) and h.event.department in open_since:
            since = open_since.pop(h.event.department)
            found.setdefault(h.event.department, []).append((since, h.at))
    for department, since in open_since.items():
        found.setdefault(department, []).append((since, record.end))
    return found


def phase_timings(record: Record) -> tuple[Timing, ...]:
    """Phases in the order first entered, run by run."""
    aside = time_outs(record)
    left = {(h.event.run, h.event.path, h.event.visit): h for h in record.of(PhaseLeft)}
    visits: dict[tuple[str, str], list[Visit]] = {}
    orders: dict[tuple[str, str], int] = {}
    for h in record.of(PhaseEntered):
        run, path = h.event.run, h.event.path
        out = left.get((run, path, h.event.visit))
        stop = Instant("left", out.at, out.seq) if out else None
        end = stop.at if stop else record.end
        away = aside.get(record.department(run), [])
        orders.setdefault((run, path), h.event.order)
        times = subtract([(h.at, end)], away)
        value = length(times)
        limit = phase_target(record, run, path, h.seq)
        jumped = _is_jumped(record, "phase", h, value, limit)
        visits.setdefault((run, path), []).append(
            Visit(
                h.event.visit,
                Instant("entered", h.at, h.seq),
                stop,
                end,
                out.event.how if out else "",
                out.event.outcome if out else "",
                value,
                limit,
                verdict_of(value, limit, stop is None, jumped),
                is_jumped=jumped,
                wall_ms=record.lived(times),
            )
        )
    return tuple(
        Timing(run, path, orders[run, path], "phase", tuple(stays))
        for (run, path), stays in visits.items()
    )


def _is_jumped(
    record: Record,
    promise: str,
    start: Happening[PhaseEntered] | Happening[StepOpened],
    value: int,
    limit: int | None,
) -> bool:
    """Whether a jump skipped a visit, by its target if it had one."""
    name = step_id(start.event.run, start.event.path, start.event.visit)
    until = start.at + value
    return is_jumped(record, start.at, until, limit, f"{promise}:{name}")


def step_timings(record: Record) -> tuple[Timing, ...]:
    """Steps in the order first opened; the reopened one counts to its last end."""
    settled = {
        (h.event.run, h.event.path, h.event.visit): h for h in record.of(StepSettled)
    }
    aside = time_outs(record)
    waits = _waits(record)
    found: dict[tuple[str, str], list[Visit]] = {}
    about: dict[tuple[str, str], StepOpened] = {}
    for h in record.of(StepOpened):
        key = (h.event.run, h.event.path)
        visit = (*key, h.event.visit)
        out = settled.get(visit)
        stop = Instant("settled", out.at, out.seq) if out else None
        end = stop.at if stop else record.end
        stood = waits.get(visit, [])
        holes = aside.get(record.department(h.event.run), []) + [
            stretch for why, stretch in stood if why == "window"
        ]
        times = subtract([(h.at, end)], holes)
        value = length(times)
        limit = step_target(record, *key, h.seq)
        jumped = _is_jumped(record, "target", h, value, limit)
        about.setdefault(key, h.event)
        found.setdefault(key, []).append(
            Visit(
                h.event.visit,
                Instant("opened", h.at, h.seq),
                stop,
                end,
                out.event.how if out else "",
                out.event.outcome if out else "",
                value,
                limit,
                verdict_of(value, limit, stop is None, jumped),
                _summed(stood),
                out.event.reason if out else "",
                jumped,
                record.lived(times),
            )
        )
    return tuple(
        Timing(
            run, path, i, about[run, path].verb, tuple(visits),
            about[run, path].optional,
        )
        for i, ((run, path), visits) in enumerate(found.items())
    )  # fmt: skip


def _waits(
    record: Record,
) -> dict[tuple[str, str, int], list[tuple[str, Interval]]]:
    found: dict[tuple[str, str, int], list[tuple[str, Interval]]] = {}
    since: dict[tuple[str, str, int], tuple[str, int]] = {}
    for h in record.happenings:
        if h.is_void or not isinstance(h.event, StepWaited | StepResumed | StepSettled):
            continue
        key = (h.event.run, h.event.path, h.event.visit)
        if key in since:
            why, start = since.pop(key)
            found.setdefault(key, []).append((why, (start, h.at)))
        if isinstance(h.event, StepWaited):
            since[key] = (h.event.why, h.at)
    for key, (why, start) in since.items():
        found.setdefault(key, []).append((why, (start, record.end)))
    return found


def _summed(stood: list[tuple[str, Interval]]) -> tuple[tuple[str, int], ...]:
    whys = dict.fromkeys(why for why, _ in stood)
    return tuple(
        (why, length(stretch for w, stretch in stood if w == why)) for why in whys
    )


def timing_measures(
    phases: tuple[Timing, ...], steps: tuple[Timing, ...]
) -> tuple[Measure, ...]:
    found: list[Measure | None] = []
    for name, timings in (("phase-time", phases), ("step-time", steps)):
        found += [_measure(name, timing) for timing in timings]
    found.append(_kept("phase-targets-kept", phases))
    found.append(_kept("step-targets-kept", steps))
    return tuple(one for one in found if one)


def _measure(name: str, timing: Timing) -> Measure:
    return Measure(
        name,
        f"{timing.run}/{timing.path}",
        value_ms=timing.total_ms,
        number=len(timing.visits),
        is_censored=timing.is_censored,
        anchor=timing.visits[0].start,
        until=timing.visits[-1].stop,
        limit_ms=timing.limit_ms,
        verdict=timing.verdict,
        wall_ms=timing.wall_ms,
        is_jumped=timing.is_jumped,
        entries=timing.entries,
    )


def _kept(name: str, timings: tuple[Timing, ...]) -> Measure | None:
    judged = [
        visit
        for timing in timings
        for visit in timing.visits
        if visit.verdict in ("kept", "missed")
    ]
    return share_of(
        name,
        sum(visit.verdict == "kept" for visit in judged),
        len(judged),
        seqs(*(visit.start for visit in judged), *(visit.stop for visit in judged)),
    )
