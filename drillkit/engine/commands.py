"""What people and controllers may ask of a drill, in the imperative.

A ``Move`` is an act at a drill time with its origin.  Nothing here checks
anything: ``decide`` answers every move with events, a refusal among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drillkit.engine.amendments import Change
from drillkit.engine.entry import Origin
from drillkit.engine.events import Answer, DrillBegan, FactValue, ItemListed, Texts
from drillkit.engine.events import Rating as RatingWord


@dataclass(frozen=True, slots=True)
class Begin:
    """STARTEX."""

    began: DrillBegan


@dataclass(frozen=True, slots=True)
class Pass:
    """Time has passed: everything due until now happens."""


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Take a step in hand."""

    run: str
    path: str


@dataclass(frozen=True, slots=True)
class SettleStep:
    """Say that a step is done, or how it came out."""

    run: str
    path: str
    outcome: str = "done"


@dataclass(frozen=True, slots=True)
class SkipStep:
    """Leave a step out, with a reason."""

    run: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Open a step again that was settled by mistake."""

    run: str
    path: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Say how many of a roll-call or batch are counted."""

    run: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Say what the department knows."""

    run: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class SetLevel:
    """Decide a run's level against its classification."""

    run: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Answer a call: received, took charge."""

    call: str
    answer: Answer = "received"


@dataclass(frozen=True, slots=True)
class CallOut:
    """Call a role by hand."""

    run: str
    role: str
    says: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell an audience what has happened."""

    audience: str
    says: Texts = field(default_factory=dict)
    run: str = ""


@dataclass(frozen=True, slots=True)
class SendUpdate:
    """Tell an audience how it stands; ``next_in`` promises the next word."""

    audience: str
    says: Texts = field(default_factory=dict)
    next_in: int | None = None
    run: str = ""


@dataclass(frozen=True, slots=True)
class SendNotice:
    """Send a regulatory notice."""

    notice: str


@dataclass(frozen=True, slots=True)
class SignPaper:
    """Sign what was asked for earlier."""

    obligation: str


@dataclass(frozen=True, slots=True)
class TakeCommand:
    """Accept command."""

    role: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """Enter what a provider reports."""

    request: str
    outcome: Literal["acknowledged", "done", "refused"]


@dataclass(frozen=True, slots=True)
class MissLeg:
    """Say that a leg was missed; the journey is planned anew."""

    journey: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StopClock:
    """Stop a client's clock for a listed reason."""

    client: str
    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StartClock:
    """Let a client's clock count again."""

    client: str
    code: str


@dataclass(frozen=True, slots=True)
class ReverseStop:
    """Take back a stop that should not have been."""

    client: str
    code: str
    stopped_at: int
    reason: str


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add a line to the affected table."""

    item: ItemListed


@dataclass(frozen=True, slots=True)
class MarkItem:
    """Say that an affected item reached a milestone."""

    item: str
    milestone: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class EstimateItem:
    """Say when an item is expected back (drill time), or take it back."""

    item: str
    restored_at: int | None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class TriggerInject:
    """Deliver an inject now."""

    inject: str


@dataclass(frozen=True, slots=True)
class HoldInject:
    """Keep an inject back."""

    inject: str


@dataclass(frozen=True, slots=True)
class ReleaseInject:
    """Let a held inject come at its time."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject:
    """Leave an inject out."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EditInject:
    """Change what an inject says or when it comes (drill time)."""

    inject: str
    says: Texts = field(default_factory=dict)
    due: int | None = None


@dataclass(frozen=True, slots=True)
class WriteInject:
    """Write an inject on the spot; without a time it waits for a trigger."""

    inject: str
    to: str
    says: Texts
    sender: Texts = field(default_factory=dict)
    via: str = "message"
    due: int | None = None


@dataclass(frozen=True, slots=True)
class MeetExpectation:
    """Say that players did what an inject asked for."""

    inject: str
    number: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop drill time."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let drill time go on."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Let drill time run at ``numerator / denominator`` of wall time."""

    numerator: int
    denominator: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Skip forward to the drill time ``to``."""

    to: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class BeginTimeOut:
    """Let one department stand aside."""

    department: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndTimeOut:
    """Bring the department back."""

    department: str


@dataclass(frozen=True, slots=True)
class DeclareEmergency:
    """REAL EMERGENCY."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndEmergency:
    """Go on with the drill after it."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class EndDrill:
    """ENDEX by the director, or broken off."""

    broken_off: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stall:
    """Nobody will move any more: say what is waited for and stop."""


@dataclass(frozen=True, slots=True)
class JoinRun:
    """Let a further department's plan join."""

    run: str
    runbook: str
    begins: str = ""
    plan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnTo:
    """Send a run back to a phase, with a reason."""

    run: str
    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class Amend:
    """Change the drill's plan from now on."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptLoss:
    """Accept a lost promise by name, with a new date (story ms)."""

    obligation: str
    by: str
    until_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class EnterDecision:
    """Write a decision into the decision log."""

    what: str
    by: str
    why: str
    rejected: str = ""
    look_again: int | None = None
    run: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Write anything worth keeping."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Observe:
    """Write what an evaluator saw."""

    text: str
    department: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """Rate an objective."""

    objective: str
    rating: RatingWord
    text: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """Say that entry ``seq`` was wrong; both stay visible."""

    seq: int
    reason: str
    text: str = ""
    happened: int | None = None
    void: bool = False


Act = (
    Begin
    | Pass
    | TakeStep
    | SettleStep
    | SkipStep
    | UndoStep
    | Count
    | ReportFacts
    | SetLevel
    | AnswerCall
    | CallOut
    | Tell
    | SendUpdate
    | SendNotice
    | SignPaper
    | TakeCommand
    | AnswerRequest
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
    | Correct
)


@dataclass(frozen=True, slots=True)
class Move:
    """An act at a drill time; ``key`` makes asking twice the same as once."""

    at: int
    act: Act
    origin: Origin | None = None
    key: str = ""
