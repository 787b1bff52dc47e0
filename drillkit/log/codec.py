"""Entries to JSON and back, for as long as logs are kept.

Every event has a kind, a stored name that never changes, and a version.  What an
older version wrote is lifted by a chain of functions from JSON to JSON, one for each
step; what a newer one wrote is refused.  The table is given, so that the names are
never made up from the names of classes.

Does not know which events there are, nor where entries are kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quote
from typing import Any, TypeAlias

from drillkit.engine.entry import Entry, Origin
from drillkit.errors import LogBroken, UnknownKind
from drillkit.log.shapes import Misfit, Shape, Shapes
from drillkit.plan.problem import N_

Body: TypeAlias = Mapping[str, Any]
Lift: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Kind:
    """The stored name of an event, and which version of it is written today."""

    name: str
    version: int = 1


class Codec:
    """A table of kinds, compiled when each is first met.

    ``parts`` names the dataclasses inside events that share a place with others.
    ``lifts`` holds, by kind and old version, what turns it into the next version.
    """

    def __init__(
        self,
        kinds: Mapping[type, Kind],
        parts: Mapping[type, str] | None = None,
        lifts: Mapping[tuple[str, int], Lift] | None = None,
    ) -> None:
        self._kinds = kinds
        self._types = {kind.name: (made, kind) for made, kind in kinds.items()}
        self._lifts = lifts or {}
        self._shapes = Shapes(parts or {})
        self._origin = self._shapes.of(Origin | None)
        self._writers: dict[type, tuple[str, int, Shape]] = {}
        self._readers: dict[tuple[str, int], Callable[[Any], Any]] = {}

    def write(
        self, entry: Entry, drill: str, first: int, seq: int, wall_ms: int
    ) -> str:
        """The text of an entry that the log gives this place: canonical JSON."""
        name, version, shape = self._writers.get(type(entry.event)) or self._writer(
            type(entry.event)
        )
        return (
            f'{{"at":{entry.at},"drill":{quote(drill)},'
            f'"event":{shape.write(entry.event)},"first":{first},'
            f'"key":{quote(entry.key)},"kind":{name},'
            f'"origin":{self._origin.write(entry.origin)},"seq":{seq},'
            f'"version":{version},"wall_ms":{wall_ms}}}'
        )

    def as_read(self, entry: Entry, text: str) -> Entry:
        """The entry as a reader of its *text* will have it."""
        # Mappings come back sorted; who lives a drill folds what a replay folds.
        if self._writers[type(entry.event)][2].in_order(entry.event):
            return entry
        return self.decode(read_json(text))

    def decode(self, body: Body) -> Entry:
        """The entry in *body*, which may hold more.

        UnknownKind when a newer version wrote it, LogBroken when it makes no sense.
        """
        try:
            read = self._readers.get((body["kind"], body["version"]))
            if read is None:
                read = self._reader(body)
            origin = body["origin"]
            return Entry(
                body["at"],
                read(body["event"]),
                None if origin is None else self._origin.read(origin),
                body["key"],
            )
        except (Misfit, KeyError, TypeError, ValueError, AttributeError) as misfit:
            raise unreadable(body) from misfit

    def _writer(self, made: type) -> tuple[str, int, Shape]:
        kind = self._kinds[made]
        writer = quote(kind.name), kind.version, self._shapes.of(made)
        self._writers[made] = writer
        return writer

    def _reader(self, body: Body) -> Callable[[Any], Any]:
        name, version = body["kind"], body["version"]
        if name not in self._types or version > self._types[name][1].version:
            raise unknown(body)
        made, kind = self._types[name]
        shape = self._shapes.of(made)
        steps = tuple(self._lifts[name, old] for old in range(version, kind.version))
        read = lifted(steps, shape.read) if steps else shape.read
        self._readers[name, version] = read
        return read


def lifted(steps: tuple[Lift, ...], decode: Callable[[Any], Any]) -> Lift:
    """Decode what an older version wrote."""

    def read(event: dict[str, Any]) -> Any:
        for step in steps:
            event = step(event)
        return decode(event)

    return read


def unknown(body: Body) -> UnknownKind:
    """The refusal of an entry from the future."""
    return UnknownKind(
        N_(
            'entry {seq} of drill {drill} is a "{kind}" of version {version}, which '
            "this drillkit does not know"
        ),
        way_out=N_("it was written by a newer drillkit; read it with that one"),
        kind=body["kind"],
        version=body["version"],
        **placed(body),
    )


def unreadable(body: Body) -> LogBroken:
    """The refusal of an entry whose fields are not those of its kind."""
    return LogBroken(
        N_('entry {seq} of drill {drill} does not read as a "{kind}"'),
        way_out=N_('"drillkit verify {drill}" finds the first wrong entry'),
        kind=body.get("kind", "?"),
        **placed(body),
    )


def placed(body: Body) -> dict[str, object]:
    """Which entry it is, as far as it says."""
    return {"seq": body.get("seq", "?"), "drill": body.get("drill", "?")}


def read_json(text: str) -> Any:
    """The JSON in *text*, and nothing behind it; ValueError for any other."""
    try:
        value, end = _decode(text)
    except RecursionError as fault:
        raise ValueError("not JSON") from fault
    if end != len(text):
        raise ValueError("more than one value")
    return value
