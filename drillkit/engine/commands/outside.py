"""What is entered about the world outside."""

from dataclasses import dataclass
from typing import Literal

from drillkit.engine.events import ItemListed


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """Enter what a provider reports."""

    request: str
    outcome: Literal["acknowledged", "done", "refused"]


@dataclass(frozen=True, slots=True)
class StandDownRequest:
    """Tell a provider that it is not needed any more."""

    request: str
    reason: str


@dataclass(frozen=True, slots=True)
class StandDownJourney:
    """Call back people or parts on their way."""

    journey: str
    reason: str


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
