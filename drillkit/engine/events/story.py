"""What becomes of the scenario, of injects and of what they ask for."""

from dataclasses import dataclass, field

from drillkit.engine.events.life import Texts


@dataclass(frozen=True, slots=True)
class ScenarioSealed:
    """The scenario's text, with which the director's private log begins."""

    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class DirectorNoted:
    """The private log has grown to entry ``seq``, which ends in ``hash``.

    What it says takes effect here and stays secret until ENDEX; the hash shows
    then that nothing was put in, taken out or changed since.
    """

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class DirectorTold:
    """The private log's next entries, as lines of its export, told after ENDEX."""

    lines: tuple[str, ...]


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
class InjectSpoken:
    """A role-player told it by word of mouth: to whom, and what was heard.

    ``answered`` is False when nobody could be reached, so that it waits for more.
    """

    inject: str
    whom: str
    heard: str
    answered: bool = True


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
