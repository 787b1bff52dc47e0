"""What people say to each other and write down."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drillkit.engine import events
from drillkit.engine.events import Answer, Texts


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Answer a call: received, took charge."""

    call: str
    answer: Answer = "received"


@dataclass(frozen=True, slots=True)
class ReportDelivery:
    """Say that a message really went out, at ``wall_ms``.

    It is named as the clock it started: what follows the kind in the promise's id.
    """

    message: str
    wall_ms: int
    channel: str = ""


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
    rating: events.Rating
    text: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class WriteHotWash:
    """Write one point of a department's hot wash."""

    department: str
    sort: events.WashSort
    text: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Hand in a feedback form; without a ``role`` nobody knows whose it is."""

    answers: Mapping[str, int]
    text: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """Say that entry ``seq`` was wrong; both stay visible."""

    seq: int
    reason: str
    text: str = ""
    happened: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class AcceptLoss:
    """Accept a lost promise by name, with a new date (story ms)."""

    obligation: str
    by: str
    until_ms: int
    reason: str
