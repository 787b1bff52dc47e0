"""What the drill's own events change: its clock, its level, its end."""

from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.drill import Clock, Drill, Run, changed
from drillkit.engine.evolve.outside import new_item


def drill_began(drill: Drill, event: events.DrillBegan, at: int) -> Drill:
    """Every run stands by and the clock runs."""
    return Drill(
        drill=event.drill,
        mode=event.mode,
        scenario=event.scenario,
        lead=event.lead,
        status="running",
        at=at,
        clock=Clock(base=at, wall=event.wall_ms, running=True),
        starts_ms=event.starts_ms,
        onset=event.onset,
        ends_when=event.ends_when,
        ends_at=event.ends_at,
        seed=event.seed,
        level=event.level,
        runs={r.run: Run(r.run, r.runbook, r.begins) for r in event.runs},
        items={item.item: new_item(item) for item in event.items},
    )


def paused(drill: Drill, event: events.Paused, at: int) -> Drill:
    """Drill time stands at *at*."""
    clock = replace(drill.clock, base=at, wall=event.wall_ms, running=False)
    return changed(drill, status="paused", clock=clock)


def resumed(drill: Drill, event: events.Resumed, at: int) -> Drill:
    """Drill time goes on from *at*."""
    clock = replace(drill.clock, base=at, wall=event.wall_ms, running=True)
    return changed(drill, status="running", clock=clock)


def speed_changed(drill: Drill, event: events.SpeedChanged, at: int) -> Drill:
    """Drill time runs at another rate from *at* on."""
    clock = replace(
        drill.clock,
        base=at,
        wall=event.wall_ms,
        numerator=event.numerator,
        denominator=event.denominator,
    )
    return changed(drill, clock=clock)


def jumped(drill: Drill, event: events.Jumped, at: int) -> Drill:
    """Drill time counts on from where it jumped to."""
    clock = replace(drill.clock, base=event.to, wall=event.wall_ms)
    return changed(drill, clock=clock)


def time_out_began(drill: Drill, event: events.TimeOutBegan, at: int) -> Drill:
    """One department stands aside."""
    return changed(drill, time_outs={**drill.time_outs, event.department: at})


def time_out_ended(drill: Drill, event: events.TimeOutEnded, at: int) -> Drill:
    """The department is back."""
    rest = {d: t for d, t in drill.time_outs.items() if d != event.department}
    return changed(drill, time_outs=rest)


def emergency_declared(drill: Drill, event: events.EmergencyDeclared, at: int) -> Drill:
    """Everything stands for what is real."""
    clock = replace(drill.clock, base=at, wall=event.wall_ms, running=False)
    return changed(drill, status="emergency", clock=clock)


def emergency_ended(drill: Drill, event: events.EmergencyEnded, at: int) -> Drill:
    """The drill goes on."""
    clock = replace(drill.clock, base=at, wall=event.wall_ms, running=True)
    return changed(drill, status="running", clock=clock)


def drill_ended(drill: Drill, event: events.DrillEnded, at: int) -> Drill:
    """Nothing moves after ENDEX."""
    clock = replace(drill.clock, base=at, running=False)
    return changed(drill, status="ended", ended=event.how, clock=clock)


def level_changed(drill: Drill, event: events.LevelChanged, at: int) -> Drill:
    """The drill has another level."""
    return changed(drill, level=event.level)
