"""What people and controllers may ask of a drill, in the imperative.

A ``Move`` is an act at a drill time with its origin.  Nothing here checks
anything: ``decide`` answers every move with events, a refusal among them.
"""

from dataclasses import dataclass

from drillkit.engine.commands.controls import (
    Amend,
    Begin,
    BeginTimeOut,
    DeclareEmergency,
    EndDrill,
    EndEmergency,
    EndTimeOut,
    JoinRun,
    Jump,
    Pass,
    Pause,
    Resume,
    ReturnTo,
    SetSpeed,
    Stall,
    StateInstant,
)
from drillkit.engine.commands.outside import (
    AddItem,
    AnswerRequest,
    EstimateItem,
    MarkItem,
    MissLeg,
    ReverseStop,
    StandDownJourney,
    StandDownRequest,
    StartClock,
    StopClock,
)
from drillkit.engine.commands.people import (
    AcceptLoss,
    AnswerCall,
    CallOut,
    Correct,
    EnterDecision,
    GiveFeedback,
    Note,
    Observe,
    Rate,
    ReportDelivery,
    SendNotice,
    SendUpdate,
    SignPaper,
    TakeCommand,
    Tell,
    WriteHotWash,
)
from drillkit.engine.commands.story import (
    EditInject,
    HoldInject,
    MeetExpectation,
    ReleaseInject,
    ReportSpoken,
    SkipInject,
    TriggerInject,
    WriteInject,
)
from drillkit.engine.commands.work import (
    Count,
    ReportFacts,
    SetLevel,
    SettleStep,
    SkipStep,
    TakeStep,
    UndoStep,
)
from drillkit.engine.entry import Origin

Act = (
    Begin
    | StateInstant
    | Pass
    | TakeStep
    | SettleStep
    | SkipStep
    | UndoStep
    | Count
    | ReportFacts
    | SetLevel
    | AnswerCall
    | ReportDelivery
    | CallOut
    | Tell
    | SendUpdate
    | SendNotice
    | SignPaper
    | TakeCommand
    | AnswerRequest
    | StandDownRequest
    | StandDownJourney
    | MissLeg
    | StopClock
    | StartClock
    | ReverseStop
    | AddItem
    | MarkItem
    | EstimateItem
    | TriggerInject
    | HoldInject
    | ReleaseInject
    | SkipInject
    | EditInject
    | WriteInject
    | ReportSpoken
    | MeetExpectation
    | Pause
    | Resume
    | SetSpeed
    | Jump
    | BeginTimeOut
    | EndTimeOut
    | DeclareEmergency
    | EndEmergency
    | EndDrill
    | Stall
    | JoinRun
    | ReturnTo
    | Amend
    | AcceptLoss
    | EnterDecision
    | Note
    | Observe
    | Rate
    | WriteHotWash
    | GiveFeedback
    | Correct
)


@dataclass(frozen=True, slots=True)
class Move:
    """An act at a drill time; ``key`` makes asking twice the same as once.

    ``wall_ms`` is the wall's time, without which what counts wall time waits until
    drill time goes on.
    """

    at: int
    act: Act
    origin: Origin | None = None
    key: str = ""
    wall_ms: int | None = None


__all__ = [
    "AcceptLoss",
    "Act",
    "AddItem",
    "Amend",
    "AnswerCall",
    "AnswerRequest",
    "Begin",
    "BeginTimeOut",
    "CallOut",
    "Correct",
    "Count",
    "DeclareEmergency",
    "EditInject",
    "EndDrill",
    "EndEmergency",
    "EndTimeOut",
    "EnterDecision",
    "EstimateItem",
    "GiveFeedback",
    "HoldInject",
    "JoinRun",
    "Jump",
    "MarkItem",
    "MeetExpectation",
    "MissLeg",
    "Move",
    "Note",
    "Observe",
    "Pass",
    "Pause",
    "Rate",
    "ReleaseInject",
    "ReportDelivery",
    "ReportFacts",
    "ReportSpoken",
    "Resume",
    "ReturnTo",
    "ReverseStop",
    "SendNotice",
    "SendUpdate",
    "SetLevel",
    "SetSpeed",
    "SettleStep",
    "SignPaper",
    "SkipInject",
    "SkipStep",
    "Stall",
    "StandDownJourney",
    "StandDownRequest",
    "StartClock",
    "StateInstant",
    "StopClock",
    "TakeCommand",
    "TakeStep",
    "Tell",
    "TriggerInject",
    "UndoStep",
    "WriteHotWash",
    "WriteInject",
]
