"""A generated plan to forecast, and the same plan as another simulation would have it.

Twelve departments of forty steps and eighteen roles; side by side chains, decisions
that send a phase back, awaits between departments, deadlines, a site with hours, and a
word owed to clients now and again.  The SimPy model is written as its manual would,
one process for each thing that goes on.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import simpy

from drillkit.forecast.compiling import compile_scenario
from drillkit.forecast.tables import Tables
from drillkit.plan.read import read_texts

MINUTE = 60_000
DAY = 24 * 60
CHAINS = 2
LENGTH = 4
PHASES = 5
SHARED = ("lawyer", "speaker", "buyer", "driver", "electrician", "guard")
AGAIN = 0.1
OPENS, CLOSES = 8 * 60, 20 * 60
STARTS = 9 * 60
EVERY = 28


@dataclass(frozen=True)
class Step:
    """Who does it, how long it takes in minutes, and whether at the gated site."""

    role: str
    takes: tuple[int, int, int]
    at_site: bool


@dataclass(frozen=True)
class Phase:
    """Chains side by side, then perhaps a decision; perhaps a deadline in minutes."""

    chains: tuple[tuple[Step, ...], ...]
    decides: bool
    deadline: int
    awaits: str


Plan = dict[str, tuple[Phase, ...]]


def generated(departments: int, phases: int = PHASES, seed: int = 1) -> Plan:
    """A plan of so many departments."""
    dice = Random(seed)
    return {
        f"d{number}": tuple(
            _phase(dice, f"d{number}", place, number) for place in range(phases)
        )
        for number in range(departments)
    }


def _phase(dice: Random, department: str, place: int, number: int) -> Phase:
    chains = tuple(
        tuple(_step(dice, department) for _ in range(LENGTH)) for _ in range(CHAINS)
    )
    awaits = f"d{number - 1}" if place == 2 and number else ""
    return Phase(chains, place % 2 == 1, 240 if place == 3 else 0, awaits)


def _step(dice: Random, department: str) -> Step:
    role = dice.choice(SHARED) if dice.random() < 0.2 else f"{department}-team"
    low = dice.randint(1, 5)
    takes = (low, low + dice.randint(1, 5), low + dice.randint(6, 20))
    return Step(role, takes, dice.random() < 0.02)


def tables(plan: Plan) -> Tables:
    """The plan as drillkit has it."""
    texts = {"organisation.yaml": _organisation(plan), "story.yaml": _story(plan)}
    for department, phases in plan.items():
        texts[f"{department}.yaml"] = _book(department, phases)
    found, problems = read_texts(texts)
    assert not problems, problems[:3]
    return compile_scenario(found, "story", 1)


def _organisation(plan: Plan) -> str:
    teams = "\n".join(f"  {d}: {{roles: {{{d}-team: {{people: 2}}}}}}" for d in plan)
    shared = "".join(f"{role}: {{people: 2}}, " for role in SHARED)
    return f"""
organisation: Example
timezone: UTC
levels:
  crisis: {{acknowledge-within: 5m, restore-within: 4h, update: {{clients: {EVERY}m}}}}
until-classified: crisis
audiences: {{clients: {{by: speaker}}}}
sites: {{gated: {{access: {{from: "08:00", to: "20:00"}}}}}}
departments:
{teams}
  common: {{roles: {{{shared.rstrip(", ")}}}}}
"""


def _story(plan: Plan) -> str:
    return f"""
scenario: story
title: A story
exercise: drill
lead: d0
starts: 2026-11-24T09:00
runs: [{", ".join(f"{d}/book" for d in plan)}]
ends: {{when: normal, at-latest: 240h}}
"""


def _book(department: str, phases: tuple[Phase, ...]) -> str:
    head = f"runbook: book\ndepartment: {department}\ntitle: A plan\nowner: speaker\n"
    lines = [head + "escalation: [{call: speaker}]\nphases:"]
    for place, phase in enumerate(phases):
        lines += _phase_lines(department, place, phase)
    return "\n".join(
        [*lines, f"  p{len(phases)}: {{final: true, reaches: normal}}", ""]
    )


def _phase_lines(department: str, place: int, phase: Phase) -> Iterator[str]:
    yield f"  p{place}:"
    yield "    steps:"
    if phase.awaits:
        yield f"      wait: {{await: {phase.awaits}/half-way, needs: []}}"
    for name, chain in enumerate(phase.chains):
        for number, step in enumerate(chain):
            first = "[wait]" if phase.awaits else "[]"
            needs = f"[s{name}-{number - 1}]" if number else first
            low, likely, high = step.takes
            site = ", at: gated" if step.at_site else ""
            yield (
                f"      s{name}-{number}: {{do: Work{site}, by: {step.role},"
                f" needs: {needs}, takes: [{low}m, {likely}m, {high}m]}}"
            )
    ways = {"done": f"p{place + 1}"}
    if phase.decides:
        ends = ", ".join(f"s{i}-{len(x) - 1}" for i, x in enumerate(phase.chains))
        yield "      good:"
        yield '        decide: "Is it good?"'
        yield '        outcomes: {yes: "Yes", no: "No"}'
        yield "        chance: {yes: 90%, no: 10%}"
        yield f"        by: {department}-team"
        yield f"        needs: [{ends}]"
        yield "        takes: [1m, 2m, 4m]"
        ways = {"yes": f"p{place + 1}", "no": f"p{place}"}
    if phase.deadline:
        yield f"    after: {{{phase.deadline}m: p{place + 1}}}"
    if place in (0, 1):
        mark = "declared" if place == 0 else "half-way"
        yield f"    reaches: {{{next(iter(ways))}: {mark}}}"
    yield f"    leads-to: {{{', '.join(f'{k}: {v}' for k, v in ways.items())}}}"


Process = Generator[Any, Any, Any]


class Model:
    """The same plan in SimPy."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.dice = Random(seed)
        self.env = simpy.Environment()
        roles = [*SHARED, *(f"{d}-team" for d in plan)]
        self.crews = {role: simpy.Resource(self.env, 2) for role in roles}
        self.half_way = {d: self.env.event() for d in plan}
        self.heard = self.env.event()

    def run(self) -> float:
        """One replication: the minutes until everybody is done."""
        over = [self.env.process(self.department(d)) for d in self.plan]
        done = self.env.all_of(over)
        self.env.process(self.words(done))
        self.env.run(done)
        return float(self.env.now)

    def department(self, name: str) -> Process:
        yield self.env.timeout(self.answer())
        for place, phase in enumerate(self.plan[name]):
            while (yield self.env.process(self.phase(name, phase))) == "again":
                pass
            if place == 0 and not self.heard.triggered:
                self.heard.succeed()
            if place == 1 and not self.half_way[name].triggered:
                self.half_way[name].succeed()

    def answer(self) -> float:
        """How long it is until somebody of the department answers."""
        fate = self.dice.random()
        if fate < 0.03:
            return 5 + self.dice.uniform(1 / 3, 4)
        return self.dice.uniform(6, 18) if fate < 0.09 else self.dice.uniform(1 / 3, 4)

    def phase(self, name: str, phase: Phase) -> Process:
        if phase.awaits:
            yield self.half_way[phase.awaits]
        chains = [self.env.process(self.chain(chain)) for chain in phase.chains]
        done = self.env.all_of(chains)
        if phase.deadline:
            yield done | self.env.timeout(phase.deadline)
            for chain in chains:
                if chain.is_alive:
                    chain.interrupt()
        else:
            yield done
        if phase.decides:
            yield from self.work(f"{name}-team", (1, 2, 4), False)
            if self.dice.random() < AGAIN:
                return "again"
        return "on"

    def chain(self, steps: tuple[Step, ...]) -> Process:
        try:
            for step in steps:
                yield from self.work(step.role, step.takes, step.at_site)
        except simpy.Interrupt:
            return

    def work(self, role: str, takes: tuple[int, int, int], gated: bool) -> Process:
        request = self.crews[role].request()
        try:
            yield request
            left = self.dice.triangular(takes[0], takes[2], takes[1])
            while gated and left > 0:
                clock = (STARTS + self.env.now) % DAY
                if not OPENS <= clock < CLOSES:
                    yield self.env.timeout((OPENS - clock) % DAY)
                    clock = OPENS
                there = min(left, CLOSES - clock)
                yield self.env.timeout(there)
                left -= there
            if not gated:
                yield self.env.timeout(left)
        finally:
            if request.triggered:
                self.crews[role].release(request)
            else:
                request.cancel()

    def words(self, done: Any) -> Process:
        yield self.heard
        while not done.triggered:
            yield self.env.timeout(EVERY - 5)
            yield from self.work("speaker", (1, 2, 5), False)
