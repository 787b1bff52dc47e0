"""All rules over a plan, in the order a person reads the files.

Knows no rule by name.  The date comes from the caller, and without one nothing is
out of date.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from drillkit.plan.accepted import Acceptances
from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.rules import RULES, Rule, needs_whole


def check(
    plan: Plan, today: date | None = None, rules: Sequence[Rule] = RULES
) -> tuple[Problem, ...]:
    """What *rules* find in *plan*, without what the plan itself accepts."""
    mended = plan.mended or plan
    accepted = Acceptances(mended, today)
    found = (
        problem
        for rule in rules
        for problem in rule.check(plan if needs_whole(rule) else mended, today)
    )
    return in_order(problem for problem in found if not accepted.silences(problem))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each thing said once."""
    return tuple(_once(sorted(problems, key=_key)))


def _key(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.path, place.line, place.column, problem.rule)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    before = None
    for problem in problems:
        if problem != before:
            yield problem
        before = problem
