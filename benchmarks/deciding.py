"""A person's move, decided and folded, beside the library's own `send`.

The chart goes round: a decision, then two lanes of two phases each, joined.  Both
sides make the same six transitions a lap; ours also opens and closes the steps,
their targets and the clocks of the company.
"""

from itertools import count
from textwrap import dedent
from typing import Any

from statemachine.io import create_machine_class_from_definition

from benchmarks.corpus import organisation
from benchmarks.rounds import Result, in_turns
from drillkit.engine.commands import Act, Begin, Move, SettleStep
from drillkit.engine.compile import began, compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.evolve import evolve
from drillkit.plan.read import read_texts

NAME = "deciding"

LAPS = 40

RUN = "it/round"
ROUND = dedent("""\
    runbook: round
    department: it
    title: {en: "Round and round", ru: "По кругу"}
    owner: it-lead
    phases:
      gather:
        steps:
          go-on:
            decide: {en: "Once more?", ru: "Ещё раз?"}
            outcomes: {go: {en: "Yes", ru: "Да"}, stop: {en: "No", ru: "Нет"}}
            by: it-lead
            target: 5m
        leads-to: {go: work, stop: closed}
      work:
        lanes:
    LANES
        join: all
        leads-to: {done: gather}
      closed: {final: true}
    """)
LANE = """\
      {lane}:
        phases:
          first:
            steps: {{act: {{do: "Act", by: it-engineer, target: 20m}}}}
            leads-to: {{done: second}}
          second:
            steps: {{act: {{do: "Act", by: it-engineer, target: 20m}}}}
            leads-to: {{done: over}}
          over: {{final: true}}
"""
STORY = """\
scenario: round
title: {en: "Round", ru: "Круг"}
exercise: drill
starts: 2026-11-24T09:00
runs: [it/round]
lead: it
ends: {when: normal, at-latest: 48h}
"""

LAP = (
    ("gather/go-on", "go"),
    ("work/left/first/act", "done"),
    ("work/left/second/act", "done"),
    ("work/right/first/act", "done"),
    ("work/right/second/act", "done"),
)


def run() -> tuple[Result, ...]:
    ours, machine = _Player(), _library_machine()
    timing = in_turns(ours.go_round, lambda: _send_round(machine), rounds=9)
    assert ours.drill.runs[RUN].visits["work"] >= 9 * LAPS
    moves = LAPS * len(LAP)
    return (
        Result(
            "decide and evolve a move",
            timing.ratio,
            "StateChart.send",
            3,
            f"{timing.detail} for {moves}; {timing.ours_s / moves * 1e6:.0f} us each",
        ),
    )


class _Player:
    """One who settles every step as soon as it is open."""

    def __init__(self) -> None:
        lanes = "".join(LANE.format(lane=lane) for lane in ("left", "right"))
        plan, problems = read_texts(
            {
                "organisation.yaml": organisation(),
                "round.yaml": ROUND.replace("LANES\n", lanes),
                "scenario.yaml": STORY,
            }
        )
        assert not problems, problems[0]
        self.play = compile_play(plan, "round")
        self.drill = Drill()
        self.seconds = count()
        first = began(plan, "round", drill="round", mode="rehearsal", wall_ms=0)
        self._act(Begin(first))

    def go_round(self) -> None:
        for _ in range(LAPS):
            for path, outcome in LAP:
                self._act(SettleStep(RUN, path, outcome))

    def _act(self, act: Act) -> None:
        move = Move(next(self.seconds), act, Origin("it-engineer"))
        for entry in decide(self.drill, move, self.play):
            self.drill = evolve(self.drill, entry)


def _send_round(machine: Any) -> None:
    for _ in range(LAPS):
        for event in ("go", "left1", "left2", "right1", "right2", "joined"):
            # The finals of the lanes stop the library's engine.
            machine._engine.running = True
            machine.send(event)


def _library_machine() -> Any:
    """The same chart with the same strict flags, and nothing around it."""
    states: dict[str, Any] = {
        "gather": {"initial": True, "on": _to(go="work", stop="closed")},
        "work": {
            "parallel": True,
            "on": _to(joined="gather"),
            "states": {"left": _lane("left"), "right": _lane("right")},
        },
        "closed": {"final": True},
    }
    chart = create_machine_class_from_definition(
        "Round",
        states=states,
        catch_errors_as_events=False,
        allow_event_without_transition=False,
        validate_trap_states=False,
        validate_final_reachability=False,
        validate_disconnected_states=False,
    )
    return chart()


def _lane(name: str) -> dict[str, Any]:
    return {
        "states": {
            f"{name}_first": {
                "initial": True,
                "on": _to(**{f"{name}1": f"{name}_second"}),
            },
            f"{name}_second": {"on": _to(**{f"{name}2": f"{name}_over"})},
            f"{name}_over": {"final": True},
        }
    }


def _to(**targets: str) -> dict[str, list[dict[str, str]]]:
    return {event: [{"target": target}] for event, target in targets.items()}
