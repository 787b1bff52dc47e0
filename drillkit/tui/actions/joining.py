"""Further plans: a department's runbook that joins what is going on.

In a real event it may be one that nobody thought of when it was opened: then it is
taken from the workspace, and its text goes into the log.
"""

from collections.abc import Iterator, Sequence

from drillkit.conduct.permissions import refusal
from drillkit.conduct.shelf import Shelved
from drillkit.engine import commands
from drillkit.engine.carried import texts_in
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell
from drillkit.tui.view.values import Cell, Ref


def _waiting(scene: Scene) -> tuple[Choice, ...]:
    """Plans that the log carries, do not run yet, and are this seat's to let in."""
    books = scene.reader.record.books.runbooks
    lang = scene.reader.lang
    at_work = {run.runbook for run in scene.drill.runs.values()}
    return tuple(
        Choice(path, f"{scene.reader.department(chart.department)}: {title}")
        for path, chart in scene.play.charts.items()
        if path not in at_work
        for title in [books[path].title.say(lang) if path in books else path]
        if _may(scene, path)
    )


def _may(scene: Scene, path: str) -> bool:
    act = commands.JoinRun(path, path)
    return refusal(scene.seat, act, scene.drill, scene.play) is None


def _shelved(scene: Scene) -> Sequence[Shelved]:
    """Plans of the workspace that the log does not carry, in a real event."""
    if scene.drill.mode != "live":
        return ()
    carried = texts_in(line.entry.event for line in scene.stored)
    return [x for x in scene.shelf(carried) if _may(scene, x.runbook)]


def _is_possible(scene: Scene, ref: Ref | None) -> bool:
    if scene.drill.mode == "live":
        # The workspace is looked through only when somebody asks.
        return _may(scene, f"{scene.drill.lead}/")
    return bool(_waiting(scene))


def _form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    fit = [_choice(scene, x) for x in _shelved(scene) if x.problem is None]
    picks = (*_waiting(scene), *fit)
    return (asking.choice(scene, "runbook", N_("which plan joins"), picks),)


def _choice(scene: Scene, plan: Shelved) -> Choice:
    whose = scene.reader.department(plan.department)
    new = scene.reader._(N_("from the workspace"))
    return Choice(plan.runbook, f"{whose}: {plan.title.say(scene.reader.lang)}", new)


def _unfit(scene: Scene, ref: Ref | None, answers: Answers) -> tuple[Cell, ...]:
    """Plans of the workspace that cannot join, and why."""
    return tuple(_complaints(scene))


def _complaints(scene: Scene) -> Iterator[Cell]:
    text = scene.reader._(N_("{runbook} cannot join, line {line}: {why}"))
    for plan in _shelved(scene):
        if plan.problem is not None:
            problem = plan.problem
            why = scene.reader._(problem.says).format(**problem.words)
            line = plan.problem.place.line
            said = text.format(runbook=plan.runbook, line=line, why=why)
            yield cell(said, "attention")


def _join(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    runbook = answers["runbook"]
    if runbook in scene.play.charts:
        return commands.JoinRun(runbook, runbook)
    found = [x for x in _shelved(scene) if x.runbook == runbook and not x.problem]
    if not found:
        says = scene.reader._(N_('there is no sound plan "{runbook}" here'))
        return Wrong("runbook", says.format(runbook=runbook))
    return commands.JoinRun(runbook, runbook, plan=found[0].texts)


ACTIONS = (
    Action(
        "run.join",
        "",
        N_("let a plan join"),
        _join,
        _form,
        offered=_is_possible,
        foresees=_unfit,
    ),
)
