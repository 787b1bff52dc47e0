"""The stored names of everything that can happen, and their versions.

A name, once stored, is never given to anything else.  An event whose fields change
gets the next version, and LIFTS a function that turns the JSON of the version before
into it; logs of every version are kept in the tests and read for ever.
"""

from typing import Final

from drillkit.engine import amendments, events
from drillkit.log.codec import Codec, Kind, Lift

KINDS: Final[dict[type, Kind]] = {
    events.DrillBegan: Kind("drill-began"),
    events.InstantStated: Kind("instant-stated"),
    events.Paused: Kind("paused"),
    events.Resumed: Kind("resumed"),
    events.SpeedChanged: Kind("speed-changed"),
    events.Jumped: Kind("jumped"),
    events.TimeOutBegan: Kind("time-out-began"),
    events.TimeOutEnded: Kind("time-out-ended"),
    events.EmergencyDeclared: Kind("emergency-declared"),
    events.EmergencyEnded: Kind("emergency-ended"),
    events.DrillStalled: Kind("drill-stalled"),
    events.ScenarioRevealed: Kind("scenario-revealed"),
    events.DrillEnded: Kind("drill-ended"),
    events.RunJoined: Kind("run-joined"),
    events.RunBegan: Kind("run-began"),
    events.PhaseEntered: Kind("phase-entered"),
    events.PhaseLeft: Kind("phase-left"),
    events.MilestoneReached: Kind("milestone-reached"),
    events.MilestoneWithdrawn: Kind("milestone-withdrawn"),
    events.StepOpened: Kind("step-opened"),
    events.StepStarted: Kind("step-started"),
    events.StepWaited: Kind("step-waited"),
    events.StepResumed: Kind("step-resumed"),
    events.StepSettled: Kind("step-settled"),
    events.StepReopened: Kind("step-reopened"),
    events.ItemsCounted: Kind("items-counted"),
    events.FactsReported: Kind("facts-reported"),
    events.Classified: Kind("classified"),
    events.LevelChanged: Kind("level-changed"),
    events.ObligationOpened: Kind("obligation-opened"),
    events.ObligationMoved: Kind("obligation-moved"),
    events.ObligationKept: Kind("obligation-kept"),
    events.ObligationBroken: Kind("obligation-broken"),
    events.ObligationClosed: Kind("obligation-closed"),
    events.ObligationAccepted: Kind("obligation-accepted"),
    events.CallMade: Kind("call-made"),
    events.CallAnswered: Kind("call-answered"),
    events.MessageDelivered: Kind("message-delivered"),
    events.UpdateSent: Kind("update-sent"),
    events.NoticeSent: Kind("notice-sent"),
    events.CommandTaken: Kind("command-taken"),
    events.RequestMade: Kind("request-made"),
    events.RequestAnswered: Kind("request-answered"),
    events.RequestStoodDown: Kind("request-stood-down"),
    events.JourneyPlanned: Kind("journey-planned"),
    events.LegDeparted: Kind("leg-departed"),
    events.LegArrived: Kind("leg-arrived"),
    events.LegMissed: Kind("leg-missed"),
    events.JourneyStoodDown: Kind("journey-stood-down"),
    events.PartReserved: Kind("part-reserved"),
    events.PartReturned: Kind("part-returned"),
    events.ClockStopped: Kind("clock-stopped"),
    events.ClockStarted: Kind("clock-started"),
    events.StopReversed: Kind("stop-reversed"),
    events.ItemListed: Kind("item-listed"),
    events.ItemMarked: Kind("item-marked"),
    events.ItemEstimated: Kind("item-estimated"),
    events.ScenarioSealed: Kind("scenario-sealed"),
    events.DirectorNoted: Kind("director-noted"),
    events.DirectorTold: Kind("director-told"),
    events.InjectDelivered: Kind("inject-delivered"),
    events.InjectSpoken: Kind("inject-spoken"),
    events.InjectHeld: Kind("inject-held"),
    events.InjectReleased: Kind("inject-released"),
    events.InjectSkipped: Kind("inject-skipped"),
    events.InjectEdited: Kind("inject-edited"),
    events.InjectWritten: Kind("inject-written"),
    events.ExpectationMet: Kind("expectation-met"),
    events.ExpectationMissed: Kind("expectation-missed"),
    events.DecisionTaken: Kind("decision-taken"),
    events.NoteWritten: Kind("note-written"),
    events.Observed: Kind("observed"),
    events.Rated: Kind("rated"),
    events.HotWashNoted: Kind("hot-wash-noted"),
    events.FeedbackGiven: Kind("feedback-given"),
    events.Corrected: Kind("corrected"),
    events.PlanAmended: Kind("plan-amended"),
    events.MoveRefused: Kind("move-refused"),
}

# Dataclasses inside events that share a place with others.
PARTS: Final[dict[type, str]] = {
    amendments.StepAdded: "step-added",
    amendments.StepDropped: "step-dropped",
    amendments.StepRetimed: "step-retimed",
    amendments.StepReassigned: "step-reassigned",
    amendments.PhaseRetimed: "phase-retimed",
    amendments.WindowOpened: "window-opened",
}

LIFTS: Final[dict[tuple[str, int], Lift]] = {}

CODEC: Final = Codec(KINDS, PARTS, LIFTS)
