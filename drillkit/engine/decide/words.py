"""What people write down, during a drill and after it."""

from drillkit.engine.commands import (
    Correct,
    EnterDecision,
    GiveFeedback,
    Note,
    Observe,
    Rate,
    WriteHotWash,
)
from drillkit.engine.decide.turn import Turn
from drillkit.engine.events import (
    FEEDBACK,
    Corrected,
    DecisionTaken,
    FeedbackGiven,
    HotWashNoted,
    NoteWritten,
    Observed,
    Rated,
)
from drillkit.plan.problem import N_

SCALE = frozenset(range(1, 6))


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


def write_hot_wash(turn: Turn, act: WriteHotWash) -> None:
    """One point of what a department says right after play."""
    company = turn.play.company
    if act.department not in company.departments:
        why = N_('no department is called "{department}"')
        turn.refuse(act, why, department=act.department)
    elif not act.text:
        turn.refuse(act, N_("a point of the hot wash wants words"))
    else:
        turn.act(HotWashNoted(act.department, act.sort, act.text, act.owner))


def give_feedback(turn: Turn, act: GiveFeedback) -> None:
    """A filled form; nobody's, unless whoever filled it says whose."""
    answers = act.answers
    if not turn.drill.is_over:
        turn.refuse(act, N_("feedback is asked for after the end"))
    elif not answers and not act.text:
        turn.refuse(act, N_("the form is empty"))
    elif not answers.keys() <= set(FEEDBACK) or not set(answers.values()) <= SCALE:
        turn.refuse(act, N_("answers go from 1 to 5, to what the form asks"))
    else:
        if not act.role:
            turn.origin = None
        turn.act(FeedbackGiven(answers, act.text, act.role))


def correct(turn: Turn, act: Correct) -> None:
    """A wrong entry and its correction both stay visible."""
    if not act.reason:
        turn.refuse(act, N_("a correction wants a reason"))
        return
    if not 1 <= act.seq <= turn.drill.entries:
        turn.refuse(act, N_("the log has no entry {number}"), number=str(act.seq))
        return
    turn.act(Corrected(act.seq, act.reason, act.text, act.happened, act.void))
