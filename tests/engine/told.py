"""Any value of the engine as lines, the same in every process."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass

from drillkit.plan.conditions import Condition


def told(value: object, deep: int = 0, name: str = "") -> Iterator[str]:
    """A compiled value as lines, one a field that does not have its default."""
    head = "  " * deep + f"{name}: "
    if isinstance(value, Condition):
        yield f"{head}if {value.text}"
    elif is_dataclass(value):
        yield f"{head}{type(value).__name__}"
        for field in fields(value):
            if getattr(value, field.name) == _default(field):
                continue
            yield from told(getattr(value, field.name), deep + 1, field.name)
    elif isinstance(value, Mapping) and not all(map(_is_plain, value.values())):
        yield f"{head}by name"
        for key, one in value.items():
            yield from told(one, deep + 1, str(key))
    elif isinstance(value, tuple) and not all(map(_is_plain, value)):
        yield f"{head}in order"
        for place, one in enumerate(value):
            yield from told(one, deep + 1, str(place))
    elif isinstance(value, frozenset):
        yield f"{head}{sorted(value)}"
    else:
        yield f"{head}{value!r}"


def _default(field: Field[object]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | None)
