"""The events a move would bring about; a wrong move is itself an event.

``decide`` changes nothing, reads no clock, rolls no dice and refuses by event,
never by exception.  What time brought before the move comes first, each at the
time it was due.
"""

from collections.abc import Callable, Mapping
from typing import Any

from drillkit.engine import commands
from drillkit.engine.charts import Play
from drillkit.engine.commands import Move
from drillkit.engine.decide import (
    answers,
    changes,
    controls,
    journeys,
    milestones,
    outside,
    people,
    story,
    words,
    work,
)
from drillkit.engine.decide.due import pass_time, pass_wall, settle_and_tell
from drillkit.engine.decide.severity import follow_level
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.plan.problem import N_

Answer = Callable[[Turn, Any], None]


def _begin(turn: Turn, act: commands.Begin) -> None:
    turn.act(act.began)
    turn.touched.update(turn.drill.runs)
    follow_level(turn)


def _pass(turn: Turn, act: commands.Pass) -> None:
    # Time is nobody's doing, whoever looked at the clock.
    turn.origin, turn.key = None, ""
    pass_time(turn, turn.at + 1)


ANSWERS: Mapping[type, Answer] = {
    commands.Begin: _begin,
    commands.StateInstant: controls.state_instant,
    commands.Pass: _pass,
    commands.TakeStep: work.take_step,
    commands.SettleStep: work.settle_step,
    commands.SkipStep: work.skip_step,
    commands.UndoStep: work.undo_step,
    commands.Count: work.count,
    commands.ReportFacts: work.report_facts,
    commands.SetLevel: work.decide_level,
    commands.AnswerCall: answers.answer_call,
    commands.ReportDelivery: people.report_delivery,
    commands.CallOut: people.call_out,
    commands.Tell: people.tell_now,
    commands.SendUpdate: people.update_now,
    commands.SendNotice: answers.send_notice,
    commands.SignPaper: people.sign_paper,
    commands.TakeCommand: people.take_command,
    commands.AnswerRequest: outside.answer_request,
    commands.StandDownRequest: outside.stand_down_request,
    commands.StandDownJourney: journeys.stand_down_journey,
    commands.MissLeg: journeys.miss_leg,
    commands.StopClock: outside.stop_clock,
    commands.StartClock: outside.start_clock,
    commands.ReverseStop: outside.reverse_stop,
    commands.AddItem: milestones.add_item,
    commands.MarkItem: milestones.mark_item,
    commands.EstimateItem: milestones.estimate_item,
    commands.TriggerInject: story.trigger_inject,
    commands.HoldInject: story.hold_inject,
    commands.ReleaseInject: story.release_inject,
    commands.SkipInject: story.skip_inject,
    commands.EditInject: story.edit_inject,
    commands.WriteInject: story.write_inject,
    commands.ReportSpoken: story.report_spoken,
    commands.MeetExpectation: story.meet_expectation,
    commands.Pause: controls.pause,
    commands.Resume: controls.resume,
    commands.SetSpeed: controls.set_speed,
    commands.Jump: controls.jump,
    commands.BeginTimeOut: controls.begin_time_out,
    commands.EndTimeOut: controls.end_time_out,
    commands.DeclareEmergency: controls.declare_emergency,
    commands.EndEmergency: controls.end_emergency,
    commands.EndDrill: controls.end_drill,
    commands.Stall: controls.stall,
    commands.JoinRun: controls.join_run,
    commands.ReturnTo: controls.return_to_phase,
    commands.Amend: changes.amend,
    commands.AcceptLoss: controls.accept_loss,
    commands.EnterDecision: words.enter_decision,
    commands.Note: words.note,
    commands.Observe: words.observe,
    commands.Rate: words.rate,
    commands.WriteHotWash: words.write_hot_wash,
    commands.GiveFeedback: words.give_feedback,
    commands.Correct: words.correct,
}

# After ENDEX only these (semantics, rule 24).
AFTER_THE_END = (
    commands.Observe,
    commands.Rate,
    commands.Correct,
    commands.Note,
    commands.ReportSpoken,
    commands.WriteHotWash,
    commands.GiveFeedback,
)

# What stands while drill time does (rule 15).  An answer to a call that really was
# made, words, and what controllers prepare do not.
PLAYED = (
    commands.TakeStep,
    commands.SettleStep,
    commands.SkipStep,
    commands.UndoStep,
    commands.Count,
    commands.ReportFacts,
    commands.SetLevel,
    commands.CallOut,
    commands.Tell,
    commands.SendUpdate,
    commands.SendNotice,
    commands.SignPaper,
    commands.AnswerRequest,
    commands.StandDownRequest,
    commands.StandDownJourney,
    commands.MissLeg,
    commands.MarkItem,
    commands.ReturnTo,
    commands.Stall,
)


def decide(drill: Drill, move: Move, play: Play) -> tuple[Entry, ...]:
    """The entries *move* would add to *drill*."""
    turn = Turn(drill, play)
    # Drill time never goes back along the log, nor on while it stands (semantics,
    # rules 12 and 15).
    reached = max(drill.at, drill.clock.base_ms)
    stands = drill.status not in ("standby", "running")
    turn.at = reached if stands else max(move.at, reached)
    pass_time(turn, turn.at)
    pass_wall(turn, move)
    # What time brings is nobody's doing; what follows is whoever's moved.
    turn.origin, turn.key = move.origin, move.key
    # Before a drill and after it time passes and brings nothing.
    is_idle = turn.drill.status in ("standby", "ended")
    if not (is_idle and isinstance(move.act, commands.Pass)):
        _answer(turn, move)
    turn.origin, turn.key = None, ""
    settle_and_tell(turn)
    story.reveal(turn)
    return tuple(turn.entries)


def _answer(turn: Turn, move: Move) -> None:
    if why := _refusal(turn.drill, move, turn.at):
        turn.refuse(move.act, why)
    else:
        ANSWERS[type(move.act)](turn, move.act)


def _refusal(drill: Drill, move: Move, at: int) -> str:
    """Why nothing of the kind can be done now; ``""`` when it can."""
    act = move.act
    if (drill.status == "standby") != isinstance(act, commands.Begin):
        return (
            N_("the drill has not begun")
            if drill.status == "standby"
            else N_("the drill has begun already")
        )
    if drill.is_over and not isinstance(act, AFTER_THE_END):
        return N_("the drill is over")
    if drill.status in ("paused", "emergency") and isinstance(act, PLAYED):
        return N_("drill time stands; nothing is done until it goes on")
    if move.origin and move.origin.happened is not None and move.origin.happened > at:
        return N_("nothing is entered before it has happened")
    return ""
