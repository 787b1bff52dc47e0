"""What cannot be forecast, with the place where its author wrote it.

A step without `takes` and a decision without chances would have to be guessed; a
forecast that guesses them without a word is worse than none.
"""

from collections.abc import Iterator, Mapping

from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.events import DrillBegan
from drillkit.forecast.facts import MOST_BITS, Knowledge
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem, Words
from drillkit.plan.rules import chances_add_up
from drillkit.plan.runbook import Phase, Runbook
from drillkit.plan.source import Loc

RULE = "forecast"
# Times are 32-bit numbers of milliseconds in the results.
LONGEST_MS = 20 * 24 * 60 * 60_000
# Whose time comes from elsewhere: another run, a fact, an each, legs or a provider.
TIMED_OTHERWISE = frozenset({"await", "watch", "request", "dispatch", "travel"})


def refusals(plan: Plan, play: Play, began: DrillBegan) -> tuple[Problem, ...]:
    """Everything in the scenario's own runs that cannot be forecast."""
    books = dict.fromkeys(run.runbook for run in began.runs)
    found = [
        problem
        for problem in chances_add_up.check(plan, None)
        if any(problem.place.path == plan.runbooks[book].path for book in books)
    ]
    for book in books:
        found += _of_chart(plan, play.charts[book])
    if began.ends_at is None or began.ends_at > LONGEST_MS:
        file = plan.scenarios[began.scenario]
        place = file.tree.place(("ends",))
        says = N_("a forecast ends after 20 days at the latest; give at-latest")
        found.append(Problem(place, RULE, says))
    return tuple(found)


def _of_chart(plan: Plan, chart: Chart) -> Iterator[Problem]:
    file = plan.runbooks[chart.runbook]
    locs = step_locs(file.model)
    told: set[Loc] = set()
    for path, step in chart.steps.items():
        loc = locs[path]
        refused = _of_step(step)
        # A lane that repeats has each of its steps once in the text.
        if refused and loc not in told:
            told.add(loc)
            says, hint = refused
            words: Words = {"step": step.name}
            place = file.tree.place(loc, key=True)
            yield Problem(place, RULE, says, words, hint)
    known = Knowledge(chart, dict.fromkeys(chart.facts, 0))
    if len(known.bits) > MOST_BITS:
        says = N_("too many steps report facts of their own to be forecast")
        yield Problem(file.tree.place(("facts",), key=True), RULE, says)


def _of_step(step: Step) -> tuple[str, str] | None:
    if step.verb == "decide" and not step.chance and len(step.outcomes) > 1:
        return (
            N_('nobody says how likely each outcome of step "{step}" is'),
            N_("add chance: with a share for each outcome"),
        )
    is_counted = step.verb == "batch" and step.each is not None
    if step.takes is None and not is_counted and step.verb not in TIMED_OTHERWISE:
        return (
            N_('nobody says how long step "{step}" takes'),
            N_("add takes: [low, likely, high]"),
        )
    return None


def step_locs(book: Runbook) -> Mapping[str, Loc]:
    """Where each step of a chart stands in its runbook's tree."""
    return dict(_steps_in(book.phases, "", ()))


def _steps_in(
    phases: Mapping[str, Phase], prefix: str, loc: Loc
) -> Iterator[tuple[str, Loc]]:
    for name, phase in phases.items():
        here = (*loc, "phases", name)
        for step in phase.steps:
            yield f"{prefix}{name}/{step}", (*here, "steps", step)
        for lane_name, lane in phase.lanes.items():
            values: tuple[str, ...] = ("",)
            if lane.each is not None:
                [(_, each)] = lane.each.items()
                values = tuple(f"-{value}" for value in each)
            for value in values:
                inside = f"{prefix}{name}/{lane_name}{value}/"
                yield from _steps_in(lane.phases, inside, (*here, "lanes", lane_name))
