"""Drills by the thousand entries, shaped like one that people lived through."""

from collections.abc import Iterator
from itertools import count, islice

from drillkit.engine import events
from drillkit.engine.entry import Entry, Origin

DEPARTMENTS = 12
STEPS = 12

NOTE = (
    "Called the shift lead of the provider, the splice crew left the depot, "
    "expects to be at the site within half an hour. Связь с бригадой есть."
)


def life(entries: int) -> list[Entry]:
    """So many entries: departments in turn, each taking step after step."""
    return list(islice(_endless(), entries))


def _endless() -> Iterator[Entry]:
    runs = tuple(
        events.RunListed(f"department-{n}/outage", f"department-{n}/outage")
        for n in range(DEPARTMENTS)
    )
    yield Entry(0, _began(runs))
    for run in runs:
        yield Entry(0, events.RunBegan(run.run, run.run.partition("/")[0]))
    for visit in count(1):
        for step in range(STEPS):
            for number, run in enumerate(runs):
                at = ((visit * STEPS + step) * DEPARTMENTS + number) * 1000
                yield from _one_step(run.run, visit, step, at)


def _one_step(run: str, visit: int, step: int, at: int) -> Iterator[Entry]:
    phase, path = "restore/repair", f"restore/repair/step-{step}"
    duty = Origin("duty-engineer", written_by="scribe", channel="phone")
    promise, call = f"{run}/{path}/{visit}/target", f"call-{run}-{visit}-{step}"
    if step == 0:
        yield Entry(at, events.PhaseEntered(run, phase, visit, 3))
    yield Entry(at, events.StepOpened(run, path, visit, "do", {"duty-engineer": 1}))
    yield Entry(
        at,
        events.ObligationOpened(
            promise, "step-target", path, run, "opened", at, 1_200_000, at + 1_200_000
        ),
        key=f"{promise}/opened",
    )
    yield Entry(
        at + 10, events.StepStarted(run, path, visit), duty, f"{run}-{at}-start"
    )
    yield Entry(
        at + 20,
        events.CallMade(call, run, "provider-desk", "notify", path, "received"),
    )
    yield Entry(at + 300, events.CallAnswered(call, "received"), duty, f"{call}-answer")
    yield Entry(at + 400, events.NoteWritten(NOTE, path), duty, f"{run}-{at}-note")
    yield Entry(
        at + 900, events.StepSettled(run, path, visit, "done"), duty, f"{run}-{at}-done"
    )
    yield Entry(at + 900, events.ObligationKept(promise), key=f"{promise}/kept")
    if step == STEPS - 1:
        left = events.PhaseLeft(run, phase, visit, "outcome", "again", phase)
        yield Entry(at + 900, left)


def _began(runs: tuple[events.RunListed, ...]) -> events.DrillBegan:
    return events.DrillBegan(
        drill="bench",
        mode="drill",
        scenario="bench",
        scenario_hash="",
        title={"en": "A long drill", "ru": "Долгие учения"},
        exercise="full-scale",
        lead=runs[0].run.partition("/")[0],
        runs=runs,
        items=(),
        level="critical",
        starts_ms=0,
        zone="UTC",
        onset=None,
        ends_when="normal",
        ends_at=None,
        plan={},
        plan_hash="",
        wall_ms=0,
        seed=1,
        program="benchmarks",
    )
