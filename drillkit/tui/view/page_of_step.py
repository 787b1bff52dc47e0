"""A step in full: what to do, who, by when, what comes of it, what was done so far."""

from collections.abc import Iterator

from drillkit.engine.charts import Phase, Step
from drillkit.engine.decide.steps import target_of
from drillkit.engine.drill import Run, StepState
from drillkit.engine.events import Event, NoteWritten
from drillkit.plan.runbook import AnyStep
from drillkit.review.measures.paths import find
from drillkit.review.record import Happening
from drillkit.review.telling import kind_of, tell
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.names import crew_words, phase_words, step_words
from drillkit.tui.view.seeing import may_see
from drillkit.tui.view.step_about import about
from drillkit.tui.view.steps import standing
from drillkit.tui.view.times import (
    left_of,
    left_words,
    pressing,
    span,
    stamp,
    story_clock,
)
from drillkit.tui.view.values import Cell, Page

# The last few entries say what has been done; the timeline has the rest.
_EVIDENCE = 12
_OF_STEPS = frozenset(
    {
        "facts-reported",
        "items-counted",
        "step-opened",
        "step-reopened",
        "step-resumed",
        "step-settled",
        "step-started",
        "step-waited",
        "request-made",
        "journey-planned",
        "update-sent",
    }
)


def step_page(scene: Scene, run_name: str, step: Step) -> Page:
    """Everything about one step."""
    run = scene.drill.runs[run_name]
    state = run.steps.get(step.path)
    return page(
        scene.reader._("Step: {step}").format(step=step_words(scene, run_name, step)),
        (
            *_what(scene, run, step, state),
            *_outcomes(scene, run, step),
            *about(scene, run, step, state),
            *_reaches(scene, step),
            *_evidence(scene, run, step),
        ),
    )


def _what(
    scene: Scene, run: Run, step: Step, state: StepState | None
) -> Iterator[Cell]:
    _ = scene.reader._
    yield cell(step_words(scene, run.run, step), "strong")
    if said := scene.reader.texts(step.says):
        yield cell(_("What to say: {text}").format(text=said))
    if note := _note(scene, run.run, step):
        yield cell(_("Note: {text}").format(text=note))
    phase = scene.charts[run.run].phase_of(step.path)
    where = _("In: {run}, {phase}")
    words = phase_words(scene, run.run, phase.path)
    yield cell(where.format(run=scene.reader.run(run.run), phase=words), "dim")
    if step.crew:
        yield cell(_("By: {crew}").format(crew=crew_words(scene.reader, step.crew)))
    stands = standing(scene, run, step, state)
    yield cell(f"{stands.mark} {stands.time}", stands.tone)
    if step.target is not None:
        yield cell(_("Target: {time}").format(time=span(step.target)))
    if due := _due(scene, run, step, state):
        yield due


def _note(scene: Scene, run: str, step: Step) -> str:
    found = find(scene.reader.record, run, step.path)
    if found is None or not isinstance(found.what, AnyStep) or not found.what.note:
        return ""
    return found.what.note.say(scene.reader.lang)


def _due(scene: Scene, run: Run, step: Step, state: StepState | None) -> Cell | None:
    if state is None:
        return None
    name = target_of(run.run, step.path, state.visit)
    owed = scene.drill.obligations.get(name)
    if owed is None or owed.due is None:
        return None
    left = left_of(scene, owed)
    text = scene.reader._("Due: {time}, {left}").format(
        time=story_clock(scene, owed.due), left=left_words(scene.reader, left)
    )
    return cell(text, pressing(left, owed.limit).tone)


def _outcomes(scene: Scene, run: Run, step: Step) -> Iterator[Cell]:
    """Every way a step may come out, where it leads and what it obliges to."""
    phase = scene.charts[run.run].phase_of(step.path)
    if step.verb == "decide":
        yield cell(scene.reader._("It can be decided:"), "strong")
        for outcome in step.outcomes:
            yield from outcome_lines(scene, run, step, phase, outcome)
        return
    for outcome, to in phase.leads_to.items():
        if outcome != "done" and outcome in _WAYS_OUT.get(step.verb, ()):
            text = scene.reader._("If {outcome}: {phase}").format(
                outcome=scene.reader.outcome(run.run, step.path, outcome),
                phase=phase_words(scene, run.run, to),
            )
            yield cell(text)


# How a step may end beside being done; a phase may lead somewhere by it.
_WAYS_OUT = {
    "request": ("refused",),
    "approve": ("refused", "requested"),
    "dispatch": ("no-part", "missed"),
    "travel": ("missed",),
    "roll-call": ("short",),
    "do": ("window-closed",),
}


def outcome_lines(
    scene: Scene, run: Run, step: Step, phase: Phase, outcome: str
) -> Iterator[Cell]:
    """One answer of a decision: its words, where it leads, what it obliges to."""
    reader = scene.reader
    yield cell(f"> {reader.outcome(run.run, step.path, outcome)}")
    if to := phase.leads_to.get(outcome):
        text = reader._("  leads to: {phase}")
        yield Cell(text.format(phase=cell(phase_words(scene, run.run, to)).text))
    milestone = step.reaches.get(outcome) or phase.reaches.get(outcome)
    if milestone:
        text = reader._("  reaches: {milestone}")
        yield Cell(text.format(milestone=cell(reader.milestone(milestone)).text))
    if milestone == "declared":
        yield from _obliges(scene)


def _obliges(scene: Scene) -> Iterator[Cell]:
    """Once an event is declared, its level says who is told by when."""
    reader = scene.reader
    level = scene.play.company.levels.get(scene.drill.level)
    for audience, within in level.tell.items() if level else ():
        text = reader._("  obliges to tell {audience} within {time}")
        whom = cell(reader.audience(audience)).text
        yield Cell(text.format(audience=whom, time=span(within)), "attention")


def _reaches(scene: Scene, step: Step) -> Iterator[Cell]:
    if step.verb == "decide":
        return
    for milestone in dict.fromkeys(step.reaches.values()):
        text = scene.reader._("Reaches: {milestone}")
        yield cell(text.format(milestone=scene.reader.milestone(milestone)))


def _evidence(scene: Scene, run: Run, step: Step) -> Iterator[Cell]:
    """The entries about it, the newest last."""
    found: list[Happening[Event]] = []
    for happening in reversed(scene.reader.record.happenings):
        if _is_about(run.run, step, happening.event) and may_see(scene, happening):
            found.append(happening)
        if len(found) == _EVIDENCE:
            break
    if found:
        yield cell(scene.reader._("Evidence so far:"), "strong")
    for happening in reversed(found):
        by = scene.reader.role(happening.origin.by) if happening.origin else ""
        text = f"{stamp(happening.at)} {tell(scene.reader, happening.event)}"
        yield cell(f"{text} ({by})" if by else text, "dim")


def _is_about(run: str, step: Step, event: Event) -> bool:
    if isinstance(event, NoteWritten):
        return event.subject == f"{run}/{step.path}"
    if getattr(event, "path", "") != step.path or getattr(event, "run", "") != run:
        return False
    return kind_of(event) in _OF_STEPS
