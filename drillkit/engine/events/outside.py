"""What happens outside: providers, journeys, clients' clocks, items."""

from dataclasses import dataclass
from typing import Literal


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
class RequestStoodDown:
    """The provider was told that it is not needed any more."""

    request: str
    reason: str


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
class JourneyStoodDown:
    """Who was on the way to or on this leg was called back."""

    journey: str
    leg: int
    reason: str


@dataclass(frozen=True, slots=True)
class PartReserved:
    """One part less in the store."""

    store: str
    part: str
    left: int


@dataclass(frozen=True, slots=True)
class PartReturned:
    """A part that never left its store is free again."""

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
