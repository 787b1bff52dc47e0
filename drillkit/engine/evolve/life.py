"""What the drill's own events change: its clock, its level, its end."""

from dataclasses import replace

from drillkit.engine import clock, events
from drillkit.engine.clock import DrillClock, Speed
from drillkit.engine.drill import Drill, Run, changed
from drillkit.engine.evolve.outside import new_item
from drillkit.engine.evolve.promises import on_the_wall


def drill_began(drill: Drill, event: events.DrillBegan, at: int) -> Drill:
    """Every run stands by and the clock runs."""
    return Drill(
        drill=event.drill,
        mode=event.mode,
        lead=event.lead,
        status="running",
        at=at,
        clock=DrillClock(at, event.wall_ms),
        starts_ms=event.starts_ms,
        onset=event.onset,
        ends_when=event.ends_when,
        ends_at=event.ends_at,
        level=event.level,
        runs={r.run: Run(r.run, r.runbook, r.begins) for r in event.runs},
        items={item.item: new_item(item) for item in event.items},
    )


def instant_stated(drill: Drill, event: events.InstantStated, at: int) -> Drill:
    """Clocks that count from it count from there."""
    if event.instant == "onset":
        return changed(drill, onset=event.time)
    milestones = {**drill.milestones, event.instant: event.time}
    return changed(drill, milestones=milestones)


def _looked(drill: Drill, wall_ms: int, at: int) -> DrillClock:
    """The clock as it stood when the event was written, which is *at*."""
    looked = clock.look(drill.clock, wall_ms)
    if looked.base_ms == at:
        return looked
    return replace(looked, base_ms=at, part=0, parts=1)


def _with_clock(drill: Drill, now: DrillClock, **changes: object) -> Drill:
    """The drill with another clock, and by it what counts wall time."""
    owed = on_the_wall(drill.obligations, now)
    return changed(drill, clock=now, obligations=owed, **changes)


def paused(drill: Drill, event: events.Paused, at: int) -> Drill:
    """Drill time stands at *at*."""
    stands = clock.pause(_looked(drill, event.wall_ms, at), event.wall_ms)
    return _with_clock(drill, stands, status="paused")


def resumed(drill: Drill, event: events.Resumed, at: int) -> Drill:
    """Drill time goes on from *at*."""
    runs = clock.resume(_looked(drill, event.wall_ms, at), event.wall_ms)
    return _with_clock(drill, runs, status="running")


def speed_changed(drill: Drill, event: events.SpeedChanged, at: int) -> Drill:
    """Drill time runs at another rate from *at* on."""
    looked = _looked(drill, event.wall_ms, at)
    speed = Speed(event.numerator, event.denominator)
    return _with_clock(drill, clock.set_speed(looked, speed, event.wall_ms))


def jumped(drill: Drill, event: events.Jumped, at: int) -> Drill:
    """Drill time counts on from where it jumped to."""
    looked = _looked(drill, event.wall_ms, at)
    return _with_clock(drill, clock.jump(looked, event.to, event.wall_ms))


def time_out_began(drill: Drill, event: events.TimeOutBegan, at: int) -> Drill:
    """One department stands aside."""
    return changed(drill, time_outs={**drill.time_outs, event.department: at})


def time_out_ended(drill: Drill, event: events.TimeOutEnded, at: int) -> Drill:
    """The department is back; its phases are as old as they were."""
    began = drill.time_outs[event.department]
    rest = {d: t for d, t in drill.time_outs.items() if d != event.department}
    runs = {
        name: _younger(run, began, at) if run.department == event.department else run
        for name, run in drill.runs.items()
    }
    return changed(drill, time_outs=rest, runs=runs)


def _younger(run: Run, began: int, at: int) -> Run:
    """The run without the time from *began* to *at*."""
    shifted = {p: t + at - max(t, began) for p, t in run.entered_at.items()}
    return changed(run, entered_at=shifted)


def emergency_declared(drill: Drill, event: events.EmergencyDeclared, at: int) -> Drill:
    """Everything stands for what is real; what stood already is remembered."""
    stands = clock.pause(_looked(drill, event.wall_ms, at), event.wall_ms)
    was_paused = drill.status == "paused"
    return _with_clock(drill, stands, status="emergency", was_paused=was_paused)


def emergency_ended(drill: Drill, event: events.EmergencyEnded, at: int) -> Drill:
    """The drill goes on, or stands as it stood before."""
    looked = _looked(drill, event.wall_ms, at)
    if drill.was_paused:
        return _with_clock(drill, looked, status="paused", was_paused=False)
    runs = clock.resume(looked, event.wall_ms)
    return _with_clock(drill, runs, status="running")


def drill_ended(drill: Drill, event: events.DrillEnded, at: int) -> Drill:
    """Nothing moves after ENDEX."""
    stands = replace(drill.clock, base_ms=at, paused=True)
    return changed(drill, status="ended", ended=event.how, clock=stands)


def level_changed(drill: Drill, event: events.LevelChanged, at: int) -> Drill:
    """The drill has another level."""
    return changed(drill, level=event.level)
