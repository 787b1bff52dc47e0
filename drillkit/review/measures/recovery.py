"""The way back: detected, declared, planned, worked around, restored, normal.

Workaround, restoration as reported, restoration as confirmed and normal are
four instants; none stands for another.
"""

from drillkit.engine.events import CallMade, InstantStated
from drillkit.plan.scenario import Objective
from drillkit.review.measures.moments import (
    acknowledged,
    classified,
    detected,
    final_level,
    onset,
    reached,
    startex,
)
from drillkit.review.measures.value import Instant, Measure, duration
from drillkit.review.record import Record


def recovery_measures(record: Record) -> tuple[Measure, ...]:
    found, got = detected(record), acknowledged(record)
    declared = reached(record, "declared")
    restored = reached(record, "restored-confirmed")
    normal = reached(record, "normal")
    pairs: tuple[tuple[str, Instant | None, Instant | None], ...] = (
        ("time-to-detect", onset(record), found),
        ("time-to-acknowledge", found, got),
        ("time-to-classify", got, classified(record)),
        ("time-to-declare", found, declared),
        ("time-to-plan", declared, reached(record, "plan-approved")),
        ("time-to-workaround", got, reached(record, "workaround")),
        ("time-to-restore-reported", found, reached(record, "restored-reported")),
        ("time-to-restore", found, restored),
        ("time-to-normalisation", onset(record), normal),
        ("time-to-normalisation-from-startex", startex(record), normal),
    )
    limits = {
        "time-to-acknowledge": _answer_limit(record, found),
        "time-to-restore": restore_promise(record),
        "time-to-normalisation": normal_promise(record),
    }
    promised = {"time-to-restore": "restore:company"}
    measures = (
        duration(
            record,
            name,
            start,
            stop,
            limit_ms=limits.get(name),
            promise=promised.get(name, ""),
        )
        for name, start, stop in pairs
    )
    return tuple(one for one in measures if one)


def restore_promise(record: Record) -> int | None:
    """What the drill's last level promises from detection to confirmation."""
    organisation = record.books.organisation
    level = organisation.levels.get(final_level(record)) if organisation else None
    return level.restore_within if level else None


def normal_promise(record: Record) -> int | None:
    """The scenario's objective for normalisation, else the level's promise."""
    asked = objective_for(record, "time-to-normalisation")
    if asked and asked.at_most is not None:
        return asked.at_most
    return restore_promise(record)


def objective_for(record: Record, measure: str) -> Objective | None:
    scenario = record.books.scenario
    if scenario is None:
        return None
    return next((o for o in scenario.objectives.values() if o.measure == measure), None)


def _is_stated(record: Record, found: Instant) -> bool:
    return any(h.seq == found.seq for h in record.of(InstantStated))


def _answer_limit(record: Record, found: Instant) -> int | None:
    """The level's window, which counts from the call (semantics, rule 9): nobody could
    answer between a stated detection and the moment a real event was opened."""
    calls = [h.at for h in record.of(CallMade)]
    if calls and found.at < min(calls) and _is_stated(record, found):
        return None
    organisation = record.books.organisation
    level = organisation.levels.get(record.began.event.level) if organisation else None
    return level.acknowledge_within if level else None
