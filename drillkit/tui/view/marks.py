"""The mark and the short word of each kind of entry: `+ STEP`, `! INJ`."""

from typing import Final

from drillkit.engine import events
from drillkit.engine.events import Event
from drillkit.language import N_
from drillkit.tui.view.values import Tone

INJECT: Final = ("!", N_("INJ"))
STEP: Final = ("+", N_("STEP"))
PHASE: Final = (">", N_("PHASE"))
ANSWER: Final = ("=", N_("ACK"))
CALL: Final = ("?", N_("CALL"))
WORD: Final = ("@", N_("UPD"))
DECISION: Final = ("*", N_("DEC"))
NOTE: Final = ("~", N_("NOTE"))
CLOCK: Final = ("o", N_("CLK"))
LEVEL: Final = ("#", N_("LEVEL"))
PROMISE: Final = ("%", N_("TERM"))
LATE: Final = ("!", N_("LATE"))
OUTSIDE: Final = ("-", N_("OUT"))
ITEM: Final = ("&", N_("ITEM"))
JUDGED: Final = ("^", N_("OBS"))
REFUSED: Final = ("x", N_("NO"))

Mark = tuple[str, str]

MARKS: Final[dict[type, Mark]] = {
    events.InjectDelivered: INJECT,
    events.InjectSpoken: CALL,
    events.InjectHeld: INJECT,
    events.InjectReleased: INJECT,
    events.InjectSkipped: INJECT,
    events.InjectEdited: INJECT,
    events.InjectWritten: INJECT,
    events.StepOpened: STEP,
    events.StepStarted: STEP,
    events.StepWaited: STEP,
    events.StepResumed: STEP,
    events.StepSettled: STEP,
    events.StepReopened: STEP,
    events.ItemsCounted: STEP,
    events.RunJoined: PHASE,
    events.RunBegan: PHASE,
    events.PhaseEntered: PHASE,
    events.PhaseLeft: PHASE,
    events.MilestoneReached: PHASE,
    events.MilestoneWithdrawn: PHASE,
    events.PlanAmended: PHASE,
    events.CallAnswered: ANSWER,
    events.CallMade: CALL,
    events.UpdateSent: WORD,
    events.NoticeSent: WORD,
    events.DecisionTaken: DECISION,
    events.CommandTaken: DECISION,
    events.NoteWritten: NOTE,
    events.Corrected: NOTE,
    events.FactsReported: LEVEL,
    events.Classified: LEVEL,
    events.LevelChanged: LEVEL,
    events.ObligationOpened: PROMISE,
    events.ObligationMoved: PROMISE,
    events.ObligationKept: PROMISE,
    events.ObligationClosed: PROMISE,
    events.ObligationAccepted: PROMISE,
    events.ObligationBroken: LATE,
    events.MessageDelivered: WORD,
    events.RequestMade: OUTSIDE,
    events.RequestStoodDown: OUTSIDE,
    events.JourneyStoodDown: OUTSIDE,
    events.PartReturned: OUTSIDE,
    events.RequestAnswered: OUTSIDE,
    events.JourneyPlanned: OUTSIDE,
    events.LegDeparted: OUTSIDE,
    events.LegArrived: OUTSIDE,
    events.LegMissed: OUTSIDE,
    events.PartReserved: OUTSIDE,
    events.ClockStopped: OUTSIDE,
    events.ClockStarted: OUTSIDE,
    events.StopReversed: OUTSIDE,
    events.ItemListed: ITEM,
    events.ItemMarked: ITEM,
    events.ItemEstimated: ITEM,
    events.ExpectationMet: JUDGED,
    events.ExpectationMissed: JUDGED,
    events.Observed: JUDGED,
    events.Rated: JUDGED,
    events.HotWashNoted: NOTE,
    events.FeedbackGiven: NOTE,
    events.MoveRefused: REFUSED,
    events.ScenarioSealed: INJECT,
    events.DirectorNoted: INJECT,
    events.DirectorTold: INJECT,
    events.InstantStated: NOTE,
    events.DrillBegan: CLOCK,
    events.Paused: CLOCK,
    events.Resumed: CLOCK,
    events.SpeedChanged: CLOCK,
    events.Jumped: CLOCK,
    events.TimeOutBegan: CLOCK,
    events.TimeOutEnded: CLOCK,
    events.EmergencyDeclared: CLOCK,
    events.EmergencyEnded: CLOCK,
    events.DrillStalled: CLOCK,
    events.ScenarioRevealed: CLOCK,
    events.DrillEnded: CLOCK,
}
# Only what is wrong has a colour of its own.
TONES: Final[dict[Mark, Tone]] = {INJECT: "attention", LATE: "late", REFUSED: "dim"}


def mark_of(event: Event) -> Mark:
    """The mark and the word (a message id) of an entry."""
    return MARKS[type(event)]
