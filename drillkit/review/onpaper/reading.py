"""A plan as its readers read it, without a drill that ran it.

Whatever words a plan for in a report words it on paper too, so paper is read through a
record of a drill that has just begun.
"""

from drillkit import __version__
from drillkit.engine.calendar import from_local
from drillkit.engine.entry import Entry
from drillkit.engine.events import DrillBegan, RunListed
from drillkit.language import Language
from drillkit.log.line import Stored
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.scenario import Scenario
from drillkit.review.reader import Reader
from drillkit.review.record import Books, read_record


def reader_of(plan: Plan, runs: dict[str, str], name: str, lang: Language) -> Reader:
    """A reader of the plan, of its *runs* (to their runbooks) and of a scenario."""
    company = plan.organisation
    assert company is not None, "what is printed was checked"
    file = plan.scenarios.get(name)
    starts = file.model.starts.isoformat() if file else "1970-01-01T00:00:00"
    began = DrillBegan(
        drill=name,
        mode="drill",
        scenario=name,
        scenario_hash="",
        title=dict(file.model.title.by_lang) if file else {},
        exercise=file.model.exercise if file else "drill",
        lead=file.model.lead if file else "",
        runs=tuple(RunListed(run, book) for run, book in runs.items()),
        items=(),
        level=company.model.until_classified,
        starts_ms=from_local(company.model.timezone, starts),
        zone=company.model.timezone,
        onset=None,
        ends_when="",
        ends_at=None,
        plan={},
        plan_hash="",
        wall_ms=0,
        seed=0,
        program=__version__,
    )
    books = Books(
        company.model,
        {path: book.model for path, book in plan.runbooks.items()},
        file.model if file else None,
    )
    first = Stored(1, 0, "", Entry(0, began))
    return Reader(lang, read_record([first], books))


def runs_of(file: PlanFile[Scenario]) -> dict[str, str]:
    """The runs of a scenario and what each follows."""
    return {run: named.runbook for run, named in file.model.runs.items()}
