"""What people write down: decisions, notes, observations, ratings, corrections."""

from drillkit.engine.commands import Correct, EnterDecision, Note, Observe, Rate
from drillkit.engine.decide.turn import Turn
from drillkit.engine.events import (
    Corrected,
    DecisionTaken,
    NoteWritten,
    Observed,
    Rated,
)
from drillkit.plan.problem import N_


def enter_decision(turn: Turn, act: EnterDecision) -> None:
    """A decision has somebody's name."""
    if not act.what or not act.by:
        turn.refuse(act, N_("a decision says what, and by whom by name"))
        return
    turn.act(
        DecisionTaken(act.what, act.by, act.why, act.rejected, act.look_again, act.run)
    )


def note(turn: Turn, act: Note) -> None:
    """Anything worth keeping."""
    turn.act(NoteWritten(act.text, act.subject))


def observe(turn: Turn, act: Observe) -> None:
    """An evaluator saw something."""
    turn.act(Observed(act.text, act.department, act.objective))


def rate(turn: Turn, act: Rate) -> None:
    """Timing suggests a rating; only an evaluator gives one.

    Who does not know the scenario cannot say whether it has the objective.
    """
    story = turn.play.story
    if not act.objective or (story and act.objective not in story.objectives):
        why = N_('no objective is called "{objective}"')
        turn.refuse(act, why, objective=act.objective)
        return
    turn.act(Rated(act.objective, act.rating, act.text, act.department))


def correct(turn: Turn, act: Correct) -> None:
    """A wrong entry and its correction both stay visible."""
    if not act.reason:
        turn.refuse(act, N_("a correction wants a reason"))
        return
    if not 1 <= act.seq <= turn.drill.entries:
        turn.refuse(act, N_("the log has no entry {number}"), number=str(act.seq))
        return
    turn.act(Corrected(act.seq, act.reason, act.text, act.happened, act.void))
