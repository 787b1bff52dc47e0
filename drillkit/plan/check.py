"""All rules over a plan, in the order a person reads the files.

Knows no rule by name.  The date comes from the caller, and without one nothing is
out of date.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from drillkit.plan.accepted import Acceptances
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.rules import RULES, Rule, needs_whole

# Whoever has mended a hundred of a kind runs the check again.
MOST_OF_A_KIND = 100


def check(
    plan: Plan, today: date | None = None, rules: Sequence[Rule] = RULES
) -> tuple[Problem, ...]:
    """What *rules* find in *plan*, without what the plan itself accepts."""
    mended = plan.mended or plan
    accepted = Acceptances(mended, today)
    found: list[Problem] = []
    for rule in rules:
        every = rule.check(plan if needs_whole(rule) else mended, today)
        standing = (one for one in every if not accepted.silences(one))
        several = list(islice(standing, MOST_OF_A_KIND + 1))
        found += several[:MOST_OF_A_KIND]
        if len(several) > MOST_OF_A_KIND:
            found.append(_and_more(several[-1]))
    return in_order(found)


def _and_more(problem: Problem) -> Problem:
    words = {"most": str(MOST_OF_A_KIND)}
    says = N_("there are more than {most} problems of this kind; no more are told")
    return replace(problem, says=says, words=words, hint="", hint_words={})


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
