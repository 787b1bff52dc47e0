"""The conditions of one runbook, checked against the facts it declares."""

import re
from collections.abc import Collection, Iterator, Mapping

from drillkit.plan.conditions import (
    LONGEST,
    Condition,
    ConditionFault,
    FactType,
    FactTypes,
    read_condition,
)
from drillkit.plan.problem import N_, Problem
from drillkit.plan.runbook import Fact, Lane, Phase, Runbook
from drillkit.plan.source import MOST_PROBLEMS, Loc, Tree

OTHERWISE = "otherwise"
# A hundred of the longest; each is compiled.
MOST_CHARACTERS = 100 * LONGEST
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def conditions_of(
    tree: Tree, runbook: Runbook, mended: Collection[Loc] = ()
) -> tuple[Mapping[Loc, Condition], list[Problem]]:
    """Every condition by its place in *tree*; one with problems is left out.

    A row of ``otherwise`` is no condition: it always holds.  What speaks of a fact
    whose answers are not known, or was *mended* itself, is not looked at.
    """
    problems: list[Problem] = []
    facts: dict[str, FactType] = {}
    doubtful = _facts_in(tree, mended)
    for name, fact in runbook.facts.items():
        kind = fact_type(fact)
        if kind is None and name not in doubtful:
            problems.append(_without_kind(tree, name))
        if kind is None:
            doubtful.add(name)
        elif name not in doubtful:
            facts[name] = kind
    conditions: dict[Loc, Condition] = {}
    length = 0
    for loc, text in texts_of(runbook):
        length += len(text)
        if length > MOST_CHARACTERS:
            problems.append(_too_long(tree, loc))
            break
        if loc in mended or doubtful.intersection(_NAME.findall(text)):
            continue
        found = read_condition(text, facts)
        if isinstance(found, Condition):
            conditions[loc] = found
        else:
            problems.extend(_problem(tree, loc, fault) for fault in found)
        if len(problems) >= MOST_PROBLEMS:
            break
    return conditions, problems


def _facts_in(tree: Tree, mended: Collection[Loc]) -> set[str]:
    """The names of facts that were not read as they were written."""
    names: set[str] = set()
    for loc in mended:
        if loc[:1] == ("facts",) and len(loc) > 1:
            names.add(str(loc[1]))
        elif len(loc) == 1:
            # All of the facts, or what may be a misspelt word for them.
            names.update(tree.keys(loc))
    return names


def facts_of(runbook: Runbook) -> FactTypes:
    """What answers each fact of *runbook* takes."""
    kinds = {name: fact_type(fact) for name, fact in runbook.facts.items()}
    return {name: kind for name, kind in kinds.items() if kind}


def fact_type(fact: Fact) -> FactType | None:
    """What answers *fact* takes; None when it says nothing, or several things."""
    said = [
        kind
        for kind, is_said in (
            (FactType("one-of", fact.one_of or ()), bool(fact.one_of)),
            (FactType("yes-no"), bool(fact.yes_no)),
            (FactType("count"), bool(fact.count)),
        )
        if is_said
    ]
    return said[0] if len(said) == 1 else None


def texts_of(runbook: Runbook) -> Iterator[tuple[Loc, str]]:
    """Each condition's text and its place, in the order written."""
    for level, text in runbook.classification.items():
        if text != OTHERWISE:
            yield ("classification", level), text
    yield from _in_phases(("phases",), runbook.phases)


def _in_phases(at: Loc, phases: Mapping[str, Phase]) -> Iterator[tuple[Loc, str]]:
    for name, phase in phases.items():
        for step_name, step in phase.steps.items():
            if step.when is not None:
                yield (*at, name, "steps", step_name, "when"), step.when
        yield from _in_lanes((*at, name, "lanes"), phase.lanes)


def _in_lanes(at: Loc, lanes: Mapping[str, Lane]) -> Iterator[tuple[Loc, str]]:
    for name, lane in lanes.items():
        yield from _in_phases((*at, name, "phases"), lane.phases)


def _without_kind(tree: Tree, name: str) -> Problem:
    return Problem(
        tree.place(("facts", name), key=True),
        "fact-kind",
        N_('fact "{name}" says not exactly one of one-of, yes-no and count'),
        {"name": name},
        N_('write "one-of: [first, second]", "yes-no: true" or "count: true"'),
    )


def _too_long(tree: Tree, loc: Loc) -> Problem:
    return Problem(
        tree.place(loc),
        "too-large",
        N_("the conditions of this file have more than {most} characters together"),
        {"most": str(MOST_CHARACTERS)},
    )


def _problem(tree: Tree, loc: Loc, fault: ConditionFault) -> Problem:
    return Problem(
        tree.place_inside(loc, fault.start, fault.end),
        fault.rule,
        fault.says,
        fault.words,
        fault.hint,
        fault.hint_words,
    )
