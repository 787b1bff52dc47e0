"""What time brings: deadlines, injects, departures, gates, the end.

Every one is written with the time it was due, not the time somebody noticed,
and with a key, so that two seats noticing together write it once.
"""

from typing import assert_never

from drillkit.engine import machine
from drillkit.engine.agenda import Due, next_due
from drillkit.engine.charts import Chart
from drillkit.engine.commands import Move, Pass
from drillkit.engine.decide.flow import end, leave, settle_all
from drillkit.engine.decide.journeys import arrive, depart
from drillkit.engine.decide.people import climb, overrun
from drillkit.engine.decide.promises import break_promise
from drillkit.engine.decide.sites import gate_closes, gate_opens
from drillkit.engine.decide.steps import settle
from drillkit.engine.decide.story import (
    deliver,
    deliver_news,
    expectation_missed,
    find,
)
from drillkit.engine.decide.turn import Turn


def pass_time(turn: Turn, until: int) -> None:
    """Let everything due before *until* happen, each at its own time."""
    now, turn.at = turn.at, turn.drill.at
    while due := next_due(turn.drill, turn.play, charts(turn)):
        if due.at >= until:
            break
        turn.at = max(due.at, turn.at)
        fire(turn, due)
        settle_and_tell(turn)
    # What ended the drill ended it then, whatever was asked for later.
    turn.at = turn.drill.at if turn.drill.is_over else now


def pass_wall(turn: Turn, move: Move) -> None:
    """While drill time stands, break what counted wall time until before *move*.

    It is written at the drill time that stands; its key and the entry of its message
    say when it was on the wall (semantics, rule 15).
    """
    if turn.drill.status != "paused" or move.wall_ms is None:
        return
    # Who only looks at the clock does nothing that could still be in time.
    until = move.wall_ms + isinstance(move.act, Pass)
    for due, name in sorted(
        (owed.wall_due, owed.obligation)
        for owed in turn.drill.obligations.values()
        if owed.wall_due is not None and not owed.broken
    ):
        if due < until:
            _break(turn, name)


def charts(turn: Turn) -> dict[str, Chart]:
    """Every run's chart as amended."""
    return {name: turn.chart(name) for name in turn.drill.runs}


def settle_and_tell(turn: Turn) -> None:
    """Settle, deliver what became news, and settle again."""
    settle_all(turn)
    while turn.drill.status == "running" and deliver_news(turn):
        settle_all(turn)


def fire(turn: Turn, due: Due) -> None:
    """Let one thing happen that time has brought."""
    match due.kind:
        case "depart":
            depart(turn, turn.drill.journeys[due.name])
        case "arrive":
            arrive(turn, turn.drill.journeys[due.name])
        case "gate":
            _gate(turn, due)
        case "after":
            run, path, ms = due.name.rsplit("|", 2)
            leave(turn, run, path, "deadline", machine.after(int(ms)))
        case "obligation":
            _break(turn, due.name)
        case "inject":
            found = find(turn, due.name)
            assert found is not None, due
            deliver(turn, found[0], found[1], by_hand=False)
        case "end":
            end(turn, "time")
        case _:
            assert_never(due.kind)


def _gate(turn: Turn, due: Due) -> None:
    run, path = due.name.rsplit("|", 1)
    step = turn.chart(run).steps[path]
    state = turn.run(run).steps[path]
    if state.status == "waiting":
        gate_opens(turn, run, step, state.visit)
    elif "window-closed" in turn.chart(run).phase_of(path).leads_to:
        settle(turn, run, step, state.visit, outcome="window-closed")
    else:
        gate_closes(turn, run, step, state.visit)


def _break(turn: Turn, name: str) -> None:
    owed = turn.drill.obligations[name]
    break_promise(turn, owed)
    if owed.kind == "acknowledge":
        # A log that was cut behind the answer owes it still, and misses nobody.
        if missed := turn.drill.calls.get(name.removeprefix("answer:")):
            climb(turn, missed)
    elif owed.kind == "phase-target":
        overrun(turn, owed.run, owed.subject)
    elif owed.kind == "expected":
        number = int(name.rpartition("#")[2])
        expectation_missed(turn, owed.subject, number)
