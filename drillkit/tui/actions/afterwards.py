"""What people say right after play: the hot wash, and a form about the exercise."""

from typing import Final

from drillkit.engine import commands
from drillkit.engine.events import FEEDBACK
from drillkit.language import N_
from drillkit.review.telling.story import WASHED
from drillkit.review.words import STATEMENTS
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question
from drillkit.tui.actions.asking import departments
from drillkit.tui.scene import Scene
from drillkit.tui.view.seeing import home_of
from drillkit.tui.view.values import Ref, RunRef, StepRef

MARKS: Final = {
    1: N_("1 strongly disagree"),
    2: N_("2 disagree"),
    3: N_("3 neither"),
    4: N_("4 agree"),
    5: N_("5 strongly agree"),
}


def _hot_wash_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    home = home_of(scene)
    picks = list(departments(scene))
    if scene.seat.kind == "participant":
        picks = [Choice(home, scene.reader.department(home))]
    elif isinstance(ref, RunRef | StepRef) and ref.run in scene.drill.runs:
        home = scene.drill.runs[ref.run].department
    sorts = [Choice(sort, words(said)) for sort, said in WASHED.items()]
    return (
        asking.choice(scene, "department", N_("department"), picks, home),
        asking.choice(scene, "sort", N_("what is it"), sorts),
        asking.prose(scene),
        Question("owner", words(N_("who sees to it")), is_optional=True),
    )


def _hot_wash(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.WriteHotWash(
        answers["department"],
        next(sort for sort in WASHED if sort == answers["sort"]),
        answers["text"],
        answers.get("owner", ""),
    )


def _feedback_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    marks = tuple(Choice(str(mark), words(said)) for mark, said in MARKS.items())
    whose = (
        Choice("no", words(N_("no, anonymous"))),
        Choice("yes", words(N_("yes, with my role"))),
    )
    return (
        *(
            Question(name, words(STATEMENTS[name]), "choice", marks, "", True)
            for name in FEEDBACK
        ),
        asking.prose(scene, N_("in your own words"), is_optional=True),
        asking.choice(scene, "named", N_("say whose form it is"), whose, "no"),
    )


def _feedback(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    is_named = answers.get("named") == "yes"
    return commands.GiveFeedback(
        {name: int(answers[name]) for name in FEEDBACK if answers.get(name)},
        answers.get("text", ""),
        (scene.seat.role or scene.seat.name) if is_named else "",
    )


def _is_asked(scene: Scene, ref: Ref | None) -> bool:
    return scene.drill.is_over and scene.drill.mode != "live"


ACTIONS = (
    Action("hotwash.write", "W", N_("hot wash"), _hot_wash, _hot_wash_form),
    Action(
        "feedback.give",
        "B",
        N_("feedback form"),
        _feedback,
        _feedback_form,
        offered=_is_asked,
        short=N_("feedback"),
    ),
)
