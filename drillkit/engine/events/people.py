"""What happens between people: calls, answers, updates, words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from drillkit.engine.events.life import Texts

Answer = Literal["received", "took-charge", "read-back", "written"]
Rating = Literal["P", "S", "M", "U"]
WashSort = Literal["well", "improve", "idea"]
# What a feedback form asks, each from 1 (strongly disagree) to 5 (strongly agree).
FEEDBACK: Final = (
    "structured",
    "realistic",
    "facilitated",
    "documents",
    "fitting",
    "people",
    "practised",
    "prepared",
)


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
class MessageDelivered:
    """A message really went out, at ``wall_ms``, so its clocks count wall time.

    ``dues`` says when, by obligation, on the wall (UTC, epoch ms).
    """

    message: str
    wall_ms: int
    channel: str
    dues: Mapping[str, int]


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


@dataclass(frozen=True, slots=True)
class Rated:
    """An evaluator rated an objective."""

    objective: str
    rating: Rating
    text: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class HotWashNoted:
    """One point of a department's hot wash; ``owner`` sees to it, by name or role."""

    department: str
    sort: WashSort
    text: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """One filled form: what was answered of ``FEEDBACK``, and words.

    Without a ``role`` it is anonymous, and its entry says no origin either.
    """

    answers: Mapping[str, int]
    text: str = ""
    role: str = ""


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
