"""The exercise programme of a year: which scenario is drilled when.

Text in ``programme/``, one file a year.  Knows no drill that was held.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import Field

from drillkit.plan.form import Form
from drillkit.plan.mend import fitted
from drillkit.plan.near import nearest
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.scalars import Count, Date, Duration, Id, Moment, Text
from drillkit.plan.source import Tree, read_tree

FIRST_KEY: Final = "programme"
USUAL_MS: Final = 4 * 3_600_000

PAGES: Final[Mapping[str, str]] = {
    "programme-year": "A drill of a year's programme is in that year.",
}


class Approved(Form):
    """Who approved the programme."""

    by: Id
    date: Date


class PlannedDrill(Form):
    """One drill of the year; ``at`` is local to the organisation."""

    scenario: Id
    at: Moment
    lasts: Duration = USUAL_MS
    lead: Id | None = None
    note: Text | None = None


class ProgrammeFile(Form):
    """The whole of one year's file."""

    programme: Count
    approved: Approved | None = None
    drills: dict[Id, PlannedDrill] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's programme, and where it was written."""

    path: str
    tree: Tree
    model: ProgrammeFile


def read_programme(
    texts: Mapping[str, str],
) -> tuple[tuple[Year, ...], tuple[Problem, ...]]:
    """The programmes in *texts*, path to text, and every problem of reading them."""
    years: list[Year] = []
    problems: list[Problem] = []
    for path, text in texts.items():
        tree, told = read_tree(path, text)
        problems += told
        if tree is None:
            continue
        first = next(iter(tree.data), "")
        if first != FIRST_KEY:
            says = N_('the file begins with "{key}", and a programme with "programme"')
            place = tree.place((first,), key=True)
            problems.append(Problem(place, "unknown-kind", says, {"key": first}))
            continue
        found = fitted(tree, ProgrammeFile)
        problems += found.problems
        if isinstance(found.model, ProgrammeFile) and not found.mended:
            years.append(Year(path, tree, found.model))
    return tuple(years), tuple(problems)


def faults(years: Sequence[Year], plan: Plan) -> tuple[Problem, ...]:
    """What is wrong beyond being readable."""
    return tuple(
        problem
        for year in years
        for name, drill in year.model.drills.items()
        for problem in _faults(year, ("drills", name), drill, plan)
    )


def _faults(
    year: Year, loc: tuple[str, str], drill: PlannedDrill, plan: Plan
) -> Iterator[Problem]:
    if plan.scenarios and drill.scenario not in plan.scenarios:
        place = year.tree.place((*loc, "scenario"))
        says = N_('there is no scenario "{name}"')
        hint = nearest(drill.scenario, plan.scenarios)
        yield Problem(place, "unknown-scenario", says, {"name": drill.scenario}, *hint)
    roles = plan.organisation.model.roles() if plan.organisation else {}
    if roles and drill.lead and drill.lead not in roles:
        place = year.tree.place((*loc, "lead"))
        says = N_('the organisation has no role "{name}"')
        hint = nearest(drill.lead, roles)
        yield Problem(place, "unknown-role", says, {"name": drill.lead}, *hint)
    if drill.at.year != year.model.programme:
        yield Problem(
            year.tree.place((*loc, "at")),
            "programme-year",
            N_("this is in {at}, and the programme is of {year}"),
            {"at": str(drill.at.year), "year": str(year.model.programme)},
        )


def programme_files(root: Path) -> tuple[Path, ...]:
    """Where a workspace keeps its programmes."""
    return tuple(sorted((root / "programme").glob("*.yaml")))
