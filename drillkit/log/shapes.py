"""How a value of a Python type is written in JSON, compiled once per type.

Type hints are read when a shape is made; encoding and decoding then run closures
only, because a replay decodes a hundred thousand entries.  Tuples become arrays,
mappings and dataclasses objects.  A dataclass that is one of several possible ones
says which it is under ``is``.

A mapping comes back in the order of its keys: its own order is not stored.

Knows nothing of entries or logs.
"""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# JSON as it comes out of ``json.loads``; the shapes give it its types.
Json = Any
Turn = Callable[[Any], Any]


class Misfit(Exception):
    """JSON that is not of the shape expected."""


def same(value: Any) -> Any:
    """What needs no turning: JSON and Python write it alike."""
    return value


@dataclass(frozen=True, slots=True)
class Shape:
    """Both ways between a Python type and its JSON."""

    encode: Turn
    decode: Turn


PLAIN = Shape(same, same)
SCALARS = frozenset({str, int, bool, float, NoneType})


class Shapes:
    """The shapes of all types met so far.

    ``names`` are the stored names of the dataclasses that share a place with others.
    """

    def __init__(self, names: Mapping[type, str]) -> None:
        self._names = names
        self._known: dict[Any, Shape] = {}

    def of(self, hint: Any) -> Shape:
        """The shape of a type; TypeError for one that a log cannot hold."""
        if hint not in self._known:
            # A type that holds itself finds this one while it is being made.
            self._known[hint] = Shape(
                lambda value: self._known[hint].encode(value),
                lambda json: self._known[hint].decode(json),
            )
            try:
                self._known[hint] = self._make(hint)
            except TypeError:
                del self._known[hint]
                raise
        return self._known[hint]

    def _make(self, hint: Any) -> Shape:
        origin, arguments = get_origin(hint), get_args(hint)
        if hint in SCALARS:
            return PLAIN
        if origin is Literal:
            return one_of(arguments)
        if origin in (Union, UnionType):
            return self._union(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(hint, *arguments)
        if isinstance(origin, type) and issubclass(origin, AbstractSet):
            return sorted_set(self.of(arguments[0]))
        if is_dataclass(hint) and isinstance(hint, type):
            return self._dataclass(hint)
        raise TypeError(f"a log has no way to write {hint!r}")

    def _tuple(self, arguments: tuple[Any, ...]) -> Shape:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return each(self.of(arguments[0]))
        return in_turn(tuple(self.of(argument) for argument in arguments))

    def _mapping(self, hint: Any, key: Any, value: Any) -> Shape:
        if key is not str:
            raise TypeError(f"the keys of {hint!r} are not text")
        shape = self.of(value)
        return Shape(
            lambda mapping: {key: shape.encode(mapping[key]) for key in mapping},
            lambda json: {key: shape.decode(value) for key, value in json.items()},
        )

    def _dataclass(self, made: type) -> Shape:
        hints = get_type_hints(made)
        names = tuple(field.name for field in fields(made))
        shapes = tuple(self.of(hints[name]) for name in names)
        return Shape(writer(names, shapes), reader(made, names, shapes))

    def _union(self, members: tuple[Any, ...]) -> Shape:
        """JSON's own types tell members apart; dataclasses say which they are."""
        made = tuple(member for member in members if is_dataclass(member))
        arrays = tuple(member for member in members if get_origin(member) is tuple)
        others = set(members) - set(made) - set(arrays)
        if len(arrays) > 1 or not (others <= SCALARS):
            return self._optional(members)
        array = self.of(arrays[0]) if arrays else PLAIN
        return either(self._member(made), array) if made or arrays else PLAIN

    def _optional(self, members: tuple[Any, ...]) -> Shape:
        inner = [member for member in members if member is not NoneType]
        if len(inner) != 1:
            raise TypeError(f"JSON cannot tell {members!r} apart")
        shape = self.of(inner[0])
        return Shape(
            lambda value: None if value is None else shape.encode(value),
            lambda json: None if json is None else shape.decode(json),
        )

    def _member(self, made: tuple[Any, ...]) -> Shape:
        if len(made) == 1:
            return self.of(made[0])
        if missing := [member for member in made if member not in self._names]:
            raise TypeError(f"{missing!r} have no names to be stored under")
        return tagged({self._names[one]: (one, self.of(one)) for one in made})


def one_of(values: Collection[Any]) -> Shape:
    """A value from a closed set; a newer program's further one does not fit."""
    allowed = frozenset(values)

    def decode(json: Json) -> Any:
        if json not in allowed:
            raise Misfit(json)
        return json

    return Shape(same, decode)


def each(shape: Shape) -> Shape:
    """A tuple of any length."""
    if shape is PLAIN:
        return Shape(list, tuple)
    return Shape(
        lambda values: [shape.encode(value) for value in values],
        lambda json: tuple([shape.decode(value) for value in json]),
    )


def in_turn(shapes: tuple[Shape, ...]) -> Shape:
    """A tuple with a shape for each place."""

    def encode(values: tuple[Any, ...]) -> Json:
        return [
            shape.encode(value) for shape, value in zip(shapes, values, strict=True)
        ]

    def decode(json: Json) -> Any:
        return tuple(
            [shape.decode(value) for shape, value in zip(shapes, json, strict=True)]
        )

    return Shape(encode, decode)


def sorted_set(shape: Shape) -> Shape:
    """A set, written in order, so that equal sets are written alike."""
    return Shape(
        lambda values: sorted(shape.encode(value) for value in values),
        lambda json: frozenset([shape.decode(value) for value in json]),
    )


def either(member: Shape, array: Shape) -> Shape:
    """An object, an array or a plain value."""

    def encode(value: Any) -> Json:
        if is_dataclass(value):
            return member.encode(value)
        return array.encode(value) if isinstance(value, tuple) else value

    def decode(json: Json) -> Any:
        if isinstance(json, dict):
            return member.decode(json)
        return array.decode(json) if isinstance(json, list) else json

    return Shape(encode, decode)


def tagged(members: Mapping[str, tuple[type, Shape]]) -> Shape:
    """One of several dataclasses, which says which under ``is``."""
    tags = {made: name for name, (made, _) in members.items()}

    def encode(value: Any) -> Json:
        name = tags[type(value)]
        return {"is": name, **members[name][1].encode(value)}

    def decode(json: Json) -> Any:
        bare = dict(json)
        return members[bare.pop("is")][1].decode(bare)

    return Shape(encode, decode)


def writer(names: tuple[str, ...], shapes: tuple[Shape, ...]) -> Turn:
    """From a dataclass to its object."""
    plain = tuple(n for n, shape in zip(names, shapes, strict=True) if shape is PLAIN)
    turned = tuple(
        (name, shape.encode)
        for name, shape in zip(names, shapes, strict=True)
        if shape is not PLAIN
    )

    def encode(value: Any) -> Json:
        json = {name: getattr(value, name) for name in plain}
        for name, turn in turned:
            json[name] = turn(getattr(value, name))
        return json

    return encode


def reader(made: type, names: tuple[str, ...], shapes: tuple[Shape, ...]) -> Turn:
    """From an object back to its dataclass; every field is there, and no other."""
    count = len(names)

    def decode_plain(json: Json) -> Any:
        if len(json) != count:
            raise Misfit(json)
        return made(*values(json))

    def decode(json: Json) -> Any:
        if len(json) != count:
            raise Misfit(json)
        return made(*[turn(json[name]) for name, turn in turns])

    if count > 1 and all(shape is PLAIN for shape in shapes):
        values = itemgetter(*names)
        return decode_plain
    turns = tuple((n, shape.decode) for n, shape in zip(names, shapes, strict=True))
    return decode
