"""Further plans: a department's runbook that joins what is going on."""

from drillkit.conduct.permissions import refusal
from drillkit.engine import commands
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref


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


def _form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (asking.choice(scene, "runbook", N_("which plan joins"), _waiting(scene)),)


def _join(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.JoinRun(answers["runbook"], answers["runbook"])


ACTIONS = (
    Action(
        "run.join",
        "",
        N_("let a plan join"),
        _join,
        _form,
        offered=lambda scene, _ref: bool(_waiting(scene)),
    ),
)
