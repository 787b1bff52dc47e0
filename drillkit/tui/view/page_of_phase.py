"""A phase and a run in full."""

from collections.abc import Iterator, Sequence

from drillkit.engine.charts import Phase
from drillkit.engine.drill import Run
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.classification import classification
from drillkit.tui.view.names import leaves, phase_words, step_words
from drillkit.tui.view.step_about import fact_line
from drillkit.tui.view.steps import is_aside, standing
from drillkit.tui.view.times import lived, span, stamp
from drillkit.tui.view.values import Cell, Page


def phase_page(scene: Scene, run: str, phase: Phase) -> Page:
    """What a phase asks for, and where it leads."""
    return page(
        scene.reader._("Phase: {phase}").format(
            phase=phase_words(scene, run, phase.path)
        ),
        (
            *_times(scene, scene.drill.runs[run], phase),
            *_steps(scene, scene.drill.runs[run], phase),
            *_ways(scene, run, phase),
        ),
    )


def _times(scene: Scene, run: Run, phase: Phase) -> Iterator[Cell]:
    _ = scene.reader._
    yield cell(scene.reader.run(run.run), "dim")
    if is_aside(scene, run):
        yield cell(_("TIME-OUT: its clocks stand."), "attention")
    if phase.path in run.configuration:
        passed = span(lived(scene, run) - run.entered_at[phase.path])
        yield cell(_("In it for {time}.").format(time=passed))
    elif phase.path in run.entered_at:
        entered = stamp(run.entered_at[phase.path])
        yield cell(_("Was entered at {time}, and left.").format(time=entered))
    else:
        yield cell(_("Still ahead."), "dim")
    if run.visits.get(phase.path, 0) > 1:
        yield cell(_("visit {n}").format(n=run.visits[phase.path]))
    if phase.target is not None:
        yield cell(_("Target: {time}").format(time=span(phase.target)))


def _steps(scene: Scene, run: Run, phase: Phase) -> Iterator[Cell]:
    is_here = phase.path in run.configuration
    for number, step in enumerate(phase.steps, start=1):
        state = run.steps.get(step.path) if is_here else None
        mark = standing(scene, run, step, state).mark if is_here else "   "
        yield cell(f"{mark} {number} {step_words(scene, run.run, step)}")
    for lane in phase.lanes:
        yield cell(f"|| {scene.reader.path(run.run, lane.path)}")


def _ways(scene: Scene, run: str, phase: Phase) -> Iterator[Cell]:
    _ = scene.reader._
    for outcome, to in phase.leads_to.items():
        words = phase_words(scene, run, to)
        if outcome == "done":
            yield cell(_("When done: {phase}").format(phase=words))
            continue
        said = scene.reader.outcome(run, phase.path, outcome)
        yield cell(_("If {outcome}: {phase}").format(outcome=said, phase=words))
    for ms, to in phase.after:
        text = _("After {time}: {phase}")
        words = phase_words(scene, run, to)
        yield cell(text.format(time=span(ms), phase=words))
    for milestone in dict.fromkeys(phase.reaches.values()):
        text = _("Reaches: {milestone}")
        yield cell(text.format(milestone=scene.reader.milestone(milestone)))


def _known(scene: Scene, run: Run) -> Sequence[Cell]:
    """What a run knows, and how bad that makes it."""
    chart = scene.charts[run.run]
    if chart.rows and run.begun_at is not None:
        return classification(scene, run.run).lines
    return [fact_line(scene, run, fact) for fact in chart.facts]


def run_page(scene: Scene, name: str) -> Page:
    """A department at its plan: where it is, what it knows, what it has reached."""
    reader, run = scene.reader, scene.drill.runs[name]
    book = reader.record.runbook(name)
    lines = [cell(book.title.say(reader.lang), "strong")] if book else []
    if run.begun_at is None:
        lines.append(cell(reader._("It stands by."), "dim"))
    else:
        begun = span(scene.now - run.begun_at)
        lines.append(cell(reader._("At it for {time}.").format(time=begun)))
    lines += [
        cell(f"[>] {phase_words(scene, name, phase.path)}")
        for phase in leaves(scene.charts[name], run)
    ]
    lines += [
        cell(f"{stamp(at)} {reader.milestone(milestone)}", "dim")
        for milestone, at in run.milestones.items()
    ]
    lines += _known(scene, run)
    return page(reader.run(name), lines)
