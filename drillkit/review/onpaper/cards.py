"""Plan cards: a runbook phase by phase, with a box to tick for every step."""

from collections.abc import Iterator, Mapping
from typing import Any

from drillkit.engine.charts import Chart, Phase, Step
from drillkit.engine.compile import compile_chart
from drillkit.language import N_
from drillkit.plan.plan import Plan
from drillkit.review.conditions import condition_words
from drillkit.review.reader import Reader


def cards(plan: Plan, runs: Mapping[str, str], reader: Reader) -> list[dict[str, Any]]:
    """A card for each run."""
    return [_card(plan, run, book, reader) for run, book in runs.items()]


def _card(plan: Plan, run: str, book: str, reader: Reader) -> dict[str, Any]:
    company, file = plan.organisation, plan.runbooks[book]
    assert company is not None, "what is printed was checked"
    chart = compile_chart(
        file, company.model, plan.roster.model if plan.roster else None
    )
    model = file.model
    revision = reader._(N_("revision {n}")).format(n=model.revision)
    return {
        "department": reader.department(chart.department),
        "title": model.title.say(reader.lang),
        "about": f"{run} · {revision} · {reader.role(model.owner)}",
        "levels": _levels(run, chart, reader),
        "ladder": [reader.role(rung.role) for rung in chart.ladder],
        "facts": [reader.fact(run, name) for name in chart.facts],
        "phases": [
            _phase(run, chart, phase, reader)
            for phase in chart.phases.values()
            if not phase.final
        ],
    }


def _levels(run: str, chart: Chart, reader: Reader) -> list[dict[str, str]]:
    """When which severity holds; read downwards, the first that holds counts."""
    otherwise = reader._(N_("otherwise"))
    return [
        {
            "level": reader.level(row.level),
            "when": condition_words(reader, run, row.condition.node)
            if row.condition
            else otherwise,
        }
        for row in chart.rows
    ]


def _phase(run: str, chart: Chart, phase: Phase, reader: Reader) -> dict[str, Any]:
    depth = phase.path.count("/") // 2
    lane = phase.path.rpartition("/")[0]
    return {
        "title": reader.path(run, phase.path),
        "lane": reader.path(run, lane) if lane else "",
        "depth": depth,
        "target": reader.duration(phase.target) if phase.target is not None else "",
        "steps": [_step(run, step, reader) for step in phase.steps],
        "leads": [*_ways(run, phase, reader)],
        "lanes": [reader.path(run, one.path) for one in phase.lanes],
    }


def _ways(run: str, phase: Phase, reader: Reader) -> Iterator[str]:
    for outcome, to in phase.leads_to.items():
        said = reader.outcome(run, phase.path, outcome)
        what = reader._(N_("done")) if said == "done" else said
        yield f"{what} → {reader.path(run, to)}"
    for ms, to in phase.after:
        after = reader._(N_("after {time}")).format(time=reader.duration(ms))
        yield f"{after} → {reader.path(run, to)}"


def _step(run: str, step: Step, reader: Reader) -> dict[str, Any]:
    crew = [
        reader.role(role) if n == 1 else f"{reader.role(role)} × {n}"
        for role, n in step.crew.items()
    ]
    notes = []
    if step.optional:
        notes.append(reader._(N_("if needed")))
    if step.when:
        only_if = N_("only if {condition}")
        words = condition_words(reader, run, step.when.node)
        notes.append(reader._(only_if).format(condition=words))
    if step.level:
        from_level = N_("from severity {level}")
        notes.append(reader._(from_level).format(level=reader.level(step.level)))
    if step.site:
        notes.append(reader.site(step.site))
    # Several facts have a line of their own each, so their sentence would repeat them.
    is_list = len(step.asks) > 1
    return {
        "text": reader._(N_("To find out")) if is_list else reader.path(run, step.path),
        "by": ", ".join(crew),
        "target": reader.duration(step.target) if step.target is not None else "",
        "outcomes": [reader.outcome(run, step.path, one) for one in step.outcomes],
        "notes": "; ".join(notes),
        "asks": [reader.fact(run, name) for name in step.asks] if is_list else [],
    }
