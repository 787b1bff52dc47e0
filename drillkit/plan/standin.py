"""Something for each place of a model that may stand where nothing could be read.

A stand-in says nothing about the plan; names made here are nobody's names.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from drillkit.plan.forms import fields_of, is_model, leaves, wanted

NOT_READ = "not-read"
# One of these fits every sort of scalar that a file cannot do without.
_TEXTS = (
    NOT_READ,
    "1m",
    "1",
    "2000-01-01",
    "2000-01-01T00:00",
    "00:00",
    "UTC",
    "1%",
)


def is_stand_in(name: str) -> bool:
    """Whether *name* was made here."""
    return name.startswith(NOT_READ)


@lru_cache(maxsize=256)
def stand_in(annotation: Any) -> Any:
    """The plainest value that *annotation* allows; it must not be changed."""
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    return next(value for value in _candidates(annotation) if _fits(adapter, value))


def _fits(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _candidates(annotation: Any) -> Iterator[Any]:
    for tag, leaf in leaves(annotation):
        if is_model(leaf):
            yield {tag: NOT_READ} if tag else _required(leaf)
        elif get_origin(leaf) is dict:
            yield from _mappings(get_args(leaf)[1])
        elif get_origin(leaf) is tuple:
            yield []
        elif get_origin(leaf) is Literal:
            yield get_args(leaf)[0]
    yield from _TEXTS
    # A window is read at once and shows no model.
    yield {"from": "00:00", "to": "01:00"}


def _required(form: type[BaseModel]) -> dict[str, Any]:
    return {
        key: stand_in(wanted(field))
        for key, field in fields_of(form).items()
        if field.is_required()
    }


def _mappings(inner: Any) -> Iterator[dict[str, Any]]:
    yield {}
    yield {NOT_READ: stand_in(inner)}
    yield {NOT_READ: stand_in(inner), f"{NOT_READ}-2": stand_in(inner)}
