"""From what people wrote to what the engine runs.

``compile_chart`` turns one runbook into a chart, lanes with ``each`` unfolded;
``compile_story`` a scenario into its injects; ``compile_play`` everything a
drill may know.  The models are not needed afterwards.  Expects a plan without
problems: the checker finds what is wrong, with a place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from drillkit import __version__
from drillkit.engine.calendar import from_local
from drillkit.engine.charts import (
    Chart,
    Expectation,
    Inject,
    Lane,
    Phase,
    Play,
    Row,
    Rung,
    Step,
    Story,
)
from drillkit.engine.company import compile_company
from drillkit.engine.digest import digest
from drillkit.engine.events import DrillBegan, ItemListed, Mode, RunListed
from drillkit.engine.step import Substitution, compile_step, texts
from drillkit.plan import runbook as written
from drillkit.plan.guards import facts_of
from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan, PlanFile
from drillkit.plan.roster import Roster
from drillkit.plan.runbook import Runbook
from drillkit.plan.scenario import Item, Scenario
from drillkit.plan.source import Loc


@dataclass
class _Descent:
    """Where a descent through phases stands: numbering in document order."""

    file: PlanFile[Runbook]
    phases: dict[str, Phase]

    def into(
        self,
        within: Mapping[str, written.Phase],
        prefix: str,
        loc: Loc,
        words: Substitution,
    ) -> None:
        """Compile the phases of one container, each before what lies in it."""
        for name, phase in within.items():
            path = f"{prefix}{name}"
            here = (*loc, "phases", name)
            order = len(self.phases)
            # The place is taken first, so that a phase comes before its inside.
            self.phases[path] = Phase(path, order, prefix.rstrip("/"))
            lanes = tuple(self._lanes(phase, path, here, words))
            self.phases[path] = _phase(
                self.file, phase, self.phases[path], here, words, lanes
            )

    def _lanes(
        self, phase: written.Phase, path: str, loc: Loc, words: Substitution
    ) -> Iterator[Lane]:
        for name, lane in phase.lanes.items():
            for suffix, inner in _unfolded(lane, words):
                lane_path = f"{path}/{name}{suffix}"
                self.into(lane.phases, lane_path + "/", (*loc, "lanes", name), inner)
                finals = (n for n, p in lane.phases.items() if p.final)
                yield Lane(
                    path=lane_path,
                    keep=lane.keep,
                    initial=f"{lane_path}/{next(iter(lane.phases))}",
                    finals=frozenset(f"{lane_path}/{n}" for n in finals),
                )


def _unfolded(
    lane: written.Lane, words: Substitution
) -> Iterator[tuple[str, Substitution]]:
    """The lane itself, or one of it for each value of its word."""
    if lane.each is None:
        yield "", words
        return
    [(word, values)] = lane.each.items()
    for value in values:
        yield f"-{value}", replace(words, words={**words.words, word: value})


def _phase(
    file: PlanFile[Runbook],
    phase: written.Phase,
    place: Phase,
    loc: Loc,
    words: Substitution,
    lanes: tuple[Lane, ...],
) -> Phase:
    beside = f"{place.parent}/" if place.parent else ""
    return replace(
        place,
        final=phase.final,
        target=phase.target,
        steps=tuple(_steps(file, phase, place.path, loc, words)),
        lanes=lanes,
        join=(phase.join or "all") if lanes else "",
        after=tuple((ms, beside + to) for ms, to in phase.after.items()),
        reaches={out: words.put(name) for out, name in phase.reaches.items()},
        leads_to={outcome: beside + to for outcome, to in phase.leads_to.items()},
    )


def _steps(
    file: PlanFile[Runbook],
    phase: written.Phase,
    path: str,
    loc: Loc,
    words: Substitution,
) -> Iterator[Step]:
    before: tuple[str, ...] = ()
    for name, step in phase.steps.items():
        when = file.conditions.get((*loc, "steps", name, "when"))
        needs = before if step.needs is None else step.needs
        yield replace(
            compile_step(f"{path}/{name}", step, words), needs=needs, when=when
        )
        # A watch never ends, so nobody waits for one by standing below it.
        if not isinstance(step, written.Watch):
            before = (name,)


def compile_chart(
    file: PlanFile[Runbook], company: Organisation, roster: Roster | None
) -> Chart:
    """The chart of one runbook."""
    book = file.model
    descent = _Descent(file, {})
    descent.into(book.phases, "", (), Substitution({}, company, roster))
    rows = (
        Row(level, file.conditions.get(("classification", level)))
        for level in book.classification
    )
    return Chart(
        runbook=book.path,
        department=book.department,
        initial=next(iter(book.phases)),
        phases=descent.phases,
        facts=facts_of(book),
        rows=tuple(rows),
        ladder=tuple(Rung(rung.call, rung.from_ or "") for rung in book.escalation),
    )


def compile_story(scenario: Scenario, text: str) -> Story:
    """The scenario as the engine plays it; ``text`` is its file."""
    injects = {
        name: Inject(
            name=name,
            order=order,
            to=inject.to or "",
            via=inject.via,
            says=texts(inject.says),
            sender=texts(inject.sender),
            at=inject.at,
            when=inject.when or "",
            if_missed=inject.if_missed or "",
            hold=inject.hold,
            number=inject.number or "",
            script=texts(inject.script),
            expects=tuple(
                Expectation(e.within, e.objective or "", e.by or "", texts(e.do))
                for e in inject.expects
            ),
        )
        for order, (name, inject) in enumerate(scenario.injects.items())
    }
    objectives = frozenset(scenario.objectives)
    return Story(scenario.scenario, injects, text, digest(text), objectives)


def compile_play(plan: Plan, scenario: str | None = None) -> Play:
    """What ``decide`` may know: company, every chart, and the story if there is one."""
    company = _company(plan).model
    roster = plan.roster.model if plan.roster else None
    story = None
    if scenario is not None:
        file = plan.scenarios[scenario]
        story = compile_story(file.model, file.tree.text)
    charts = {
        path: compile_chart(file, company, roster)
        for path, file in plan.runbooks.items()
    }
    return Play(compile_company(company), charts, story)


def _company(plan: Plan) -> PlanFile[Organisation]:
    if plan.organisation is None:
        raise LookupError("a plan without an organisation cannot be run")
    return plan.organisation


def began(
    plan: Plan, scenario: str, *, drill: str, mode: Mode, wall_ms: int, seed: int = 0
) -> DrillBegan:
    """The first event of a drill of *scenario*.

    The shared log gets organisation and runbooks as they are; the scenario
    stays secret but for its hash (semantics, rule 27).
    """
    company, file = _company(plan).model, plan.scenarios[scenario]
    story, shared = file.model, _shared(plan)
    zone = company.timezone
    starts = from_local(zone, story.starts.isoformat())
    onset = from_local(zone, story.onset.isoformat()) if story.onset else None
    return DrillBegan(
        drill=drill,
        mode=mode,
        scenario=story.scenario,
        scenario_hash=digest(file.tree.text),
        title=texts(story.title),
        exercise=story.exercise,
        lead=_lead(story),
        runs=tuple(
            RunListed(name, run.runbook, run.begins.await_ if run.begins else "")
            for name, run in story.runs.items()
        ),
        items=tuple(_item(name, item) for name, item in story.affected.items()),
        level=company.until_classified,
        starts_ms=starts,
        zone=zone,
        onset=None if onset is None else onset - starts,
        ends_when=story.ends.when or "",
        ends_at=story.ends.at_latest,
        plan=shared,
        plan_hash=digest(*(part for pair in sorted(shared.items()) for part in pair)),
        wall_ms=wall_ms,
        seed=seed,
        program=__version__,
    )


def _shared(plan: Plan) -> dict[str, str]:
    """Every text the players may know, by what it is and not where it lay.

    So the log is the same from any folder.
    """
    return {"organisation.yaml": _company(plan).tree.text} | {
        f"{path}.yaml": book.tree.text for path, book in plan.runbooks.items()
    }


def _lead(story: Scenario) -> str:
    """The lead's department; a scenario may name a run of it instead."""
    run = story.runs.get(story.lead)
    return (run.runbook if run else story.lead).partition("/")[0]


def _item(name: str, item: Item) -> ItemListed:
    return ItemListed(
        item=name,
        kind=item.kind,
        priority=item.priority,
        users=item.users,
        client=item.client or "",
        site=item.site or "",
        emergency_services=item.emergency_services,
        title=texts(item.title),
    )
