"""What the staff of an exercise saw: expected actions, observations, ratings."""

from dataclasses import replace
from typing import Final

from drillkit.engine import commands
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import ExpectedRef, Ref

RATINGS: Final = ("P", "S", "M", "U")


def _met(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, ExpectedRef), "the registry offers it for these only"
    return commands.MeetExpectation(ref.inject, ref.number)


def _objectives(scene: Scene) -> tuple[Choice, ...]:
    """What the drill is to show; secret until it ends, so known to few."""
    scenario = scene.reader.record.books.scenario
    names = scenario.objectives if scenario else ()
    return tuple(Choice(x, scene.reader.objective(x)) for x in names)


def _observe_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    objective = Question(
        "objective", words(N_("objective")), "choice", _objectives(scene), "", True
    )
    department = replace(asking.department(scene, ref), is_optional=True)
    return (asking.prose(scene), department, objective)


def _observe(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Observe(
        answers["text"], answers.get("department", ""), answers.get("objective", "")
    )


def _rate_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    named = {
        "P": words(N_("P: performed without challenges")),
        "S": words(N_("S: performed with some challenges")),
        "M": words(N_("M: performed with major challenges")),
        "U": words(N_("U: unable to be performed")),
    }
    picks = [Choice(x, named[x]) for x in RATINGS]
    return (
        asking.choice(scene, "objective", N_("objective"), _objectives(scene)),
        asking.choice(scene, "rating", N_("rating"), picks),
        replace(asking.department(scene, ref), is_optional=True),
        Question("text", words(N_("why")), is_optional=True),
    )


def _rate(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Rate(
        answers["objective"],
        next(x for x in RATINGS if x == answers["rating"]),
        answers.get("text", ""),
        answers.get("department", ""),
    )


ACTIONS = (
    Action("expected.seen", "v", N_("seen"), _met, of=(ExpectedRef,)),
    Action("observation.write", "o", N_("observe"), _observe, _observe_form),
    Action(
        "objective.rate",
        "R",
        N_("rate"),
        _rate,
        _rate_form,
        offered=lambda scene, _ref: bool(_objectives(scene)),
    ),
)
