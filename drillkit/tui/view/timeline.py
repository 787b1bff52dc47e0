"""The timeline: lanes of marks over the whole drill, and every entry.

A log may have a hundred thousand entries, so an entry's row is told when somebody
looks at it and not before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

from drillkit.engine.events import Event, InjectSpoken
from drillkit.review.record import Happening
from drillkit.review.telling import QUIET, tell
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell
from drillkit.tui.view.feed import entry_row
from drillkit.tui.view.growing import growing
from drillkit.tui.view.homes import homes
from drillkit.tui.view.kept import kept
from drillkit.tui.view.lanes import lanes
from drillkit.tui.view.marks import MARKS
from drillkit.tui.view.seeing import MAY_BE_KEPT, knows_the_story, may_see
from drillkit.tui.view.values import Column, Row, Table, Timeline

_QUIET: Final = frozenset(QUIET)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show.  ``kind`` is a word of `marks` in English (`STEP`),
    ``words`` must stand in the sentence; times are drill times.

    Bookkeeping, which follows from other entries, shows if asked for.
    """

    department: str = ""
    kind: str = ""
    words: str = ""
    since: int | None = None
    until: int | None = None
    with_bookkeeping: bool = False


EVERYTHING: Final = Filter()


def timeline(scene: Scene, only: Filter = EVERYTHING, width: int = 78) -> Timeline:
    """The drill so far; the lanes are *width* characters wide."""
    return Timeline(lanes(scene, only.since, only.until, width), entries(scene, only))


def entries(scene: Scene, only: Filter = EVERYTHING) -> Table:
    """The entries that pass, newest first, their rows told lazily."""
    reader = scene.reader
    key = ("entries", reader.lang, scene.seat, scene.drill.is_over, only)
    rows = kept(reader.record, key, lambda: Entries(scene, _passing(scene, only)))
    of = len(reader.record.happenings)
    title = reader._("Entries: {n} of {of}").format(
        n=reader.number(len(rows)), of=reader.number(of)
    )
    empty = reader._("No entry passes the filter.")
    return Table(cell(title).text, _columns(scene), rows, empty)


def _columns(scene: Scene) -> tuple[Column, ...]:
    """Of one width for all rows, since most are never told."""
    last = scene.reader.record.end
    return (
        Column("", 8 if last < 36_000_000 else 10, is_right=True),
        Column("", 7),
        Column("", 18, drops=1),
        Column("", 0),
    )


def _passing(scene: Scene, only: Filter) -> list[int]:
    """Places of the entries that pass, newest first."""
    if only == EVERYTHING:
        return _shown(scene)[::-1]
    happenings = scene.reader.record.happenings
    found = list(_places(scene, only, happenings))
    if only.words:
        wanted = only.words.casefold()
        found = [
            place
            for place in found
            if wanted in tell(scene.reader, happenings[place].event).casefold()
        ]
    found.reverse()
    return found


def _shown(scene: Scene) -> list[int]:
    """Places of what is shown if nothing is filtered."""
    record, sees_all = scene.reader.record, knows_the_story(scene)
    # Whom somebody rang up sees what came before.
    key = ("shown", scene.seat, sees_all, len(record.of(InjectSpoken)))

    def add(found: list[int], news: Sequence[Happening[Event]]) -> None:
        first = len(record.happenings) - len(news)
        found += [
            place
            for place, h in enumerate(news, first)
            if type(h.event) not in _QUIET
            and (sees_all or type(h.event) not in MAY_BE_KEPT or may_see(scene, h))
        ]

    return growing(record, key, list[int], add)


def _places(
    scene: Scene, only: Filter, happenings: Sequence[Happening[Event]]
) -> Iterator[int]:
    where = homes(scene.reader) if only.department else ()
    for place, h in enumerate(happenings):
        if not only.with_bookkeeping and type(h.event) in _QUIET:
            continue
        if only.department and where[place] != only.department:
            continue
        if only.kind and MARKS[type(h.event)][1] != only.kind:
            continue
        if only.since is not None and h.at < only.since:
            continue
        if only.until is not None and h.at > only.until:
            continue
        if may_see(scene, h):
            yield place


class Entries(Sequence[Row]):
    """Rows told when they are looked at."""

    def __init__(self, scene: Scene, places: list[int]) -> None:
        self._scene = scene
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self._row(place) for place in self._places[index])
        return self._row(self._places[index])

    def place_of(self, seq: int) -> int | None:
        """Where the entry stands, if it passes."""
        at = seq - 1
        low, high = 0, len(self._places)
        # Newest first: places fall.
        while low < high:
            middle = (low + high) // 2
            if self._places[middle] > at:
                low = middle + 1
            else:
                high = middle
        is_there = low < len(self._places) and self._places[low] == at
        return low if is_there else None

    def _row(self, place: int) -> Row:
        return entry_row(self._scene, self._scene.reader.record.happenings[place])
