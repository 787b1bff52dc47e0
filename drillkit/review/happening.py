"""One entry of a log, with what is known of it today.

An entry counts from when it really happened: what its author said, or what a later
correction said; what the engine wrote because of it shares its fate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from drillkit.engine.entry import Entry, Origin
from drillkit.engine.events import (
    Classified,
    Corrected,
    Event,
    ExpectationMet,
    InjectDelivered,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    MilestoneWithdrawn,
    ObligationKept,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
    StepOpened,
)

E_co = TypeVar("E_co", covariant=True)

# What the engine writes in the same breath as a person's entry, because of it.
FOLLOWS = (
    Classified,
    ExpectationMet,
    InjectDelivered,
    ItemMarked,
    LevelChanged,
    MilestoneReached,
    MilestoneWithdrawn,
    ObligationKept,
    PhaseEntered,
    PhaseLeft,
    RunBegan,
    StepOpened,
)
# What did not happen either, when its cause did not; a move of state stands.
FALLS = (ExpectationMet, ItemMarked, MilestoneReached, ObligationKept)


class Numbered(Protocol):
    """An entry as the log stored it."""

    @property
    def seq(self) -> int: ...
    @property
    def wall_ms(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def entry(self) -> Entry: ...


@dataclass(frozen=True, slots=True)
class Happening(Generic[E_co]):
    """One entry: ``at`` is when it happened, ``recorded`` when it was written.

    ``wall_ms`` is when the store accepted it.
    """

    seq: int
    at: int
    recorded: int
    event: E_co
    origin: Origin | None = None
    corrected_by: int = 0
    is_void: bool = False
    wall_ms: int = 0


def happenings_of(stored: Sequence[Numbered]) -> tuple[Happening[Event], ...]:
    """Every entry with its fate, the void ones included."""
    voided, moved = _corrections(stored)
    return happenings_after(stored, voided, moved, None)


def happenings_after(
    stored: Iterable[Numbered],
    voided: Mapping[int, int],
    moved: Mapping[int, tuple[int, int]],
    cause: Happening[Event] | None,
) -> tuple[Happening[Event], ...]:
    """Entries after *cause*, the last that somebody wrote before them."""
    found: list[Happening[Event]] = []
    for row in stored:
        entry = row.entry
        told = entry.origin.happened if entry.origin else None
        by, happened = moved.get(row.seq, (0, entry.at if told is None else told))
        by = voided.get(row.seq, by)
        here = Happening(
            row.seq, happened, entry.at, entry.event, entry.origin, by,
            row.seq in voided, row.wall_ms,
        )  # fmt: skip
        if told is None and cause and _follows(here, cause):
            here = _fate_of(here, cause)
        if entry.origin:
            cause = here
        found.append(here)
    return tuple(found)


def _follows(here: Happening[Event], cause: Happening[Event]) -> bool:
    return (
        here.recorded == cause.recorded
        and isinstance(here.event, FOLLOWS)
        and not here.corrected_by
    )


def _fate_of(here: Happening[Event], cause: Happening[Event]) -> Happening[Event]:
    if cause.is_void:
        return replace(here, is_void=isinstance(here.event, FALLS))
    return replace(here, at=cause.at)


def _corrections(
    stored: Iterable[Numbered],
) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """Void entries and moved ones, each with the correction that says so.

    A correction may itself be corrected: the latest word counts.
    """
    voided: dict[int, int] = {}
    moved: dict[int, tuple[int, int]] = {}
    for row in reversed(list(stored)):
        word = row.entry.event
        if not isinstance(word, Corrected) or row.seq in voided:
            continue
        if word.void:
            voided.setdefault(word.seq, row.seq)
        elif word.happened is not None:
            moved.setdefault(word.seq, (row.seq, word.happened))
    return voided, moved
