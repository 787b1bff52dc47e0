"""The drill after an entry, which has happened and so cannot be refused.

One function an event, grouped as ``events`` groups them; the table below is
the whole of it.  Knows no runbook: everything an event changes is in it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from drillkit.engine import events
from drillkit.engine.drill import Drill, changed
from drillkit.engine.entry import Entry
from drillkit.engine.evolve import life, outside, people, promises, runs, steps, story

Apply = Callable[[Drill, Any, int], Drill]


def nothing(drill: Drill, event: object, at: int) -> Drill:
    """Words and refusals change no state; the log has them."""
    return drill


APPLY: Mapping[type, Apply] = {
    events.DrillBegan: life.drill_began,
    events.InstantStated: life.instant_stated,
    events.Paused: life.paused,
    events.Resumed: life.resumed,
    events.SpeedChanged: life.speed_changed,
    events.Jumped: life.jumped,
    events.TimeOutBegan: life.time_out_began,
    events.TimeOutEnded: life.time_out_ended,
    events.EmergencyDeclared: life.emergency_declared,
    events.EmergencyEnded: life.emergency_ended,
    events.DrillStalled: nothing,
    events.ScenarioRevealed: story.scenario_revealed,
    events.DrillEnded: life.drill_ended,
    events.RunJoined: runs.run_joined,
    events.RunBegan: runs.run_began,
    events.PhaseEntered: runs.phase_entered,
    events.PhaseLeft: runs.phase_left,
    events.MilestoneReached: runs.milestone_reached,
    events.MilestoneWithdrawn: runs.milestone_withdrawn,
    events.StepOpened: steps.step_opened,
    events.StepStarted: steps.step_started,
    events.StepWaited: steps.step_waited,
    events.StepResumed: steps.step_resumed,
    events.StepSettled: steps.step_settled,
    events.StepReopened: steps.step_reopened,
    events.ItemsCounted: steps.items_counted,
    events.FactsReported: runs.facts_reported,
    events.Classified: runs.classified,
    events.LevelChanged: life.level_changed,
    events.ObligationOpened: promises.obligation_opened,
    events.ObligationMoved: promises.obligation_moved,
    events.ObligationKept: promises.obligation_over,
    events.ObligationBroken: promises.obligation_broken,
    events.ObligationClosed: promises.obligation_over,
    events.ObligationAccepted: promises.obligation_accepted,
    events.CallMade: people.call_made,
    events.CallAnswered: people.call_answered,
    events.MessageDelivered: promises.message_delivered,
    events.UpdateSent: people.update_sent,
    events.NoticeSent: people.notice_sent,
    events.CommandTaken: people.command_taken,
    events.RequestMade: outside.request_made,
    events.RequestAnswered: outside.request_answered,
    events.RequestStoodDown: outside.request_stood_down,
    events.JourneyPlanned: outside.journey_planned,
    events.LegDeparted: outside.leg_departed,
    events.LegArrived: outside.leg_arrived,
    events.LegMissed: outside.journey_over,
    events.JourneyStoodDown: outside.journey_over,
    events.PartReserved: outside.part_reserved,
    events.PartReturned: outside.part_returned,
    events.ClockStopped: outside.clock_stopped,
    events.ClockStarted: outside.clock_started,
    events.StopReversed: outside.stop_reversed,
    events.ItemListed: outside.item_listed,
    events.ItemMarked: outside.item_marked,
    events.ItemEstimated: outside.item_estimated,
    events.ScenarioSealed: nothing,
    events.DirectorNoted: story.director_noted,
    events.DirectorTold: story.director_told,
    events.InjectDelivered: story.inject_delivered,
    events.InjectSpoken: nothing,
    events.InjectHeld: story.inject_held,
    events.InjectReleased: story.inject_released,
    events.InjectSkipped: story.inject_skipped,
    events.InjectEdited: story.inject_edited,
    events.InjectWritten: story.inject_written,
    events.ExpectationMet: nothing,
    events.ExpectationMissed: story.expectation_missed,
    events.DecisionTaken: nothing,
    events.NoteWritten: nothing,
    events.Observed: nothing,
    events.Rated: nothing,
    events.HotWashNoted: nothing,
    events.FeedbackGiven: nothing,
    events.Corrected: nothing,
    events.PlanAmended: runs.plan_amended,
    events.MoveRefused: nothing,
}


def evolve(drill: Drill, entry: Entry) -> Drill:
    """The drill after *entry*."""
    event = entry.event
    after = APPLY[type(event)](drill, event, entry.at)
    if after is drill:
        return changed(drill, at=entry.at, entries=drill.entries + 1)
    # Nobody else has seen the new drill yet, so it need not be copied once more.
    after.__dict__.update(at=entry.at, entries=drill.entries + 1)
    return after


def replay(entries: Iterable[Entry]) -> Drill:
    """The drill that *entries* add up to, from an empty one."""
    drill = Drill()
    for entry in entries:
        drill = evolve(drill, entry)
    return drill
