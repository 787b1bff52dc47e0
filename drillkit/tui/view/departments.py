"""All departments at a glance: phase, progress, what they do now, what they owe.

A department is stuck when it has not moved for ten minutes while a clock of its runs
and something lies there to be done.
"""

from collections.abc import Mapping
from typing import Final

from drillkit.conduct.presence import OFFLINE_AFTER_MS
from drillkit.engine.charts import Chart, Step
from drillkit.engine.decide.steps import target_of
from drillkit.engine.drill import Run, StepState
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import waits
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.clocks import Clock, clocks_of
from drillkit.tui.view.kept import kept
from drillkit.tui.view.names import leaves, step_words
from drillkit.tui.view.seeing import department_of
from drillkit.tui.view.times import MINUTE, left_words, pressing, span
from drillkit.tui.view.values import Cell, Row, RunRef, Table

STUCK_AFTER: Final = 10 * MINUTE


def _fits(scene: Scene) -> tuple[Fit, ...]:
    _ = scene.reader._
    return (
        Fit("", 2),
        Fit(_("Department"), 18),
        Fit(_("Phase"), 26, drops=4),
        Fit(_("Done"), 7, is_right=True),
        Fit(_("Now")),
        Fit(_("For"), 8, is_right=True, drops=2),
        Fit(_("Next due"), 24),
        Fit(_("Ack"), 10, drops=3),
        Fit(_("Last word"), 17, drops=1),
    )


def departments(scene: Scene) -> Table:
    """One row for each run."""
    clocks = _next_clocks(scene)
    words = last_words(scene)
    rows = [
        _row(scene, run, clocks.get(run.run), words.get(run.run))
        for run in scene.drill.runs.values()
    ]
    _ = scene.reader._
    return fitted(_("Departments"), _fits(scene), rows, _("No plan is being followed."))


def _next_clocks(scene: Scene) -> Mapping[str, Clock]:
    """The first clock of each run; what a department owes counts for its first run."""
    first: dict[str, str] = {}
    for run in scene.drill.runs.values():
        first.setdefault(scene.charts[run.run].department, run.run)
    found: dict[str, Clock] = {}
    for clock in clocks_of(scene, lambda _, owed: owed.kind != "expected"):
        if clock.stands or clock.owed.accepted:
            continue
        name = clock.owed.run or first.get(department_of(scene, clock.owed), "")
        found.setdefault(name, clock)
    return found


def last_words(scene: Scene) -> Mapping[str, int]:
    """When somebody last did something in each run."""
    record = scene.reader.record
    return kept(record, "last words", lambda: _last_words(scene))


def _last_words(scene: Scene) -> Mapping[str, int]:
    missing, found = set(scene.drill.runs), dict[str, int]()
    homes = {run: scene.charts[run].department for run in missing}
    roles = scene.play.company.roles
    for h in reversed(scene.reader.record.happenings):
        if not missing:
            break
        if h.origin is None:
            continue
        run = getattr(h.event, "run", "")
        role = roles.get(h.origin.by)
        home = role.department if role else ""
        for name in [x for x in missing if x == run or (not run and homes[x] == home)]:
            found[name] = h.recorded
            missing.discard(name)
    return found


def _row(scene: Scene, run: Run, clock: Clock | None, last: int | None) -> Row:
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
        since = span(scene.now - (step.started_at or step.opened_at))
    done, of = _progress(chart, run)
    answers, word = _answers(scene, run), _last(scene, run, clock, last)
    due = _due(scene, clock)
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


def _due(scene: Scene, clock: Clock | None) -> Cell:
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
    if open_calls:
        text = scene.reader._("{n} open").format(n=open_calls)
        return cell(text, "attention")
    return cell(scene.reader._("ok"), "dim")


def _last(scene: Scene, run: Run, clock: Clock | None, last: int | None) -> Cell:
    """How long ago it moved, and whether that is too long."""
    since = run.begun_at if last is None else last
    ago = scene.now - (since or 0)
    if clock is not None and ago > STUCK_AFTER and _has_idle_work(scene, run):
        return cell(scene.reader._("STUCK {time}").format(time=span(ago)), "attention")
    return cell(scene.reader._("{time} ago").format(time=span(ago)), "dim")


def _has_idle_work(scene: Scene, run: Run) -> bool:
    """Whether something could be done that nobody has in hand, or that is late.

    Who is on the way, waits for others or is within the time for a step is not stuck.
    """
    chart = scene.charts[run.run]
    return scene.drill.status == "running" and any(
        _is_idle(scene, run, chart.steps[path], state)
        for path, state in run.steps.items()
        if path in chart.steps and chart.phase_of(path).path in run.configuration
    )


def _is_idle(scene: Scene, run: Run, step: Step, state: StepState) -> bool:
    if step.verb in ("await", "watch", "travel") or not step.crew:
        return False
    if state.status == "working":
        owed = scene.drill.obligations.get(target_of(run.run, step.path, state.visit))
        return owed is None or owed.broken
    return state.status == "open"
