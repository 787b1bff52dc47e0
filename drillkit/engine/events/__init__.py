"""What can happen in a drill, each a fact that cannot be refused.

Events hold what they changed, computed instants included, so that a log
replays without its runbooks and without a calendar.  Times are drill
milliseconds since STARTEX unless a name says otherwise; when an event
happened is its entry's to say.

    the drill    DrillBegan, InstantStated, Paused, Resumed, SpeedChanged, Jumped,
                 TimeOutBegan, TimeOutEnded, EmergencyDeclared, EmergencyEnded,
                 DrillStalled, ScenarioRevealed, DrillEnded
    runs         RunJoined, RunBegan, PhaseEntered, PhaseLeft, MilestoneReached,
                 MilestoneWithdrawn
    steps        StepOpened, StepStarted, StepWaited, StepResumed, StepSettled,
                 StepReopened, ItemsCounted, FactsReported
    severity     Classified, LevelChanged
    obligations  ObligationOpened, ObligationMoved, ObligationKept,
                 ObligationBroken, ObligationClosed, ObligationAccepted
    people       CallMade, CallAnswered, MessageDelivered, UpdateSent, NoticeSent,
                 CommandTaken
    outside      RequestMade, RequestAnswered, RequestStoodDown, JourneyPlanned,
                 LegDeparted, LegArrived, LegMissed, JourneyStoodDown, PartReserved,
                 PartReturned, ClockStopped, ClockStarted, StopReversed
    the table    ItemListed, ItemMarked, ItemEstimated
    the story    ScenarioSealed, DirectorNoted, DirectorTold, InjectDelivered,
                 InjectHeld, InjectReleased, InjectSkipped, InjectEdited,
                 InjectWritten, InjectSpoken, ExpectationMet, ExpectationMissed
    words        DecisionTaken, NoteWritten, Observed, Rated, HotWashNoted,
                 FeedbackGiven, Corrected
    the plan     PlanAmended
    refusals     MoveRefused
"""

from drillkit.engine.events.life import (
    DrillBegan,
    DrillEnded,
    DrillStalled,
    EmergencyDeclared,
    EmergencyEnded,
    InstantStated,
    ItemListed,
    Jumped,
    LevelChanged,
    Mode,
    MoveRefused,
    Paused,
    PlanAmended,
    Resumed,
    RunListed,
    ScenarioRevealed,
    SpeedChanged,
    Texts,
    TimeOutBegan,
    TimeOutEnded,
)
from drillkit.engine.events.outside import (
    ClockStarted,
    ClockStopped,
    ItemEstimated,
    ItemMarked,
    JourneyLeg,
    JourneyPlanned,
    JourneyStoodDown,
    LegArrived,
    LegDeparted,
    LegMissed,
    PartReserved,
    PartReturned,
    RequestAnswered,
    RequestMade,
    RequestStoodDown,
    StopReversed,
)
from drillkit.engine.events.people import (
    FEEDBACK,
    Answer,
    CallAnswered,
    CallMade,
    CommandTaken,
    Corrected,
    DecisionTaken,
    FeedbackGiven,
    HotWashNoted,
    MessageDelivered,
    NoteWritten,
    NoticeSent,
    Observed,
    Rated,
    Rating,
    UpdateSent,
    WashSort,
)
from drillkit.engine.events.promises import (
    ObligationAccepted,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationKind,
    ObligationMoved,
    ObligationOpened,
)
from drillkit.engine.events.runs import (
    Classified,
    FactsReported,
    FactValue,
    MilestoneReached,
    MilestoneWithdrawn,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
    RunJoined,
)
from drillkit.engine.events.steps import (
    ItemsCounted,
    StepOpened,
    StepReopened,
    StepResumed,
    StepSettled,
    StepStarted,
    StepWaited,
)
from drillkit.engine.events.story import (
    DirectorNoted,
    DirectorTold,
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectSpoken,
    InjectWritten,
    ScenarioSealed,
)

Event = (
    DrillBegan
    | InstantStated
    | Paused
    | Resumed
    | SpeedChanged
    | Jumped
    | TimeOutBegan
    | TimeOutEnded
    | EmergencyDeclared
    | EmergencyEnded
    | DrillStalled
    | ScenarioRevealed
    | DrillEnded
    | RunJoined
    | RunBegan
    | PhaseEntered
    | PhaseLeft
    | MilestoneReached
    | MilestoneWithdrawn
    | StepOpened
    | StepStarted
    | StepWaited
    | StepResumed
    | StepSettled
    | StepReopened
    | ItemsCounted
    | FactsReported
    | Classified
    | LevelChanged
    | ObligationOpened
    | ObligationMoved
    | ObligationKept
    | ObligationBroken
    | ObligationClosed
    | ObligationAccepted
    | CallMade
    | CallAnswered
    | MessageDelivered
    | UpdateSent
    | NoticeSent
    | CommandTaken
    | RequestMade
    | RequestAnswered
    | RequestStoodDown
    | JourneyPlanned
    | LegDeparted
    | LegArrived
    | LegMissed
    | JourneyStoodDown
    | PartReserved
    | PartReturned
    | ClockStopped
    | ClockStarted
    | StopReversed
    | ItemListed
    | ItemMarked
    | ItemEstimated
    | ScenarioSealed
    | DirectorNoted
    | DirectorTold
    | InjectDelivered
    | InjectSpoken
    | InjectHeld
    | InjectReleased
    | InjectSkipped
    | InjectEdited
    | InjectWritten
    | ExpectationMet
    | ExpectationMissed
    | DecisionTaken
    | NoteWritten
    | Observed
    | Rated
    | HotWashNoted
    | FeedbackGiven
    | Corrected
    | PlanAmended
    | MoveRefused
)

__all__ = [
    "FEEDBACK",
    "Answer",
    "CallAnswered",
    "CallMade",
    "Classified",
    "ClockStarted",
    "ClockStopped",
    "CommandTaken",
    "Corrected",
    "DecisionTaken",
    "DirectorNoted",
    "DirectorTold",
    "DrillBegan",
    "DrillEnded",
    "DrillStalled",
    "EmergencyDeclared",
    "EmergencyEnded",
    "Event",
    "ExpectationMet",
    "ExpectationMissed",
    "FactValue",
    "FactsReported",
    "FeedbackGiven",
    "HotWashNoted",
    "InjectDelivered",
    "InjectEdited",
    "InjectHeld",
    "InjectReleased",
    "InjectSkipped",
    "InjectSpoken",
    "InjectWritten",
    "InstantStated",
    "ItemEstimated",
    "ItemListed",
    "ItemMarked",
    "ItemsCounted",
    "JourneyLeg",
    "JourneyPlanned",
    "JourneyStoodDown",
    "Jumped",
    "LegArrived",
    "LegDeparted",
    "LegMissed",
    "LevelChanged",
    "MessageDelivered",
    "MilestoneReached",
    "MilestoneWithdrawn",
    "Mode",
    "MoveRefused",
    "NoteWritten",
    "NoticeSent",
    "ObligationAccepted",
    "ObligationBroken",
    "ObligationClosed",
    "ObligationKept",
    "ObligationKind",
    "ObligationMoved",
    "ObligationOpened",
    "Observed",
    "PartReserved",
    "PartReturned",
    "Paused",
    "PhaseEntered",
    "PhaseLeft",
    "PlanAmended",
    "Rated",
    "Rating",
    "RequestAnswered",
    "RequestMade",
    "RequestStoodDown",
    "Resumed",
    "RunBegan",
    "RunJoined",
    "RunListed",
    "ScenarioRevealed",
    "ScenarioSealed",
    "SpeedChanged",
    "StepOpened",
    "StepReopened",
    "StepResumed",
    "StepSettled",
    "StepStarted",
    "StepWaited",
    "StopReversed",
    "Texts",
    "TimeOutBegan",
    "TimeOutEnded",
    "UpdateSent",
    "WashSort",
]
