"""How a value of a Python type is written in JSON, compiled once per type.

Type hints are looked at when a shape is made; writing and reading then run one function
for each dataclass and closures for the rest, because an append has to be quick and a
replay reads a hundred thousand entries.
The text is canonical: no spaces, keys sorted.  Tuples become arrays, mappings and
dataclasses objects.  A dataclass that is one of several says which under ``is``.

A mapping comes back in the order of its keys: its own order is not stored.

Knows nothing of entries or logs.
"""

import json
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from json.encoder import encode_basestring as quote
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# JSON as it comes out of ``json.loads``; the shapes give it its types.
Json = Any
Write = Callable[[Any], str]
Read = Callable[[Any], Any]
Claim = Callable[[Any], bool]


class Misfit(Exception):
    """JSON that is not of the shape expected."""


def same(value: Any) -> Any:
    """What needs no reading: JSON and Python have it alike."""
    return value


def always(value: Any) -> bool:
    """What has no mapping in it has no order to lose."""
    return True


@dataclass(frozen=True, slots=True)
class Shape:
    """From a Python value to JSON text, and from parsed JSON to the value.

    ``in_order`` says whether a value would come back in the order that it has.
    """

    write: Write
    read: Read
    in_order: Claim = always


def write_bool(value: bool) -> str:
    """A claim."""
    return "true" if value else "false"


def write_float(value: float) -> str:
    """A number with a fraction; ValueError for what JSON has no number for."""
    return json.dumps(value, allow_nan=False)


SCALARS: dict[Any, Shape] = {
    str: Shape(quote, same),
    int: Shape(int.__repr__, same),
    bool: Shape(write_bool, same),
    float: Shape(write_float, same),
    NoneType: Shape(lambda value: "null", same),
}


class Shapes:
    """The shapes of all types met so far.

    ``names`` are the stored names of the dataclasses that share a place with others.
    """

    def __init__(self, names: Mapping[type, str]) -> None:
        self._names = names
        self._known: dict[Any, Shape] = dict(SCALARS)

    def of(self, hint: Any) -> Shape:
        """The shape of a type; TypeError for one that a log cannot hold."""
        if hint not in self._known:
            # A type that holds itself finds this one while it is being made.
            self._known[hint] = Shape(
                lambda value: self._known[hint].write(value),
                lambda json: self._known[hint].read(json),
                lambda value: self._known[hint].in_order(value),
            )
            try:
                self._known[hint] = self._made(hint)
            except TypeError:
                del self._known[hint]
                raise
        return self._known[hint]

    def _made(self, hint: Any) -> Shape:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return one_of(arguments)
        if origin in (Union, UnionType):
            return self._union(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(*arguments)
        if isinstance(origin, type) and issubclass(origin, AbstractSet):
            return sorted_set(self.of(arguments[0]))
        if is_dataclass(hint) and isinstance(hint, type):
            return self._dataclass(hint)
        raise TypeError(f"a log has no way to write {hint!r}")

    def _tuple(self, arguments: tuple[Any, ...]) -> Shape:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return each(self.of(arguments[0]))
        return in_turn(tuple(self.of(argument) for argument in arguments))

    def _mapping(self, key: Any, value: Any) -> Shape:
        if key is not str:
            raise TypeError(f"the keys of a mapping are text, not {key!r}")
        return mapping_of(self.of(value))

    def _dataclass(self, made: type, tag: str = "") -> Shape:
        hints = get_type_hints(made)
        shapes = {field.name: self.of(hints[field.name]) for field in fields(made)}
        return Shape(
            writer(shapes, tag),
            reader(made, shapes, tag),
            fields_in_order(shapes),
        )

    def _union(self, members: tuple[Any, ...]) -> Shape:
        """JSON's own types tell members apart; dataclasses say which they are."""
        made = [one for one in members if is_dataclass(one) and isinstance(one, type)]
        arrays = tuple(member for member in members if get_origin(member) is tuple)
        others = set(members) - set(made) - set(arrays)
        if len(arrays) > 1 or not others <= SCALARS.keys():
            return self._optional(members)
        by_type = {other: SCALARS[other] for other in others}
        if arrays:
            by_type[tuple] = self.of(arrays[0])
        if len(made) == 1:
            by_type[made[0]] = self.of(made[0])
        for one in made if len(made) > 1 else ():
            if one not in self._names:
                raise TypeError(f"{one!r} has no name to be stored under")
            by_type[one] = self._dataclass(one, self._names[one])
        return either(by_type, self._names)

    def _optional(self, members: tuple[Any, ...]) -> Shape:
        inner = [member for member in members if member is not NoneType]
        if len(inner) != 1:
            raise TypeError(f"JSON cannot tell {members!r} apart")
        shape = self.of(inner[0])
        return Shape(
            lambda value: "null" if value is None else shape.write(value),
            lambda json: None if json is None else shape.read(json),
            unless_always(lambda value: value is None or shape.in_order(value), shape),
        )


def one_of(values: Collection[Any]) -> Shape:
    """A value from a closed set; a newer program's further one does not fit."""
    written = {value: json.dumps(value, ensure_ascii=False) for value in values}

    def read(json: Json) -> Any:
        if json not in written:
            raise Misfit(json)
        return json

    return Shape(written.__getitem__, read)


def each(shape: Shape) -> Shape:
    """A tuple of any length."""
    write, read = shape.write, shape.read
    return Shape(
        lambda values: f"[{','.join([write(value) for value in values])}]",
        tuple if read is same else lambda json: tuple([read(value) for value in json]),
        unless_always(lambda values: all(map(shape.in_order, values)), shape),
    )


def in_turn(shapes: tuple[Shape, ...]) -> Shape:
    """A tuple with a shape for each place."""

    def write(values: tuple[Any, ...]) -> str:
        pairs = zip(shapes, values, strict=True)
        return f"[{','.join([shape.write(value) for shape, value in pairs])}]"

    def read(json: Json) -> Any:
        pairs = zip(shapes, json, strict=True)
        return tuple([shape.read(value) for shape, value in pairs])

    def in_order(values: tuple[Any, ...]) -> bool:
        pairs = zip(shapes, values, strict=True)
        return all(shape.in_order(value) for shape, value in pairs)

    return Shape(write, read, unless_always(in_order, *shapes))


def mapping_of(shape: Shape) -> Shape:
    """Values by text."""
    write, read = shape.write, shape.read

    def write_sorted(mapping: Mapping[str, Any]) -> str:
        pairs = [f"{quote(key)}:{write(mapping[key])}" for key in sorted(mapping)]
        return f"{{{','.join(pairs)}}}"

    def in_order(mapping: Mapping[str, Any]) -> bool:
        return list(mapping) == sorted(mapping) and all(
            map(shape.in_order, mapping.values())
        )

    return Shape(
        write_sorted,
        lambda json: {key: read(value) for key, value in json.items()},
        in_order,
    )


def sorted_set(shape: Shape) -> Shape:
    """A set, written in order, so that equal sets are written alike."""
    return Shape(
        lambda values: (
            f"[{','.join(sorted([shape.write(value) for value in values]))}]"
        ),
        lambda json: frozenset([shape.read(value) for value in json]),
        unless_always(lambda values: all(map(shape.in_order, values)), shape),
    )


def either(by_type: Mapping[Any, Shape], names: Mapping[type, str]) -> Shape:
    """A plain value, an array, or one of the dataclasses, which says which it is."""
    made = {
        one: shape
        for one, shape in by_type.items()
        if isinstance(one, type) and is_dataclass(one)
    }
    array = by_type.get(tuple)
    alone = next(iter(made.values())) if len(made) == 1 else None
    tagged = {names[one]: shape for one, shape in made.items()} if not alone else {}

    def read(json: Json) -> Any:
        if isinstance(json, dict):
            return (alone or tagged[json["is"]]).read(json)
        return array.read(json) if array and isinstance(json, list) else json

    return Shape(
        lambda value: by_type[type(value)].write(value),
        read if made or array else same,
        unless_always(
            lambda value: by_type[type(value)].in_order(value), *by_type.values()
        ),
    )


def unless_always(claim: Claim, *parts: Shape) -> Claim:
    """The claim of a whole, which need not be asked if its parts never lose order."""
    return always if all(part.in_order is always for part in parts) else claim


def fields_in_order(shapes: Mapping[str, Shape]) -> Claim:
    """Whether what a dataclass holds would come back in the order that it has."""
    asked = [
        (attrgetter(name), shape.in_order)
        for name, shape in shapes.items()
        if shape.in_order is not always
    ]
    if not asked:
        return always
    return lambda value: all(in_order(field(value)) for field, in_order in asked)


def writer(shapes: Mapping[str, Shape], tag: str) -> Write:
    """From a dataclass to its object, its *tag* under ``is``.

    Source is put together and compiled, as ``dataclasses`` does for its methods: one
    function that touches little memory, because right after a sync all memory is cold.
    """
    members = {name: f'"{name}":{{write_{name}(value.{name})}}' for name in shapes}
    names: dict[str, object] = {f"write_{name}": shapes[name].write for name in shapes}
    if tag:
        members["is"], names["tag"] = '"is":{tag}', quote(tag)
    text = ",".join(members[name] for name in sorted(members))
    write: Write = eval(f"lambda value: f'{{{{{text}}}}}'", names)
    return write


def reader(made: type, shapes: Mapping[str, Shape], tag: str) -> Read:
    """From an object back to its dataclass; every field is there, and no other."""
    count = len(shapes) + bool(tag)
    turns = tuple((name, shape.read) for name, shape in shapes.items())

    def read(json: Json) -> Any:
        if len(json) != count:
            raise Misfit(json)
        return made(*[turn(json[name]) for name, turn in turns])

    def read_plain(json: Json) -> Any:
        if len(json) != count:
            raise Misfit(json)
        return made(*values(json))

    if len(shapes) > 1 and all(turn is same for _, turn in turns):
        values = itemgetter(*shapes)
        return read_plain
    return read
