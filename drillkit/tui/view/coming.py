"""What comes next, as far as plans and promises tell it: never an inject."""

from collections.abc import Iterator

from drillkit.engine.charts import Chart, Phase
from drillkit.engine.drill import Run
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.clocks import clocks_of
from drillkit.tui.view.names import leaves, phase_words
from drillkit.tui.view.seeing import own_runs
from drillkit.tui.view.times import span, story_clock
from drillkit.tui.view.values import Cell, PromiseRef, Row, StepRef, Table

FITS = (Fit("", 16), Fit())


def coming(scene: Scene) -> Table:
    """Deadlines that move a phase, phases ahead, journeys and promised updates."""
    _ = scene.reader._
    timed = sorted(_timed(scene), key=lambda found: found[0])
    rows = [line for _at, line in timed]
    rows += [line for run in own_runs(scene) for line in _ahead(scene, run)]
    return fitted(_("Coming"), FITS, rows, _("Nothing more is planned."))


def _timed(scene: Scene) -> Iterator[tuple[int, Row]]:
    for run in own_runs(scene):
        chart = scene.charts[run.run]
        for path in run.configuration:
            yield from _deadlines(scene, run, chart.phases[path])
    yield from _journeys(scene)
    yield from _updates(scene)


def _deadlines(scene: Scene, run: Run, phase: Phase) -> Iterator[tuple[int, Row]]:
    for ms, to in phase.after:
        at = run.entered_at[phase.path] + ms
        text = scene.reader._("by deadline: {phase}").format(
            phase=phase_words(scene, run.run, to)
        )
        ref = StepRef(run.run, to)
        yield at, row(ref, _in(scene, at), cell(text))


def _in(scene: Scene, at: int) -> Cell:
    return cell(scene.reader._("in {time}").format(time=span(at - scene.now)))


def _journeys(scene: Scene) -> Iterator[tuple[int, Row]]:
    own = {run.run for run in own_runs(scene)}
    for journey in scene.drill.journeys.values():
        if journey.run not in own:
            continue
        last = journey.legs[-1]
        text = scene.reader._("{site}, {time}: {what}").format(
            site=scene.reader.site(last.destination),
            time=story_clock(scene, last.arrives_at),
            what=scene.reader.path(journey.run, journey.path),
        )
        ref = StepRef(journey.run, journey.path)
        at = last.arrives_at
        yield at, row(ref, _in(scene, at), cell(text))


def _updates(scene: Scene) -> Iterator[tuple[int, Row]]:
    for clock in clocks_of(scene):
        if clock.owed.kind != "update" or clock.stands or clock.left < 0:
            continue
        at = scene.now + clock.left
        audience = scene.reader.audience(clock.owed.subject)
        text = scene.reader._("promised update: {audience}").format(audience=audience)
        yield at, row(PromiseRef(clock.owed.obligation), _in(scene, at), cell(text))


def _ahead(scene: Scene, run: Run) -> Iterator[Row]:
    """Where each present phase leads, by each of its outcomes."""
    chart = scene.charts[run.run]
    for path in _leading(chart, run):
        phase = chart.phases[path]
        for outcome, to in phase.leads_to.items():
            words = phase_words(scene, run.run, to)
            if outcome != "done":
                said = scene.reader.outcome(run.run, path, outcome)
                words = f"{words} ({said})"
            if len(own_runs(scene)) > 1:
                words = f"{scene.reader.run(run.run)} | {words}"
            then = scene.reader._("then")
            yield row(StepRef(run.run, to), cell(then, "dim"), cell(words))


def _leading(chart: Chart, run: Run) -> Iterator[str]:
    """The innermost phases first: what comes next comes from them."""
    inner = [phase.path for phase in leaves(chart, run)]
    yield from inner
    yield from (path for path in run.configuration if path not in inner)
