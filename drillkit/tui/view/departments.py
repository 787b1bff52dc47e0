"""All departments at a glance: phase, progress, what they do now, what they owe."""

from collections.abc import Mapping

from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.engine.charts import Chart
from drillkit.engine.drill import Run, StepState
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import waits
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.clocks import Clock
from drillkit.tui.view.ladder import is_at_the_top
from drillkit.tui.view.names import leaves, step_words
from drillkit.tui.view.stuck import last_words, next_clocks, stuck
from drillkit.tui.view.times import left_words, lived, pressing, span, spent
from drillkit.tui.view.values import Cell, Row, RunRef, Table


def _fits(scene: Scene) -> tuple[Fit, ...]:
    _ = scene.reader._
    return (
        Fit("", 2),
        Fit(_("Department"), 18),
        Fit(_("Phase"), 0, drops=4),
        Fit(_("Done"), 7, is_right=True),
        Fit(_("Now")),
        Fit(_("For"), 8, is_right=True, drops=2),
        Fit(_("Next due"), 24),
        Fit(_("Ack"), 10, drops=3),
        Fit(_("Last word"), 17, drops=1),
    )


def departments(scene: Scene) -> Table:
    """One row for each run."""
    clocks = next_clocks(scene)
    words, too_long = last_words(scene), stuck(scene)
    rows = [
        _row(scene, run, clocks.get(run.run), _last(scene, run, words, too_long))
        for run in scene.drill.runs.values()
    ]
    _ = scene.reader._
    return fitted(_("Departments"), _fits(scene), rows, _("No plan is being followed."))


def _row(scene: Scene, run: Run, clock: Clock | None, word: Cell) -> Row:
    chart = scene.charts[run.run]
    name = cell(scene.reader.run(run.run), "strong")
    if run.begun_at is None:
        state = cell(scene.reader._("stands by"), "dim")
        return row(RunRef(run.run), cell(""), name, state, *[cell("")] * 6)
    working = _working(chart, run)
    now, since = "", ""
    if working:
        path, step = working[0]
        now = step_words(scene, run.run, chart.steps[path])
        if len(working) > 1:
            now = f"{now} +{len(working) - 1}"
        since = span(spent(scene, run, step.started_at or step.opened_at))
    done, of = _progress(chart, run)
    answers = _answers(scene, run)
    due = _due(scene, run, clock)
    return row(
        RunRef(run.run),
        _mark(due, answers, word),
        name,
        cell(_phase(scene, run)),
        cell(f"{done}/{of}" if of else ""),
        cell(now),
        cell(since),
        due,
        answers,
        word,
    )


def _mark(due: Cell, *others: Cell) -> Cell:
    """Late, or else anything to look at: seen even where its column has no room."""
    if due.tone in ("late", "urgent"):
        return cell("!!", due.tone)
    if any(other.tone == "urgent" for other in others):
        return cell("!!", "urgent")
    is_odd = any(other.tone == "attention" for other in (due, *others))
    return cell("!", "attention") if is_odd else cell("")


def _phase(scene: Scene, run: Run) -> str:
    if run.department in scene.drill.time_outs:
        return scene.reader._("TIME-OUT")
    return scene.reader.path(run.run, run.configuration[0])


def _working(chart: Chart, run: Run) -> list[tuple[str, StepState]]:
    """Steps in hand, the longest first."""
    found = [
        (path, state)
        for path, state in run.steps.items()
        if state.status == "working"
        and path in chart.steps
        and chart.phase_of(path).path in run.configuration
    ]
    return sorted(found, key=lambda x: x[1].started_at or 0)


def _progress(chart: Chart, run: Run) -> tuple[int, int]:
    """How many of the steps that count in the present phases are settled."""
    steps = [step for p in leaves(chart, run) for step in p.steps if step.blocks]
    states = (run.steps.get(step.path) for step in steps)
    return sum(s is not None and s.status == "settled" for s in states), len(steps)


def _due(scene: Scene, run: Run, clock: Clock | None) -> Cell:
    if run.department in scene.drill.time_outs:
        return cell(scene.reader._("clocks stand"), "attention")
    if clock is None:
        return cell("-", "dim")
    press = pressing(clock.left, clock.owed.limit)
    words = left_words(scene.reader, clock.left)
    return cell(f"{words} {press.mark}".strip(), press.tone)


def _answers(scene: Scene, run: Run) -> Cell:
    """Calls to its people that nobody answered; a seat of it that is gone."""
    roles, home = scene.play.company.roles, scene.charts[run.run].department
    open_calls = sum(
        call.run == run.run and waits(scene, call)
        for call in scene.drill.calls.values()
    )
    gone = any(
        scene.wall_ms - seen > OFFLINE_AFTER_MS
        and name in roles
        and roles[name].department == home
        for name, seen in scene.present.items()
    )
    if gone:
        return cell(scene.reader._("offline"), "attention")
    if is_at_the_top(scene, run):
        return cell(scene.reader._("all called"), "urgent")
    if open_calls:
        text = scene.reader._("{n} open").format(n=open_calls)
        return cell(text, "attention")
    return cell(scene.reader._("ok"), "dim")


def _last(
    scene: Scene, run: Run, words: Mapping[str, int], too_long: Mapping[str, int]
) -> Cell:
    """How long ago it moved, and whether that is too long."""
    ago = max(0, lived(scene, run) - words.get(run.run, run.begun_at or 0))
    if run.run in too_long:
        return cell(scene.reader._("STUCK {time}").format(time=span(ago)), "attention")
    return cell(scene.reader._("{time} ago").format(time=span(ago)), "dim")
