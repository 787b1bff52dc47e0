"""What the plan accepts with open eyes: a rule silenced for a runbook, site or client.

Knows no rule; a name that is none is another's problem.
"""

from collections.abc import Iterator
from datetime import date

from drillkit.plan.organisation import Accepts
from drillkit.plan.plan import Plan
from drillkit.plan.problem import Problem
from drillkit.plan.source import Tree


class Acceptances:
    """Which problems are known, answered for and not yet past their date."""

    __slots__ = ("_by_file", "_by_lines")

    def __init__(self, plan: Plan, today: date | None) -> None:
        self._by_file: dict[str, set[str]] = {}
        self._by_lines: list[tuple[str, range, set[str]]] = []
        for file in plan.runbooks.values():
            self._by_file[file.path] = _standing(file.model.accepts, today)
        if plan.organisation:
            self._by_lines.extend(_of_organisation(plan, today))

    def silences(self, problem: Problem) -> bool:
        """Whether somebody has answered for *problem*."""
        place = problem.place
        if problem.rule in self._by_file.get(place.path, ()):
            return True
        return any(
            place.path == path and place.line in lines and problem.rule in rules
            for path, lines, rules in self._by_lines
        )


def _of_organisation(
    plan: Plan, today: date | None
) -> Iterator[tuple[str, range, set[str]]]:
    assert plan.organisation
    model, tree = plan.organisation.model, plan.organisation.tree
    for kind, things in (("clients", model.clients), ("sites", model.sites)):
        for name, thing in things.items():
            rules = _standing(thing.accepts, today)
            if rules:
                yield tree.path, _lines_of(tree, (kind, name)), rules


def _standing(accepts: Accepts, today: date | None) -> set[str]:
    return {
        rule
        for rule, acceptance in accepts.items()
        if today is None or today <= acceptance.until
    }


def _lines_of(tree: Tree, loc: tuple[str, str]) -> range:
    first = tree.place(loc, key=True).line
    return range(first, tree.last_line(loc) + 1)
