"""What can happen in a drill, each a fact that cannot be refused.

Events hold what they changed, computed instants included, so that a log
replays without its runbooks and without a calendar.  Times are drill
milliseconds since STARTEX unless a name says otherwise; when an event
happened is its entry's to say.

    the drill    DrillBegan, Paused, Resumed, SpeedChanged, Jumped, TimeOutBegan,
                 TimeOutEnded, EmergencyDeclared, EmergencyEnded, DrillStalled,
                 ScenarioRevealed, DrillEnded
    runs         RunJoined, RunBegan, PhaseEntered, PhaseLeft, MilestoneReached,
                 MilestoneWithdrawn
    steps        StepOpened, StepStarted, StepWaited, StepResumed, StepSettled,
                 StepReopened, ItemsCounted, FactsReported
    severity     Classified, LevelChanged
    obligations  ObligationOpened, ObligationMoved, ObligationKept,
                 ObligationBroken, ObligationClosed, ObligationAccepted
    people       CallMade, CallAnswered, UpdateSent, NoticeSent, CommandTaken
    outside      RequestMade, RequestAnswered, JourneyPlanned, LegDeparted,
                 LegArrived, LegMissed, PartReserved, ClockStopped, ClockStarted,
                 StopReversed
    the table    ItemListed, ItemMarked, ItemEstimated
    the story    InjectDelivered, InjectHeld, InjectReleased, InjectSkipped,
                 InjectEdited, InjectWritten, ExpectationMet, ExpectationMissed
    words        DecisionTaken, NoteWritten, Observed, Rated, Corrected
    the plan     PlanAmended
    refusals     MoveRefused
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drillkit.engine.amendments import Change

Mode = Literal["live", "drill", "rehearsal"]
FactValue = str | int | bool
Answer = Literal["received", "took-charge", "read-back", "written"]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RunListed:
    """A run the drill has from its start, and what it waits for, if anything."""

    run: str
    runbook: str
    begins: str = ""


@dataclass(frozen=True, slots=True)
class ItemListed:
    """A broken thing joins the affected table."""

    item: str
    kind: str
    priority: int = 9
    users: int = 0
    client: str = ""
    site: str = ""
    emergency_services: bool = False
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrillBegan:
    """STARTEX.  ``plan`` is the text of every plan file, by path, as it was."""

    drill: str
    mode: Mode
    scenario: str
    scenario_hash: str
    title: Texts
    exercise: str
    lead: str
    runs: tuple[RunListed, ...]
    items: tuple[ItemListed, ...]
    level: str
    starts_ms: int
    zone: str
    onset: int | None
    ends_when: str
    ends_at: int | None
    plan: Mapping[str, str]
    plan_hash: str
    wall_ms: int
    seed: int
    program: str


@dataclass(frozen=True, slots=True)
class Paused:
    """Drill and story time stand still."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """Drill and story time go on."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class SpeedChanged:
    """Drill time runs at ``numerator / denominator`` of wall time."""

    numerator: int
    denominator: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Jumped:
    """Drill time skipped forward to ``to``."""

    to: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class TimeOutBegan:
    """One department stands aside; the rest of the drill goes on."""

    department: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeOutEnded:
    """The department is back."""

    department: str


@dataclass(frozen=True, slots=True)
class EmergencyDeclared:
    """REAL EMERGENCY: clocks stop and exercise messages stop."""

    wall_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyEnded:
    """The drill goes on after a real emergency."""

    wall_ms: int


@dataclass(frozen=True, slots=True)
class DrillStalled:
    """Nothing is due, nobody can move, and it is not over."""

    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRevealed:
    """The scenario's text, kept from the shared log until ENDEX."""

    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class DrillEnded:
    """ENDEX."""

    how: Literal["normal", "time", "director", "broken-off", "stalled"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RunJoined:
    """A further department's plan joins while the drill runs."""

    run: str
    runbook: str
    begins: str = ""
    plan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A department starts to follow its runbook."""

    run: str
    department: str


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """``order`` is the phase's place in its document."""

    run: str
    path: str
    visit: int
    order: int


@dataclass(frozen=True, slots=True)
class PhaseLeft:
    """``to`` is where the run went, ``""`` when an outer phase took it along."""

    run: str
    path: str
    visit: int
    how: Literal["done", "outcome", "deadline", "overtaken", "returned"]
    outcome: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """``run`` is ``""`` for the company's own milestone."""

    run: str
    name: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneWithdrawn:
    """The phase or step that reached it was entered again."""

    run: str
    name: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step may be worked on, by ``crew``: so many people of each role."""

    run: str
    path: str
    visit: int
    verb: str
    crew: Mapping[str, int]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StepStarted:
    """People took the step in hand; ``until`` is when its site closes, if it does."""

    run: str
    path: str
    visit: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepWaited:
    """Work stands: a closed window, a part, an answer from outside."""

    run: str
    path: str
    visit: int
    why: Literal["window", "part", "provider", "journey"]
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepResumed:
    """Work goes on after a wait; ``until`` is when its site closes, if it does."""

    run: str
    path: str
    visit: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class StepSettled:
    """A step needs nobody any more."""

    run: str
    path: str
    visit: int
    how: Literal["done", "skipped", "overtaken", "requested"]
    outcome: str = "done"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepReopened:
    """A step settled by mistake is open again."""

    run: str
    path: str
    visit: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemsCounted:
    """A roll-call or batch stands at ``count`` of ``total``."""

    run: str
    path: str
    visit: int
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class FactsReported:
    """A department said what it knows."""

    run: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Classified:
    """A run has a level; ``row`` is the level's own row or ``""`` by decision."""

    run: str
    level: str
    was: str
    facts: Mapping[str, FactValue]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """The drill's level: the worst of its runs'."""

    level: str
    was: str


ObligationKind = Literal[
    "step-target",
    "phase-target",
    "acknowledge",
    "answer",
    "tell",
    "update",
    "restore",
    "sla",
    "notice",
    "provider",
    "approval",
    "expected",
]


@dataclass(frozen=True, slots=True)
class ObligationOpened:
    """A promise with a clock.

    ``obligation`` is its id, ``subject`` what it is about (a step's path, a
    client, an audience), ``due`` None while its clock stands.
    """

    obligation: str
    kind: ObligationKind
    subject: str
    run: str
    anchor: str
    anchored_at: int
    limit: int
    due: int | None
    late_by_classification: bool = False


@dataclass(frozen=True, slots=True)
class ObligationMoved:
    """It is due at another time, or its clock stands (``due`` None)."""

    obligation: str
    due: int | None
    why: Literal[
        "level", "stop-clock", "amendment", "anchor", "time-out", "jumped", "window"
    ]
    limit: int
    late_by_classification: bool = False


@dataclass(frozen=True, slots=True)
class ObligationKept:
    """Done; late when it was broken before."""

    obligation: str


@dataclass(frozen=True, slots=True)
class ObligationBroken:
    """The due time passed."""

    obligation: str


@dataclass(frozen=True, slots=True)
class ObligationClosed:
    """Nobody owes it any more."""

    obligation: str
    why: Literal["overtaken", "skipped", "not-finished", "withdrawn", "replaced"]


@dataclass(frozen=True, slots=True)
class ObligationAccepted:
    """A lost promise was accepted by name, with a new date (story ms)."""

    obligation: str
    by: str
    until_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class CallMade:
    """Somebody was called out or told; ``subject`` is what it is about.

    ``rung`` counts the ladder's rungs from 1, 0 outside a ladder.
    """

    call: str
    run: str
    role: str
    why: Literal["alarm", "no-answer", "overrun", "notify", "tell"]
    subject: str
    answer: Answer
    rung: int = 0
    deputy_for: str = ""
    audience: str = ""
    says: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The one who was called received it, or took charge."""

    call: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class UpdateSent:
    """An audience heard how it stands; ``next_due`` is the promised next word."""

    audience: str
    run: str
    path: str
    says: Texts
    next_due: int | None


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A regulatory notice went out."""

    notice: str


@dataclass(frozen=True, slots=True)
class CommandTaken:
    """This role has command from here on."""

    role: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class RequestMade:
    """A provider was asked for a service."""

    request: str
    run: str
    path: str
    visit: int
    provider: str
    service: str


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """The provider reports."""

    request: str
    outcome: Literal["acknowledged", "done", "refused"]


@dataclass(frozen=True, slots=True)
class JourneyLeg:
    """One leg as planned, story instants already turned into drill time."""

    origin: str
    destination: str
    departs_at: int
    arrives_at: int


@dataclass(frozen=True, slots=True)
class JourneyPlanned:
    """The earliest workable chain of legs from now."""

    journey: str
    run: str
    path: str
    visit: int
    legs: tuple[JourneyLeg, ...]
    part: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class LegDeparted:
    """People or parts are on their way."""

    journey: str
    leg: int


@dataclass(frozen=True, slots=True)
class LegArrived:
    """They have come to the end of a leg."""

    journey: str
    leg: int


@dataclass(frozen=True, slots=True)
class LegMissed:
    """They did not get away; the journey is planned anew or given up."""

    journey: str
    leg: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PartReserved:
    """One part less in the store."""

    store: str
    part: str
    left: int


@dataclass(frozen=True, slots=True)
class ClockStopped:
    """A contract's listed reason stops the client's clock."""

    client: str
    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockStarted:
    """The reason is gone; the client's clock counts again."""

    client: str
    code: str


@dataclass(frozen=True, slots=True)
class StopReversed:
    """A stop was claimed wrongly; it counts as zero and stays visible."""

    client: str
    code: str
    stopped_at: int
    reason: str


@dataclass(frozen=True, slots=True)
class ItemMarked:
    """An affected item reached a milestone, said by ``confirmed_by``."""

    item: str
    milestone: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ItemEstimated:
    """When the item is expected back; None withdraws the estimate."""

    item: str
    restored_at: int | None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class InjectDelivered:
    """News reached its players.  The text travels with the event, since the
    scenario stays secret until ENDEX."""

    inject: str
    to: str
    via: str
    sender: Texts
    says: Texts
    due: int | None
    expects: int = 0
    number: str = ""
    script: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InjectHeld:
    """A controller keeps the inject back."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectReleased:
    """The inject may come at its time again."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectSkipped:
    """The inject will not come."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InjectEdited:
    """The inject says something else, or comes at another time."""

    inject: str
    says: Texts
    due: int | None = None


@dataclass(frozen=True, slots=True)
class InjectWritten:
    """A controller wrote an inject on the spot."""

    inject: str
    to: str
    says: Texts
    sender: Texts
    via: str = "message"
    due: int | None = None


@dataclass(frozen=True, slots=True)
class ExpectationMet:
    """Players did what an inject asked for; ``number`` counts from 1."""

    inject: str
    number: int


@dataclass(frozen=True, slots=True)
class ExpectationMissed:
    """The time allowed passed without it."""

    inject: str
    number: int


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """What, by whom by name, why, what was rejected, when to look again."""

    what: str
    by: str
    why: str
    rejected: str = ""
    look_again: int | None = None
    run: str = ""


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """Anything worth keeping; ``subject`` is a run, a step or an item."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """An evaluator saw something."""

    text: str
    department: str = ""
    objective: str = ""


Rating = Literal["P", "S", "M", "U"]


@dataclass(frozen=True, slots=True)
class Rated:
    """An evaluator rated an objective."""

    objective: str
    rating: Rating
    text: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Entry ``seq`` was wrong; both stay visible.

    ``happened`` moves when it happened, ``text`` says what is right, and
    ``void`` says it did not happen at all.
    """

    seq: int
    reason: str
    text: str = ""
    happened: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class PlanAmended:
    """The drill's plan is different from now on; the files are not touched."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class MoveRefused:
    """Somebody tried what is not allowed, which is worth knowing.

    ``why`` is a message id and ``words`` its words.
    """

    move: str
    why: str
    words: Mapping[str, str]


Event = (
    DrillBegan
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
    | UpdateSent
    | NoticeSent
    | CommandTaken
    | RequestMade
    | RequestAnswered
    | JourneyPlanned
    | LegDeparted
    | LegArrived
    | LegMissed
    | PartReserved
    | ClockStopped
    | ClockStarted
    | StopReversed
    | ItemListed
    | ItemMarked
    | ItemEstimated
    | InjectDelivered
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
    | Corrected
    | PlanAmended
    | MoveRefused
)
