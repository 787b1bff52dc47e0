"""How long a step really takes: a few shapes of uncertainty, in milliseconds.

Says only what the author wrote; drawing a sample is for those who have dice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from drillkit.plan.problem import N_
from drillkit.plan.scalars.durations import PLAIN_PATTERN, read_duration
from drillkit.plan.scalars.refusal import moved, quoted, refused, wrong_kind


@dataclass(frozen=True, slots=True)
class Triangular:
    """Between low and high, most often likely."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Pert:
    """Between low and high, with more weight near likely than a triangle has."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Half the time below the median, and past p95 one time in twenty."""

    median: int
    p95: int


@dataclass(frozen=True, slots=True)
class Beta:
    """Between low and high, bent by alpha and beta."""

    low: int
    high: int
    alpha: float
    beta: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always the same."""

    value: int


AnyTakes = Triangular | Pert | Lognormal | Beta | Fixed

SHAPES = ("pert", "lognormal", "beta", "fixed")


def read_takes(value: Any) -> AnyTakes:
    """The shape that *value* describes."""
    if isinstance(value, list):
        return Triangular(*_rising(value, 3, ()))
    if isinstance(value, str):
        raise refused(
            "takes",
            N_('"{text}" is one duration, and a step takes from low to high'),
            {"text": quoted(value)},
            N_('write "[low, likely, high]", or "{{fixed: 5m}}" if it never varies'),
        )
    if len(value) != 1 or next(iter(value)) not in SHAPES:
        raise refused(
            "takes",
            N_("this is not a shape of duration; shapes are {shapes}"),
            {"shapes": ", ".join(SHAPES)},
        )
    [(shape, numbers)] = value.items()
    return _READERS[shape](numbers)


def _pert(value: Any) -> AnyTakes:
    return Pert(*_rising(value, 3, ("pert",)))


def _lognormal(value: Any) -> AnyTakes:
    median, p95 = _rising(value, 2, ("lognormal",))
    if median and p95 > median:
        return Lognormal(median, p95)
    raise refused(
        "takes",
        N_("the p95 is not above the median, and the median not above zero"),
        at=("lognormal",),
    )


def _fixed(value: Any) -> AnyTakes:
    return Fixed(_duration(value, ("fixed",)))


def _beta(value: Any) -> AnyTakes:
    if not isinstance(value, list):
        raise wrong_kind(value, "list", ("beta",))
    if len(value) != 4:
        raise _how_many(4, len(value), ("beta",))
    low, high = _rising(value[:2], 2, ("beta",))
    return Beta(low, high, _shape_number(value, 2), _shape_number(value, 3))


def _shape_number(values: list[Any], index: int) -> float:
    try:
        number = float(values[index])
    except (TypeError, ValueError):
        number = 0.0
    if 0 < number <= 1000:
        return number
    raise refused(
        "takes",
        N_("alpha and beta are numbers above 0 and up to 1000"),
        at=("beta", index),
    )


_READERS: dict[str, Callable[[Any], AnyTakes]] = {
    "pert": _pert,
    "lognormal": _lognormal,
    "beta": _beta,
    "fixed": _fixed,
}


def _rising(value: Any, many: int, at: tuple[str | int, ...]) -> list[int]:
    if not isinstance(value, list):
        raise wrong_kind(value, "list", at)
    if len(value) != many:
        raise _how_many(many, len(value), at)
    numbers = [_duration(item, (*at, i)) for i, item in enumerate(value)]
    for i in range(1, many):
        if numbers[i] < numbers[i - 1]:
            raise refused(
                "takes",
                N_('"{text}" is less than "{before}" in front of it'),
                {"text": quoted(value[i]), "before": quoted(value[i - 1])},
                at=(*at, i),
            )
    return numbers


def _how_many(many: int, found: int, at: tuple[str | int, ...]) -> Exception:
    return refused(
        "takes",
        N_("{found} values stand where {wanted} belong"),
        {"found": str(found), "wanted": str(many)},
        at=at,
    )


def _duration(value: Any, at: tuple[str | int, ...]) -> int:
    try:
        return read_duration(value)
    except PydanticCustomError as fault:
        raise moved(fault, at) from None


_ONE = {"type": "string", "pattern": PLAIN_PATTERN}


def _several(many: int) -> dict[str, Any]:
    return {"type": "array", "items": _ONE, "minItems": many, "maxItems": many}


def _shape(name: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: values},
        "required": [name],
        "additionalProperties": False,
    }


Takes = Annotated[
    AnyTakes,
    PlainValidator(read_takes),
    WithJsonSchema(
        {
            "oneOf": [
                _several(3),
                _shape("pert", _several(3)),
                _shape("lognormal", _several(2)),
                _shape("beta", {"type": "array", "minItems": 4, "maxItems": 4}),
                _shape("fixed", _ONE),
            ]
        }
    ),
]
