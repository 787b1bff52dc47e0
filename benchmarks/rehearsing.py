"""The whole yearly drill: rehearsed, replayed, reported; the wall time and its split.

The baseline is a replay of the log it wrote, which is the least any of it can cost.
"""

from benchmarks.rounds import Result, in_turns
from drillkit.conduct.rehearsal import Rehearsal, StoryClock, rehearse
from drillkit.engine.evolve import replay
from drillkit.log.memory import MemoryLog
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_plan
from drillkit.review.books import record_of
from drillkit.review.render import render
from drillkit.review.view import view
from drillkit.shipped import runbooks

NAME = "rehearsing"

SCENARIO = "city-blackout"
ROUNDS = 3


def run() -> tuple[Result, ...]:
    plan, problems = read_plan([runbooks()])
    assert not problems, problems[0]
    log, rehearsal = _rehearsed(plan)

    def replayed() -> None:
        replay(stored.entry for stored in log.read(rehearsal.drill))

    drilled = in_turns(lambda: _rehearsed(plan), replayed, ROUNDS)
    told = in_turns(lambda: _report(log, rehearsal.drill), replayed, ROUNDS)
    split = ", ".join(
        f"{part} {spent / 1e9:.2f} s" for part, spent in rehearsal.spent_ns.items()
    )
    entries = f"{rehearsal.entries} entries"
    return (
        Result(
            f"rehearse {SCENARIO}",
            drilled.ratio,
            "its replay",
            None,
            f"{drilled.detail}; {entries}; {split}",
        ),
        Result(
            "report it as HTML, Markdown, JSON",
            told.ratio,
            "its replay",
            None,
            told.detail,
        ),
    )


def _rehearsed(plan: Plan) -> tuple[MemoryLog, Rehearsal]:
    clock = StoryClock()
    log = MemoryLog(clock)
    return log, rehearse(plan, SCENARIO, seed=1, log=log, clock=clock)


def _report(log: MemoryLog, drill: str) -> None:
    document = view(record_of(tuple(log.read(drill))), "en")
    for form in ("html", "md", "json"):
        render(document, form)
