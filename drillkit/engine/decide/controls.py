"""The director's controls: pause, speed, jump, time-outs, emergency, the end.

Each is exact: drill time stands or runs from the millisecond it was said
(semantics, rules 15 to 17).  A live event cannot be paused or hurried.
"""

import re

from drillkit.engine.agenda import agenda, moves
from drillkit.engine.clock import Speed, is_offered
from drillkit.engine.commands import (
    AcceptLoss,
    BeginTimeOut,
    DeclareEmergency,
    EndDrill,
    EndEmergency,
    EndTimeOut,
    JoinRun,
    Jump,
    Pause,
    Resume,
    ReturnTo,
    SetSpeed,
    Stall,
    StateInstant,
)
from drillkit.engine.decide.due import charts, pass_time
from drillkit.engine.decide.flow import can_come, end, return_to
from drillkit.engine.decide.promises import go_on, stand
from drillkit.engine.decide.severity import follow_level
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Obligation
from drillkit.engine.events import (
    DrillStalled,
    EmergencyDeclared,
    EmergencyEnded,
    InstantStated,
    Jumped,
    ObligationAccepted,
    Paused,
    Resumed,
    RunJoined,
    SpeedChanged,
    TimeOutBegan,
    TimeOutEnded,
)
from drillkit.plan.problem import N_
from drillkit.plan.scalars.names import REF_PATTERN


def _is_live(turn: Turn, act: object) -> bool:
    if turn.drill.mode != "live":
        return False
    turn.refuse(act, N_("a real event cannot be paused, hurried or skipped"))
    return True


def pause(turn: Turn, act: Pause) -> None:
    """Drill time stands."""
    if _is_live(turn, act):
        return
    if turn.drill.status != "running":
        turn.refuse(act, N_("drill time stands already"))
        return
    turn.act(Paused(act.wall_ms, act.reason))


def resume(turn: Turn, act: Resume) -> None:
    """Drill time goes on."""
    if turn.drill.status != "paused":
        turn.refuse(act, N_("drill time is not paused"))
        return
    turn.act(Resumed(act.wall_ms))
    turn.touched.update(turn.drill.runs)


def set_speed(turn: Turn, act: SetSpeed) -> None:
    """Drill time runs faster or slower, from x0.25 to x60."""
    if _is_live(turn, act):
        return
    is_ratio = act.denominator > 0
    if not is_ratio or not is_offered(Speed(act.numerator, act.denominator)):
        turn.refuse(act, N_("speed goes from x0.25 to x60"))
        return
    turn.act(SpeedChanged(act.numerator, act.denominator, act.wall_ms))


def jump(turn: Turn, act: Jump) -> None:
    """Skip forward; what was owed in between is shown and not rated."""
    if _is_live(turn, act):
        return
    if turn.drill.status != "running" or act.to <= turn.at:
        turn.refuse(act, N_("a jump goes forward, and only while drill time runs"))
        return
    turn.act(Jumped(act.to, act.wall_ms))
    for owed in list(turn.drill.obligations.values()):
        if owed.kind != "provider":
            stand(turn, owed, "jumped")
    turn.is_jumping, turn.at = True, act.to
    turn.origin = None
    pass_time(turn, act.to + 1)
    turn.is_jumping = False


def begin_time_out(turn: Turn, act: BeginTimeOut) -> None:
    """One department stands aside; its clocks stand with it."""
    departments = {run.department for run in turn.drill.runs.values()}
    if act.department not in departments or act.department in turn.drill.time_outs:
        turn.refuse(
            act,
            N_('"{department}" plays no part now, or stands aside already'),
            department=act.department,
        )
        return
    turn.act(TimeOutBegan(act.department, act.reason))
    for owed in _owed_by_department(turn, act.department):
        stand(turn, owed, "time-out")


def end_time_out(turn: Turn, act: EndTimeOut) -> None:
    """The department is back; its clocks count on with what was left."""
    if act.department not in turn.drill.time_outs:
        turn.refuse(
            act, N_('"{department}" has no time-out'), department=act.department
        )
        return
    turn.act(TimeOutEnded(act.department))
    for owed in _owed_by_department(turn, act.department):
        go_on(turn, owed, "time-out")


def _owed_by_department(turn: Turn, department: str) -> list[Obligation]:
    runs = {r.run for r in turn.drill.runs.values() if r.department == department}
    owed = turn.drill.obligations.values()
    return [o for o in owed if o.run in runs and o.kind != "provider"]


def declare_emergency(turn: Turn, act: DeclareEmergency) -> None:
    """REAL EMERGENCY, from any seat."""
    if turn.drill.mode == "live" or turn.drill.status == "emergency":
        turn.refuse(act, N_("this is the real event already"))
        return
    turn.act(EmergencyDeclared(act.wall_ms, act.reason))


def end_emergency(turn: Turn, act: EndEmergency) -> None:
    """The drill goes on where it stood."""
    if turn.drill.status != "emergency":
        turn.refuse(act, N_("there is no real emergency now"))
        return
    turn.act(EmergencyEnded(act.wall_ms))
    turn.touched.update(turn.drill.runs)


def end_drill(turn: Turn, act: EndDrill) -> None:
    """ENDEX by the director."""
    end(turn, "broken-off" if act.broken_off else "director", act.reason, by_hand=True)


def stall(turn: Turn, act: Stall) -> None:
    """Nobody can move any more: say what everybody waits for, and stop."""
    dues = agenda(turn.drill, turn.play, charts(turn))
    if any(moves(turn.drill, due) for due in dues):
        turn.refuse(act, N_("something is still due that can move it"))
        return
    waits = [
        f"{run.run}/{path}"
        for run in turn.drill.runs.values()
        for path, step in run.steps.items()
        if step.status != "settled" and not step.optional
    ]
    waits += [
        f"{run.run}: {run.begins}"
        for run in turn.drill.runs.values()
        if run.begun_at is None
    ]
    turn.act(DrillStalled(tuple(waits)))
    end(turn, "stalled")


def state_instant(turn: Turn, act: StateInstant) -> None:
    """What a real event's clocks count from, which began before anybody wrote."""
    if turn.drill.mode != "live":
        turn.refuse(act, N_("the scenario says when a drill's event began"))
    elif act.time > turn.at:
        turn.refuse(act, N_("nothing is entered before it has happened"))
    elif not act.source:
        turn.refuse(act, N_("a time wants its source"))
    else:
        turn.act(InstantStated(act.instant, act.time, act.source))
        follow_level(turn)


def join_run(turn: Turn, act: JoinRun) -> None:
    """A further department's plan joins."""
    if act.run in turn.drill.runs or act.runbook not in turn.play.charts:
        turn.refuse(act, N_('"{run}" runs already, or has no plan'), run=act.run)
        return
    if not re.fullmatch(REF_PATTERN, act.run):
        turn.refuse(act, N_('"{run}" is no name for a run'), run=act.run)
        return
    if act.begins and not can_come(turn, act.begins):
        why = N_('no run of this drill reaches "{milestone}"')
        turn.refuse(act, why, milestone=act.begins)
        return
    turn.act(RunJoined(act.run, act.runbook, act.begins, act.plan))


def return_to_phase(turn: Turn, act: ReturnTo) -> None:
    """A controller sends a run back, with a reason."""
    run = turn.drill.runs.get(act.run)
    phases = turn.chart(act.run).phases if run is not None else {}
    phase = phases.get(act.phase)
    if run is None or phase is None or run.begun_at is None:
        why = N_('"{phase}" is not a phase of a run that has begun')
    elif phase.parent and not _is_inside(run.configuration, phase.parent):
        why = N_('the phase around "{phase}" is over')
    elif not act.reason:
        why = N_("returning to a phase wants a reason")
    else:
        return_to(turn, act.run, act.phase, act.reason)
        return
    turn.refuse(act, why, phase=f"{act.run}/{act.phase}")


def _is_inside(configuration: tuple[str, ...], lane: str) -> bool:
    return any(path.startswith(lane + "/") for path in configuration)


def accept_loss(turn: Turn, act: AcceptLoss) -> None:
    """A lost promise is accepted by name and leaves the alarm line."""
    owed = turn.drill.obligations.get(act.obligation)
    if owed is None or not owed.broken or not act.by:
        turn.refuse(act, N_("only a promise that is lost can be accepted, and by name"))
        return
    turn.act(ObligationAccepted(act.obligation, act.by, act.until_ms, act.reason))
