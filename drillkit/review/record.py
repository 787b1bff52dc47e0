"""A drill's log as a review reads it: each entry with what is known of it today.

An entry stands where it was written, but it counts from when it really
happened: what its author said, or what a later correction said.  A void
entry did not happen.  Knows nothing of measures.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from drillkit.engine.events import (
    CallMade,
    DrillBegan,
    DrillEnded,
    Event,
    InjectDelivered,
    Jumped,
    MessageDelivered,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    RequestMade,
    RunJoined,
)
from drillkit.engine.intervals import Interval
from drillkit.plan.organisation import Organisation
from drillkit.plan.runbook import Phase, Runbook
from drillkit.plan.scenario import Scenario
from drillkit.review.happening import (
    Happening,
    Numbered,
    happenings_after,
    happenings_of,
)
from drillkit.review.lived import Stretch, lived_ms, stretches, wall_at

__all__ = ["Books", "Happening", "Numbered", "Record", "grown", "read_record"]

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Books:
    """The plan as it was when the drill ran, as far as it can still be read."""

    organisation: Organisation | None = None
    runbooks: Mapping[str, Runbook] = field(default_factory=dict)
    scenario: Scenario | None = None


@dataclass(frozen=True)
class Record:
    """All entries of one drill, the void ones included, in the log's order.

    Without slots, so that what is looked up by id is gathered once.
    """

    happenings: tuple[Happening[Event], ...]
    by_kind: Mapping[type, tuple[Happening[Event], ...]]
    began: Happening[DrillBegan]
    ended: Happening[DrillEnded] | None
    end: int
    books: Books
    head: str

    def of(self, kind: type[E]) -> tuple[Happening[E], ...]:
        """Entries of one kind that did happen, in the log's order."""
        return cast(tuple[Happening[E], ...], self.by_kind.get(kind, ()))

    @cached_property
    def runbook_of(self) -> Mapping[str, str]:
        """Run to the path of its runbook, in the order they joined."""
        listed = {run.run: run.runbook for run in self.began.event.runs}
        joined = {h.event.run: h.event.runbook for h in self.of(RunJoined)}
        return listed | joined

    def department(self, run: str) -> str:
        """The department a run belongs to."""
        runbook = self.runbook_of.get(run, run)
        return runbook.split("/")[0]

    def runbook(self, run: str) -> Runbook | None:
        """The runbook a run follows, if its text could be read."""
        return self.books.runbooks.get(self.runbook_of.get(run, run))

    @cached_property
    def by_seq(self) -> Mapping[int, Happening[Event]]:
        """Any entry by its number."""
        return {h.seq: h for h in self.happenings}

    @cached_property
    def opened(self) -> Mapping[str, ObligationOpened]:
        """Obligations by id."""
        return {h.event.obligation: h.event for h in self.of(ObligationOpened)}

    def plans_reach(self, milestone: str) -> bool:
        """Whether any plan of the drill ever reaches it; yes where none is readable."""
        books = [self.runbook(run) for run in self.runbook_of]
        return any(book is None or milestone in _named(book.phases) for book in books)

    @cached_property
    def late_by(self) -> Mapping[str, int]:
        """How late promises were met that were met late, by id."""
        due = {name: promise.due for name, promise in self.opened.items()}
        due |= {h.event.obligation: h.event.due for h in self.of(ObligationMoved)}
        on_wall = {
            name: at for one in self.outside.values() for name, at in one.dues.items()
        }
        found = {}
        for h in self.of(ObligationKept):
            name = h.event.obligation
            owed = due.get(name)
            late = 0 if owed is None else h.at - owed
            if name in on_wall:
                late = self.wall(h.at, h.seq) - on_wall[name]
            if late > 0:
                found[name] = late
        return found

    @cached_property
    def titles(self) -> dict[tuple[str, str, str], str]:
        """What a reader found the plan to call a path of a run, by language.

        Every screen names the same few dozen, every second.
        """
        return {}

    @cached_property
    def carried(self) -> dict[Hashable, tuple[int, object]]:
        """What views made of so many entries, for them to go on with."""
        return {}

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self.happenings[-1].seq

    @cached_property
    def outside(self) -> Mapping[str, MessageDelivered]:
        """Messages that really went out, by name; their clocks are the wall's."""
        return {h.event.message: h.event for h in self.of(MessageDelivered)}

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Drill time as it was lived."""
        clock = ((h.recorded, h.event) for h in self.happenings if not h.is_void)
        return stretches(clock)

    def lived(self, times: Iterable[Interval]) -> int | None:
        """The wall time beside a drill time; None where both went alike."""
        return lived_ms(self.stretches, times)

    def wall(self, at: int, seq: int) -> int:
        """The wall's time at the drill time of entry *seq*."""
        entry = self.by_seq.get(seq)
        is_stamped = entry is not None and entry.recorded == at
        stamped = entry.wall_ms if entry is not None and is_stamped else 0
        return wall_at(self.stretches, at, stamped)

    @cached_property
    def jumps(self) -> tuple[Interval, ...]:
        """From where to where drill time was skipped."""
        return tuple((h.recorded, h.event.to) for h in self.of(Jumped))

    @cached_property
    def jumped(self) -> frozenset[str]:
        """Obligations that a jump skipped: shown and not rated (semantics, rule 16)."""
        moved = self.of(ObligationMoved)
        return frozenset(h.event.obligation for h in moved if h.event.why == "jumped")

    @cached_property
    def delivered(self) -> Mapping[str, InjectDelivered]:
        """Injects that reached their players, by id."""
        return {h.event.inject: h.event for h in self.of(InjectDelivered)}

    @cached_property
    def role_of_call(self) -> Mapping[str, str]:
        """Who was called, by call."""
        return {h.event.call: h.event.role for h in self.of(CallMade)}

    @cached_property
    def provider_of(self) -> Mapping[str, str]:
        """Who was asked, by request."""
        return {h.event.request: h.event.provider for h in self.of(RequestMade)}

    def as_recorded(self) -> "Record":
        """The same drill, every entry at the time it was written."""
        return self.told_by(tuple(replace(h, at=h.recorded) for h in self.happenings))

    def told_by(self, happenings: tuple[Happening[Event], ...]) -> "Record":
        """The same drill, its entries told otherwise."""
        return replace(self, happenings=happenings, by_kind=_by_kind(happenings))


def read_record(stored: Sequence[Numbered], books: Books) -> Record:
    """The record of a drill whose first entry is its beginning."""
    first = stored[0].entry.event
    assert isinstance(first, DrillBegan), "a log begins with the drill's beginning"
    happenings = happenings_of(stored)
    ended = next(
        (
            Happening(
                h.seq, h.recorded, h.recorded, h.event, h.origin, wall_ms=h.wall_ms
            )
            for h in reversed(happenings)
            if isinstance(h.event, DrillEnded)
        ),
        None,
    )
    last = max(row.entry.at for row in stored)
    return Record(
        happenings,
        _by_kind(happenings),
        Happening(stored[0].seq, stored[0].entry.at, stored[0].entry.at, first),
        ended,
        ended.recorded if ended else last,
        books,
        stored[-1].hash,
    )


def grown(record: Record, news: Sequence[Numbered], books: Books) -> Record:
    """*record* with what was written since, none of which corrects anything.

    What was looked up by id before is carried over, so that a log of any length
    grows at little more than the cost of what is new.
    """
    cause = next((h for h in reversed(record.happenings) if h.origin), None)
    more = happenings_after(news, {}, {}, cause)
    by_kind = dict(record.by_kind)
    for kind, group in _by_kind(more).items():
        by_kind[kind] = (*by_kind.get(kind, ()), *group)
    made = replace(
        record,
        happenings=record.happenings + more,
        by_kind=by_kind,
        end=max(record.end, *(row.entry.at for row in news)),
        books=books,
        head=news[-1].hash,
    )
    for name, found in _looked_up(more).items():
        if name in record.__dict__:
            made.__dict__[name] = {**record.__dict__[name], **found}
    if books is record.books:
        # Nobody joined, so runs are called what they were called.
        made.__dict__["titles"] = record.titles
        made.__dict__["carried"] = record.carried
    ended = made.of(DrillEnded)
    if not ended:
        return made
    return replace(made, ended=ended[-1], end=ended[-1].recorded)


def _looked_up(
    happenings: Iterable[Happening[Event]],
) -> dict[str, dict[int, object] | dict[str, object]]:
    """What the properties of a record look up by id, of some entries."""
    by_seq: dict[int, object] = {}
    opened: dict[str, object] = {}
    delivered: dict[str, object] = {}
    role_of_call: dict[str, object] = {}
    provider_of: dict[str, object] = {}
    for h in happenings:
        by_seq[h.seq] = h
        match h.event:
            case ObligationOpened():
                opened[h.event.obligation] = h.event
            case InjectDelivered():
                delivered[h.event.inject] = h.event
            case CallMade():
                role_of_call[h.event.call] = h.event.role
            case RequestMade():
                provider_of[h.event.request] = h.event.provider
            case _:
                pass
    return {
        "by_seq": by_seq,
        "opened": opened,
        "delivered": delivered,
        "role_of_call": role_of_call,
        "provider_of": provider_of,
    }


def _named(phases: Mapping[str, Phase]) -> frozenset[str]:
    """Milestones that phases, their steps and their lanes reach."""
    found: set[str] = set()
    for phase in phases.values():
        found |= set(phase.reaches.values())
        for step in phase.steps.values():
            found |= set(step.reaches.values())
        for lane in phase.lanes.values():
            found |= _named(lane.phases)
    return frozenset(found)


def _by_kind(
    happenings: Iterable[Happening[Event]],
) -> Mapping[type, tuple[Happening[Event], ...]]:
    """Entries that did happen, sorted once, since every measure asks by kind."""
    found: dict[type, list[Happening[Event]]] = {}
    for happening in happenings:
        if not happening.is_void:
            found.setdefault(type(happening.event), []).append(happening)
    return {kind: tuple(group) for kind, group in found.items()}
